"""One file per screen, each in a real window on a real encrypted store."""
