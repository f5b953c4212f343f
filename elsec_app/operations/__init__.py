"""One verb, one function, named as its user would say it.

Each takes an open connection (the caller opens and commits the transaction) and, where it writes,
the ``Actor``; it returns frozen views, never rows. May import ``store``, ``instruments``,
``protocol`` and the ground; knows no window, no wire and no page.
"""
