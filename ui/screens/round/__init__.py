"""A screening round, set up or changed: where, whom, with what, when, and on which basis.

``screen`` is the page, ``form`` its parts, ``words`` how it is said, ``reading`` what is read and
written on the store thread.
"""
