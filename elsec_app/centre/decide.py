"""What becomes of a batch of admitted records: pure. ``intake`` reads what this needs to know and
writes what it says, within one transaction that holds the feeds."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from elsec_app.centre.ledger import Feed, Ledger
from elsec_app.centre.standing import Key, Place, Standing, leaf_of
from elsec_app.protocol import digest
from elsec_app.protocol.bodies import Conflict, Gone, Move
from elsec_app.protocol.kinds import KINDS
from elsec_app.protocol.merge import Clash, Merged, merge
from elsec_app.protocol.record import Placed, Record, canonical, fields
from elsec_app.protocol.wire import Moved, Receipt

SETTING = "@setting"  # the place of a record, merged as if it were a field of its body


class Version(msgspec.Struct, frozen=True):
    """An earlier version, or one that was merged away, and how it was answered."""

    record: Record
    rev: int
    outcome: str


class Known(msgspec.Struct, frozen=True):
    """What the centre holds of what a batch touches. ``settings`` are the writer's; ``homes`` says
    where the children are who have moved. All that stands of a child to be moved is there."""

    settings: frozenset[str]
    feeds: dict[str, Feed]
    current: dict[str, Placed]
    versions: dict[tuple[str, str], Version]  # by id and change
    places: dict[Key, Place] = {}
    homes: dict[str, str] = {}


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
    places: dict[Key, Place] = {}
    homes: dict[str, str] = {}  # children to where they have moved


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
        self.ledger = Ledger(known.feeds)
        self.standing = Standing(known.places, known.homes, self.ledger)

    def state(self, record: Record) -> Receipt:
        """Take in an append-only record: once, and never another under its id."""
        held = self.current.get(record.id)
        if held is not None:
            return _accepted(held) if _same(held.record, record) else _CHANGED
        if record.kind == "move":
            return self._move(record, msgspec.json.decode(record.body, type=Move))
        return _accepted(self._add(record))

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
        feeds, heads, untold = self.ledger.feeds(), self.ledger.heads, self.ledger.untold
        moved = {
            setting: Moved(self.known.feeds[setting].head, head)
            for setting, head in heads.items()
            if setting not in untold
        }
        places, homes = self.standing.changed, self.standing.moved
        return Plan(receipts, self.fresh, self.changed, self.versions, feeds, moved, places, homes)

    def _move(self, record: Record, move: Move) -> Receipt:
        """Take in that a child has moved to another setting of the area, with all of the past."""
        child = self.current.get(record.child)
        if not move.to:
            return _accepted(self._add(record))
        if move.to not in self.known.feeds or move.to == record.setting:
            return Receipt("refused", reason="form")
        if child is None or child.record.setting != record.setting:
            return Receipt("refused", reason="moved")
        placed = self._add(record)
        self.standing.move(record.child, move.to)
        for item in sorted(self.current.values(), key=lambda item: item.pos):
            about = record.child in (item.record.child, item.record.id)
            if about and item.record.kind != "gone":
                self._take_along(item, record, move.to)
        return _accepted(placed)

    def _take_along(self, item: Placed, move: Record, to: str) -> None:
        old = item.record
        if not self.standing.stands(item, move.setting):
            return
        if _follows(item, move):
            self.standing.leave(item, move.setting)
            self._archive(Version(old, item.rev, "accepted"))
            who = {"author": move.author, "device": move.device, "made": move.made}
            change = self.mint.new_id()
            new = msgspec.structs.replace(old, setting=to, change=change, base=old.change, **who)
            self._put(new, item.rev + 1)
            self.ledger.untold.add(to)
            return
        if old.setting != move.setting:
            self.standing.leave(item, move.setting)
        if old.setting != to:
            self.standing.stand(item, to)

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
            self.ledger.untold.add(now.record.setting)
        return _now(outcome, now, record)

    def _merged(self, record: Record, merged: Merged) -> Record:
        """The version that neither side had, as an edit of *record*'s author."""
        body = dict(merged.body)
        setting = str(body.pop(SETTING))
        change, text = self.mint.new_id(), msgspec.Raw(canonical(body))
        return msgspec.structs.replace(record, setting=setting, change=change, body=text)

    def _add(self, record: Record) -> Placed:
        placed = self.fresh[record.id] = self._place(record, 1)
        self.standing.follow(placed)
        return placed

    def _replace(self, held: Placed, record: Record) -> Placed:
        """Put *record* in the place of what is held, which is kept."""
        old = held.record
        self.ledger.go(old.setting, old.kind, leaf_of(held))
        self._archive(Version(old, held.rev, "accepted"))
        placed = self._put(record, held.rev + 1)
        self.standing.follow(placed)
        if record.setting != old.setting:
            self._by_centre("gone", old, Gone(record.id, placed.rev))
        return placed

    def _put(self, record: Record, rev: int) -> Placed:
        placed = self._place(record, rev)
        where = self.fresh if record.id in self.fresh else self.changed
        where[record.id] = placed
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
        self.ledger.untold.add(about.setting)

    def _place(self, record: Record, rev: int) -> Placed:
        leaf = digest.leaf(record.id, rev, bytes(record.body))
        pos = self.ledger.come(record.setting, record.kind, leaf)
        placed = self.current[record.id] = Placed(record, rev, pos)
        self.standing.come_home(placed)
        return placed


_CHANGED = Receipt("refused", reason="changed")


def _accepted(placed: Placed) -> Receipt:
    return Receipt("accepted", placed.rev, placed.pos)


def _now(outcome: str, held: Placed, sent: Record) -> Receipt:
    """*outcome*, and what the record now is where that is not what was *sent*."""
    if held.record.change == sent.change:
        return Receipt(outcome, held.rev, held.pos)
    return Receipt(outcome, held.rev, held.pos, held.record.change, held.record.body)


def _follows(item: Placed, move: Record) -> bool:
    """Whether *item* is the new setting's from now on."""
    return KINDS[item.record.kind].follows and item.record.setting == move.setting


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
