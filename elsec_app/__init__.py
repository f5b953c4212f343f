"""ELSEC Screening without its windows: no Qt here.

The floors, top to bottom: ``__main__`` and ``cli``; ``sync``, ``reports`` and ``exchange``;
``operations``; ``store`` and ``instruments``; ``protocol``; ``settings`` and ``i18n``; ``errors``
and ``resources``. Imports only run downward. ``centre`` stands apart, on ``protocol``,
``instruments`` and the ground.
"""

__version__ = "0.1.0"
