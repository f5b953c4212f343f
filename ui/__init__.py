"""The windows: the only place that knows Qt.

From the top: ``app``, ``window``, ``screens`` (each independent of the others), ``messages`` and
``work``, ``widgets``, ``theme``. A theme, a messenger and a worker are handed in, never reached
for. May import anything in ``elsec_app`` but the centre; speaks no SQL, HTTP or PDF itself.
"""
