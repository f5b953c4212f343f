"""What becomes of a batch of admitted records: pure. ``intake`` reads what this needs to know and
writes what it says, within one transaction that holds the feeds."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec

from elsec_app.protocol import digest
from elsec_app.protocol.bodies import Conflict, Gone
from elsec_app.protocol.kinds import KINDS
from elsec_app.protocol.merge import Clash, Merged, merge
from elsec_app.protocol.record import Placed, Record, canonical, fields
from elsec_app.protocol.wire import Moved, Receipt

SETTING = "@setting"  # the place of a record, merged as if it were a field of its body


class Feed(msgspec.Struct):
    """One setting's counter, and its digests by kind."""

    head: int
    digests: dict[str, bytes]


class Version(msgspec.Struct, frozen=True):
    """An earlier version, or one that was merged away, and how it was answered."""

    record: Record
    rev: int
    outcome: str


class Known(msgspec.Struct, frozen=True):
    """What the centre holds of what a batch touches. ``settings`` are the writer's."""

    settings: frozenset[str]
    feeds: dict[str, Feed]
    current: dict[str, Placed]
    versions: dict[tuple[str, str], Version]  # by id and change


class Mint(msgspec.Struct, frozen=True):
    """Where new ids come from, and the centre's time as ISO 8601."""

    new_id: Callable[[], str]
    now: str


class Plan(msgspec.Struct, frozen=True):
    receipts: list[Receipt]
    fresh: dict[str, Placed]  # records that the centre did not have
    changed: dict[str, Placed]
    versions: list[Version]
    feeds: dict[str, Feed]  # those that have moved
    moved: dict[str, Moved]


def decide(batch: Sequence[Record], reasons: Sequence[str], known: Known, mint: Mint) -> Plan:
    """One receipt for each of *batch*, in order. *reasons* refuses those it is not empty for."""
    work = _Work(known, mint)
    receipts = [
        Receipt("refused", reason=why)
        if why
        else (work.edit(record) if KINDS[record.kind].editable else work.state(record))
        for record, why in zip(batch, reasons, strict=True)
    ]
    return work.plan(receipts)


class _Work:
    """A batch half done. What was known is not touched: it is copied when it changes."""

    def __init__(self, known: Known, mint: Mint) -> None:
        self.known = known
        self.mint = mint
        self.current = dict(known.current)
        self.archive = dict(known.versions)
        self.fresh: dict[str, Placed] = {}
        self.changed: dict[str, Placed] = {}
        self.versions: list[Version] = []
        self.heads: dict[str, int] = {}
        self.come: dict[tuple[str, str], list[bytes]] = defaultdict(list)
        self.gone: dict[tuple[str, str], list[bytes]] = defaultdict(list)
        self.untold: set[str] = set()  # feeds with something that no receipt tells of

    def state(self, record: Record) -> Receipt:
        """Take in an append-only record: once, and never another under its id."""
        held = self.current.get(record.id)
        if held is None:
            return _accepted(self._add(record))
        return _accepted(held) if _same(held.record, record) else _CHANGED

    def edit(self, record: Record) -> Receipt:
        """Take in a version of an editable record."""
        held = self.current.get(record.id)
        if held is None:
            return _accepted(self._add(record))
        if (held.record.kind, held.record.child) != (record.kind, record.child):
            return _CHANGED
        if held.record.setting not in self.known.settings:
            return Receipt("refused", reason="not-assigned")
        before = self._seen(record, held)
        if before is not None:
            same = _same(before.record, record)
            return _now(before.outcome, held, record) if same else _CHANGED
        if record.base == held.record.change:
            return _accepted(self._replace(held, record))
        return self._merge(held, record)

    def plan(self, receipts: list[Receipt]) -> Plan:
        feeds = {s: self._feed(s) for s in {*self.heads, *(s for s, _ in self.gone)}}
        moved = {
            setting: Moved(self.known.feeds[setting].head, head)
            for setting, head in self.heads.items()
            if setting not in self.untold
        }
        return Plan(receipts, self.fresh, self.changed, self.versions, feeds, moved)

    def _seen(self, record: Record, held: Placed) -> Version | None:
        """This very version, if it has been here before."""
        if held.record.change == record.change:
            return Version(held.record, held.rev, "accepted")
        return self.archive.get((record.id, record.change))

    def _merge(self, held: Placed, record: Record) -> Receipt:
        base = self.archive.get((record.id, record.base)) if record.base else None
        here, there = _whole(held.record), _whole(record)
        merged = merge(_whole(base.record) if base else {}, here, there)
        if merged.body == there and not merged.clashes and merged.body != here:
            return _accepted(self._replace(held, record))
        outcome = "conflict" if merged.clashes else "merged"
        self._archive(Version(record, held.rev + (merged.body != here), outcome))
        for clash in merged.clashes:
            self._note_conflict(held.record, record, clash)
        now = held if merged.body == here else self._replace(held, self._merged(record, merged))
        if now.record.setting != record.setting:
            self.untold.add(now.record.setting)
        return _now(outcome, now, record)

    def _merged(self, record: Record, merged: Merged) -> Record:
        """The version that neither side had, as an edit of *record*'s author."""
        body = dict(merged.body)
        setting = str(body.pop(SETTING))
        change, text = self.mint.new_id(), msgspec.Raw(canonical(body))
        return msgspec.structs.replace(record, setting=setting, change=change, body=text)

    def _add(self, record: Record) -> Placed:
        placed = self.fresh[record.id] = self._place(record, 1)
        return placed

    def _replace(self, held: Placed, record: Record) -> Placed:
        """Put *record* in the place of what is held, which is kept."""
        old = held.record
        self.gone[old.setting, old.kind].append(_leaf(held))
        self._archive(Version(old, held.rev, "accepted"))
        placed = self._place(record, held.rev + 1)
        where = self.fresh if record.id in self.fresh else self.changed
        where[record.id] = placed
        if record.setting != old.setting:
            self._by_centre("gone", old, Gone(record.id, placed.rev))
        return placed

    def _archive(self, version: Version) -> None:
        self.archive[version.record.id, version.record.change] = version
        self.versions.append(version)

    def _note_conflict(self, held: Record, record: Record, clash: Clash) -> None:
        sides = (held.author, record.author)
        values = (clash.field, clash.base, clash.centre, clash.device)
        self._by_centre("conflict", held, Conflict(record.id, record.kind, *values, *sides))

    def _by_centre(self, kind: str, about: Record, body: Conflict | Gone) -> None:
        """Add a record of the centre's own to the feed where *about* stands."""
        new = self.mint.new_id()
        text = msgspec.Raw(canonical(body))
        made = (about.child, "", "", "", self.mint.now, KINDS[kind].schema, new, "", text)
        self._add(Record(new, kind, about.area, about.setting, *made))
        self.untold.add(about.setting)

    def _place(self, record: Record, rev: int) -> Placed:
        setting = record.setting
        pos = self.heads[setting] = self._head(setting) + 1
        placed = self.current[record.id] = Placed(record, rev, pos)
        self.come[setting, record.kind].append(_leaf(placed))
        return placed

    def _head(self, setting: str) -> int:
        head = self.heads.get(setting)
        return self.known.feeds[setting].head if head is None else head

    def _feed(self, setting: str) -> Feed:
        digests = dict(self.known.feeds[setting].digests)
        for kind in {k for s, k in (*self.come, *self.gone) if s == setting}:
            gone, come = self.gone.get((setting, kind), ()), self.come.get((setting, kind), ())
            before = digests.get(kind, digest.EMPTY)
            digests[kind] = digest.changed(before, gone=gone, come=come)
        return Feed(self._head(setting), digests)


_CHANGED = Receipt("refused", reason="changed")


def _accepted(placed: Placed) -> Receipt:
    return Receipt("accepted", placed.rev, placed.pos)


def _now(outcome: str, held: Placed, sent: Record) -> Receipt:
    """*outcome*, and what the record now is where that is not what was *sent*."""
    if held.record.change == sent.change:
        return Receipt(outcome, held.rev, held.pos)
    return Receipt(outcome, held.rev, held.pos, held.record.change, held.record.body)


def _leaf(placed: Placed) -> bytes:
    return digest.leaf(placed.record.id, placed.rev, bytes(placed.record.body))


def _same(one: Record, other: Record) -> bool:
    """Whether both say the same of the same child in the same place."""
    return (one.kind, one.setting, one.child, bytes(one.body)) == (
        other.kind,
        other.setting,
        other.child,
        bytes(other.body),
    )


def _whole(record: Record) -> Mapping[str, object]:
    return fields(record.body) | {SETTING: record.setting}
