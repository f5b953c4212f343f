"""A signed result, to be read: what was found, judged and noted, by whom, and every answer.

``screen`` is the page, ``words`` how it is said, ``answers`` the answers in the order in which
they were given, ``reading`` what is read and opened on the store thread.
"""
