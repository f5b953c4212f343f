"""Sync of real encrypted stores with the real centre."""
