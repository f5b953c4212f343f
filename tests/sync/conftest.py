"""The real centre on a real PostgreSQL."""

from tests.centre.parts import http, owner_url, service_url, town

__all__ = ["http", "owner_url", "service_url", "town"]
