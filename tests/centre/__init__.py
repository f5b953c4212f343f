"""The centre, on a real PostgreSQL and over its real routes."""
