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
refused with a reason. ``change`` makes a repeat harmless: the same outcome comes back, with the
record's present version. A refused record never blocks another. ``moved`` lets a device step over
its own records in the feeds.

**Merge** (``merge.py``) is three-way by field against the version named by ``base``, at the centre
only: a page never touches a record that has changes waiting on the device, and the receipt brings
the merged body. Against a version that the centre does not know (it was restored), every field
that differs is a conflict. No clock decides anything.

**Pull** gives pages after a cursor (setting to ``pos``) of exactly the settings that the user is
assigned to now; ``heads`` names them, so a device learns of a setting gained or lost. Positions
come from one counter row per setting, taken in the writing transaction: no gap, no lost row. A
record that moves to another setting leaves a ``gone`` record behind in the feed of the old one.

**Move.** A ``move`` record says that a child goes to another setting. From then on the child's
record is that setting's, and all of the past stands in its feed too (``Placed.feed``), append-only
records included, each still one record of the setting that made it. Whatever that setting adds
later stands there too. The old setting keeps what it saw and receives nothing new. A second move
from a setting that the child has left is refused: ``moved``.

**Digest** (``digest.py``): the sum, modulo 2**256, of one hash per record (id, rev, body). Both
sides keep it per setting and kind; when the last page has come, the sums over the kinds that the
user's role may read are compared. If they differ, the device reads that setting from its start.

**Epoch.** The identity of an area's history. It changes when the centre is restored from a backup;
a device that meets a new one reads again from the start and offers what the centre lacks.

**Identity.** A request names its area and device and is signed by the device's Ed25519 key
(``signing.py``). The centre answers 401 ``unknown``, ``revoked`` (only to who proves the key) or
``time``, with its own time: the device tries once more by that.

**Versions.** Every request carries ``protocol``; the centre speaks ``PROTOCOLS``. Bodies carry
``schema``; unknown fields are kept, never dropped. Messages, answers and faults are
Zstandard-compressed JSON (``wire.py``).
"""

PROTOCOL = 1
PROTOCOLS = range(1, 2)
AREA_WIDE = "*"
PRACTICE = "practice"  # the area of the desk with made-up children; it has no centre
