"""One screen, one module or folder; none knows another. They say where to go by ``session.go``.

Unlocking and the first run stand before a session and are handed what they need. May import
``session``, ``work``, ``messages``, ``widgets``, ``theme`` and, of ``elsec_app``, operations and
instruments; reads and writes data only by ``session.work``.
"""
