"""Tests of the headless commands: what they print and how they end."""
