"""The encrypted store of one device profile: its keys, its file, its copies and its migrations.

``vault`` holds the key behind a passphrase, ``database`` the open file, ``tables`` its shape,
``migrate`` brings an older file up to that shape, ``backup`` keeps copies that open with the same
passphrase. May import ``protocol`` and the ground; never ``operations``, ``ui`` or ``centre``.
``vault`` is imported before the first window is painted, so it imports neither SQLAlchemy nor
Alembic, and ``cryptography`` only when a key is derived.
"""
