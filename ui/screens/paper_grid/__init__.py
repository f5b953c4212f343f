"""Paper forms of a whole class, keyed in fast: children down, items across.

``screen`` is the page; ``model`` and ``view`` the grid and its keys; ``typed`` what a key or a few
letters mean for an item, without Qt; ``answers`` the same by tapping; ``bar`` what stands under the
grid; ``reading`` what is read and written on the store thread.
"""
