"""The pictures of the shipped packs: drawn by code, or Noto Emoji, and written into ``media/``.

``figures`` draws children and ``props`` things; ``doing``, ``places`` and ``pairs`` put them
together; ``scenes`` has them all by name. Run ``python -m tests.artwork`` after a change.
Nothing here is part of the application.
"""
