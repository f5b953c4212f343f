"""Two edits of one field, side by side, for a person to settle.

``screen`` is the page with a card for each, ``reading`` the store's side of it.
"""
