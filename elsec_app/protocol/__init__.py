"""What travels between a device and the centre: pure, and shared by both sides. Imports no I/O.

**Record.** ``id`` (UUIDv7 made on the device), ``kind``, ``area``, ``setting``, ``child``,
``author``, ``device``, ``instrument`` (hash of the pack, where one was used), ``made`` (the
device's clock, for display only), ``schema`` and ``body`` (JSON). ``change`` names this version and
``base`` the version it was made from. The centre gives ``rev`` (1, 2, 3 … per record) and ``pos``
(place in the setting's feed).

**Kinds** (``kinds.py``) are *append-only* (a clinical fact: one version for ever; ``change`` is the
``id``) or *editable* (field merge). Area-wide kinds travel in the feed of the setting ``*``.

**Push** sends records in the order they were made. Each gets one **receipt**, in the same order:
accepted, merged, conflict (both values kept in a ``conflict`` record that a person settles) or
refused with a reason. ``change`` makes a repeat harmless: the same receipt comes back. A refused
record never blocks another.

**Merge** (``merge.py``) is three-way by field against the version named by ``base``, at the centre
only: a page never touches a record that has changes waiting on the device, and the receipt brings
the merged body. No clock decides anything.

**Pull** gives pages after a cursor (setting to ``pos``) of exactly the settings that the user is
assigned to now; ``scope`` names them, so a device learns of a setting gained or lost. Positions
come from one counter row per setting, taken in the writing transaction: no gap, no lost row.

**Digest** (``digest.py``): the sum, modulo 2**256, of one hash per record (id, rev, body). Both
sides keep it per setting and compare it when the last page has come.

**Epoch.** The centre's identity of history. It changes when the centre is restored from a backup;
a device that meets a new one reads again from the start and offers what the centre lacks.

**Versions.** Every request carries ``protocol``; the centre speaks ``PROTOCOLS``. Bodies carry
``schema``; unknown fields are kept, never dropped. A request is signed by the device's Ed25519 key
(``signing.py``); bodies are Zstandard-compressed JSON (``wire.py``).
"""

PROTOCOL = 1
PROTOCOLS = range(1, 2)
AREA_WIDE = "*"
