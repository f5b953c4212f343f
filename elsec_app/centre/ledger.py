"""The feeds of a batch half done: their counters, and what came into and went from their digests.

What was known is not touched.
"""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from elsec_app.protocol import digest


class Feed(msgspec.Struct):
    """One setting's counter, and its digests by kind."""

    head: int
    digests: dict[str, bytes]


class Ledger:
    """``heads`` are the feeds that something came into. ``untold``: those with something that no
    receipt tells of."""

    def __init__(self, feeds: Mapping[str, Feed]) -> None:
        self.known = feeds
        self.heads: dict[str, int] = {}
        self.untold: set[str] = set()
        self._come: dict[tuple[str, str], list[bytes]] = defaultdict(list)
        self._gone: dict[tuple[str, str], list[bytes]] = defaultdict(list)

    def come(self, setting: str, kind: str, leaf: bytes) -> int:
        """The place of a version that comes into *setting*."""
        self._come[setting, kind].append(leaf)
        self.heads[setting] = self._head(setting) + 1
        return self.heads[setting]

    def go(self, setting: str, kind: str, leaf: bytes) -> None:
        """A version no longer stands in *setting*."""
        self._gone[setting, kind].append(leaf)

    def feeds(self) -> dict[str, Feed]:
        """Those that have changed, as they are now."""
        return {s: self._feed(s) for s in {*self.heads, *(s for s, _ in self._gone)}}

    def _head(self, setting: str) -> int:
        head = self.heads.get(setting)
        return self.known[setting].head if head is None else head

    def _feed(self, setting: str) -> Feed:
        digests = dict(self.known[setting].digests)
        for kind in {k for s, k in (*self._come, *self._gone) if s == setting}:
            gone, come = self._gone.get((setting, kind), ()), self._come.get((setting, kind), ())
            before = digests.get(kind, digest.EMPTY)
            digests[kind] = digest.changed(before, gone=gone, come=come)
        return Feed(self._head(setting), digests)
