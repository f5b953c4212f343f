"""The console: one item at a time, scored with one hand.

``screen`` is the page; ``journal`` what is saved and what is on its way, without Qt; ``writing``
what happens on the store thread; ``face`` shows an item, ``answering`` takes its answer by its
type, ``tapping`` tells a bounce from an answer, ``listing`` shows the items answered so far,
``stopping`` a stop rule, ``child_side`` the child's window.
"""
