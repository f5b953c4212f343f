"""Questions that a therapist returned a signed screening with: read them, answer them.

``screen`` is the page with a card for each, ``reading`` the store's side of it.
"""
