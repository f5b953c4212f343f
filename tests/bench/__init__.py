"""Ours against its peers, as ratios taken in one interleaved run: `python3 dev.py bench [NAME]`.

To add a bench: 1. write a module here with ``rows() -> list[Row]``; 2. measure both sides in one
``interleaved`` call; 3. name the module in ``BENCHES``. Nothing here runs with the tests, and no
test asserts a time.
"""
