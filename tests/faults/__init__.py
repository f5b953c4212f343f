"""Rigs that break what the store stands on, and show that they did.

``journey`` and ``strike`` kill or fail a store at each of its calls to the disk, ``disks`` are full
or read-only. Not here: power loss. After a kill the system still writes what it was given; only a
rig below SQLite that forgets and reorders what was not synced shows what a power cut does, and the
driver in use has no place for one (``apsw-sqlite3mc`` reads the same files and has, should it ever
be wanted). Until then ``synchronous=FULL``, read back on every connection, stands for it.
"""
