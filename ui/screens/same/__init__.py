"""Two children who may be one: side by side, for a person to say.

``screen`` is the page, ``both`` the two beside each other, ``words`` how it is said, ``reading``
what is read and written on the store thread.
"""
