"""Pieces that several screens share and that know operations. May import ``session`` and below."""
