"""The pictures of the shipped packs: drawn by code, or Noto Emoji, and written into ``media/``.

``figures`` draws children, ``props`` things, ``scenes`` puts them together. Run
``python -m artwork`` after a change. Nothing here is part of the application.
"""
