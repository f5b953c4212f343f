"""Today's run sheet: who is left to screen, and what has become of the others.

``screen`` is the page, ``panel`` the child that was tapped, ``pickers`` where one is, ``words``
how it is said, ``reading`` what is read and written on the store thread.
"""
