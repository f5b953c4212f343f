"""A child changes class, goes to another setting, or leaves the area.

``screen`` is the page, ``reading`` what is read and written on the store thread.
"""
