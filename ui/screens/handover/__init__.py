"""Who looks after which setting's caseload, and handing it to somebody else.

``screen`` is the page with a line for each setting, ``reading`` the store's side of it.
"""
