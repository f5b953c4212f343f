"""Where else a record stands than in its own setting's feed: pure.

A child who moves takes the history along. What was stated in the old setting stays there and
*stands* in the new one's feed too, in one version after another as it is edited. What is about the
child and goes along (``Kind.follows``) is the new setting's from then on, and the old one's feed
keeps the version that it saw last.
"""

from collections.abc import Mapping

import msgspec

from elsec_app.centre.ledger import Ledger
from elsec_app.protocol import digest
from elsec_app.protocol.record import Placed

Key = tuple[str, str]  # a setting's feed, a record


class Place(msgspec.Struct, frozen=True):
    """A version that stands in a feed. ``change`` names it where it stays as it is for ever, and
    is empty where the record's present version stands there. ``ended``: not any more."""

    pos: int
    rev: int
    change: str
    leaf: bytes
    ended: bool = False


class Standing:
    """The places of a batch half done; ``changed`` and ``moved`` are what is to be written."""

    def __init__(
        self, places: Mapping[Key, Place], homes: Mapping[str, str], ledger: Ledger
    ) -> None:
        self._places, self._homes, self._ledger = dict(places), dict(homes), ledger
        self.changed: dict[Key, Place] = {}
        self.moved: dict[str, str] = {}  # child to setting

    def come_home(self, item: Placed) -> None:
        """*item* has come into its own setting's feed: it no longer stands there besides."""
        key = (item.record.setting, item.record.id)
        place = self._places.get(key)
        if place is not None and not place.ended:
            self._ledger.go(key[0], item.record.kind, place.leaf)
            self._put(key, msgspec.structs.replace(place, ended=True))

    def follow(self, item: Placed) -> None:
        """A new version of *item*: it stands wherever the record stood, and where the child is."""
        name, own = item.record.id, item.record.setting
        live = {s for (s, r), p in self._places.items() if r == name and not (p.change or p.ended)}
        home = self._homes.get(item.record.child, "") if item.record.author else ""
        for setting in sorted({*live, home} - {own, ""}):
            self.stand(item, setting)

    def stand(self, item: Placed, setting: str) -> None:
        """Let the present version of a record, *item*, stand in the feed of *setting*."""
        leaf = leaf_of(item)
        key = (setting, item.record.id)
        place = self._places.get(key)
        if place is None or place.ended or place.leaf != leaf:
            if place is not None and not place.ended:
                self._ledger.go(setting, item.record.kind, place.leaf)
            pos = self._ledger.come(setting, item.record.kind, leaf)
            self._ledger.untold.add(setting)
            self._put(key, Place(pos, item.rev, "", leaf))
        elif place.change:
            self._put(key, msgspec.structs.replace(place, change=""))

    def leave(self, item: Placed, setting: str) -> None:
        """*item* stays in the feed of *setting* as it is now, whatever becomes of the record."""
        key = (setting, item.record.id)
        if setting != item.record.setting:
            place = self._places.get(key)
            if place is not None and not (place.change or place.ended):
                self._put(key, msgspec.structs.replace(place, change=item.record.change))
            return
        leaf = leaf_of(item)
        self._ledger.go(setting, item.record.kind, leaf)
        pos = self._ledger.come(setting, item.record.kind, leaf)
        self._ledger.untold.add(setting)
        self._put(key, Place(pos, item.rev, item.record.change, leaf))

    def move(self, child: str, setting: str) -> None:
        """What is stated of *child* elsewhere from now on stands in *setting* too."""
        self._homes[child] = self.moved[child] = setting

    def stands(self, item: Placed, setting: str) -> bool:
        place = self._places.get((setting, item.record.id))
        return item.record.setting == setting or (place is not None and not place.ended)

    def _put(self, key: Key, place: Place) -> None:
        self._places[key] = self.changed[key] = place


def leaf_of(item: Placed) -> bytes:
    """What *item* adds to a digest."""
    return digest.leaf(item.record.id, item.rev, bytes(item.record.body))
