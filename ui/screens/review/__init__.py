"""The therapist's desk: what waits, why it stands where it stands, and a decision on each.

``screen`` is the page; ``listing`` the list of thousands, ``filters`` what is wanted of it;
``evidence`` all that bears on one decision, ``deciding`` the decision, ``several`` those chosen to
be decided on together; ``words`` how it is said, ``reading`` what happens on the store thread.
"""
