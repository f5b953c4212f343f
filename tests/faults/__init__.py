"""Rigs that break what the store stands on, and show that they did."""
