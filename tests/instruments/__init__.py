"""Tests of packs, their proof, progress and scoring. The tables are in ``tests/scoring_cases``."""
