"""A class list on its way in: what each row would do, then doing it. May import ``ui.parts``, the
kit of ``ui`` and ``elsec_app``; the reader of class lists only when a list is chosen."""
