"""What a child sees: one thing to look at, in a window of its own, and nothing else to reach.

``window`` is that window, ``card`` a picture in it, ``way_out`` how the adult takes the screen
back, ``screens`` which screen it stands on. It is handed pictures and nothing more: no name, no
score, no word of what is right. May import ``parts`` and below.
"""
