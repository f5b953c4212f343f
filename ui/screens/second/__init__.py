"""Second rating: band a sampled screening again, blind, and see how both ratings agree.

``screen`` is the page, ``blind`` the answers without a band, ``agreement`` the counts, ``reading``
the store's side of it.
"""
