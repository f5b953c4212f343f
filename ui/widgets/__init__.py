"""The kit: widgets that paint themselves from the theme they are handed.

Every one has an accessible name, a target of at least 44 px if it is pressed, a focus ring that
nothing else looks like, and re-measures itself when the theme changes. Knows no screen and no
operation; may import ``ui.theme``, ``i18n`` and Qt. Import each from its own module: a package
that imported them all would slow the first paint.
"""
