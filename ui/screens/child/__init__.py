"""One child's page: who and where, what to bear in mind, what was found, and all on record by date.

``screen`` is the page, ``who`` the facts with their numbers covered, ``found`` the newest result
and what has changed, ``record`` the timeline with its notes, ``reading`` the store's side of it.
"""
