"""The new school year: every class of a setting goes up by one, as one batch that can be undone.

Nothing is overwritten: this year's places in classes end, and next year's begin.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from elsec_app.i18n import _, ngettext
from elsec_app.operations import batches
from elsec_app.operations.batches import Undone
from elsec_app.operations.people import ChildLine, children
from elsec_app.operations.pupils import YEAR_GROUPS
from elsec_app.operations.years import LEAVES, academic_year, following, renamed, starts
from elsec_app.protocol import bodies
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft
from elsec_app.store.words import in_order


class _Place(NamedTuple):
    """A child's place in a class now."""

    id: str
    child: str
    class_name: str
    year_group: str
    since: str


class ClassUp(msgspec.Struct, frozen=True):
    """One class and year group of the old year, and where it goes. ``to_year`` is ``LEAVES`` for a
    class that leaves. ``children`` in name order."""

    class_name: str
    year_group: str
    children: tuple[ChildLine, ...]
    to_class: str
    to_year: str


class Proposal(msgspec.Struct, frozen=True):
    """``year`` is the new school year, ``on`` its first day here; ``closing`` are the cohorts of
    the years before that are still open, with their names."""

    setting: str
    year: str
    on: date
    classes: tuple[ClassUp, ...]
    closing: tuple[tuple[str, str], ...]


class Rolled(msgspec.Struct, frozen=True):
    """What a roll-over came to."""

    batch: str
    up: int
    left: int

    @property
    def sentence(self) -> str:
        up = ngettext("{n} child goes up", "{n} children go up", self.up).format(n=self.up)
        left = ngettext("{n} leaves", "{n} leave", self.left).format(n=self.left)
        return _("{up}, {left}.").format(up=up, left=left) if self.left else f"{up}."


def propose(conn: Connection, setting: str, today: date) -> Proposal:
    """Next year's classes from this year's. Who came since the year began is there already."""
    begins = starts(today)
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in _open(conn, setting):
        if row.since < begins.isoformat():
            found[row.year_group, row.class_name].append(row.child)
    names = children(conn, [child for kids in found.values() for child in kids])
    named = _target_names(found)
    classes = tuple(
        ClassUp(
            class_name,
            year_group,
            tuple(sorted((names[c] for c in kids if c in names), key=_by_name)),
            named[year_group, class_name],
            following(year_group),
        )
        for (year_group, class_name), kids in sorted(found.items(), key=_by_year)
    )
    year = academic_year(today)
    return Proposal(setting, year, begins, classes, _open_cohorts_before(conn, setting, year))


def is_due(conn: Connection, setting: str, today: date) -> bool:
    """Whether somebody is still in a class of the school year before."""
    e = tables.enrolment.c
    wanted = select(e.id).where(
        e.setting == setting,
        e.until.is_(None),
        e.withdrawn == "",
        e.since < starts(today).isoformat(),
    )
    return conn.scalar(wanted.limit(1)) is not None


def apply(
    conn: Connection, actor: Actor, chosen: Proposal, *, leaving: Collection[str] = ()
) -> Rolled:
    """Do what *chosen* says; the children *leaving* do not go along. Returns the batch.

    A child who has been put into another class since the proposal was made stays there.
    """
    batch = actor.new_id()
    still = {row.child: row.id for row in _open(conn, chosen.setting)}
    up = [
        (child.id, line)
        for line in chosen.classes
        for child in line.children
        if line.to_year != LEAVES and child.id not in leaving and child.id in still
    ]
    out = [
        child.id
        for line in chosen.classes
        for child in line.children
        if child.id in still and (line.to_year == LEAVES or child.id in leaving)
    ]
    ends = [still[child] for child in [*(child for child, _line in up), *out]]
    records.edit_many(conn, actor, ends, until=chosen.on, ended_by=batch)
    drafts = [
        Draft(
            "enrolment",
            bodies.Enrolment(line.to_class, line.to_year, chosen.on, batch=batch),
            chosen.setting,
            child,
        )
        for child, line in up
    ]
    closing = [cohort for cohort, _name in chosen.closing]
    records.edit_many(conn, actor, closing, closed=True)
    body = bodies.RollOver(chosen.year, len(up), len(out), tuple(closing))
    drafts.append(Draft("roll_over", body, chosen.setting, id=batch))
    records.add_many(conn, actor, drafts)
    audit.note(conn, actor, "roll over", batch)
    return Rolled(batch, len(up), len(out))


def undo(conn: Connection, actor: Actor, batch: str) -> Undone:
    """Take a roll-over back: everybody is in last year's class again, and its cohorts are open.

    Children with whom somebody has worked since stay where they went.
    """
    closed = records.read(conn, batch, bodies.RollOver).closed
    undone = batches.undo(conn, actor, batch)
    records.edit_many(conn, actor, list(closed), closed=None)
    return undone


def latest(conn: Connection, setting: str, year: str) -> str | None:
    """The roll-over into *year* that stands, to undo it; none where there was none."""
    r = tables.record.c
    rows = conn.execute(
        select(r.id, r.body)
        .where(r.kind == "roll_over", r.setting == setting)
        .order_by(r.seq.desc())
    )
    for row in rows:
        body = msgspec.json.decode(row.body, type=bodies.RollOver)
        if body.academic_year == year and not body.withdrawn:
            return str(row.id)
    return None


def changed(line: ClassUp, *, to_class: str, to_year: str) -> ClassUp:
    """*line* with another place to go to."""
    return msgspec.structs.replace(line, to_class=to_class.strip(), to_year=to_year)


def _target_names(found: Mapping[tuple[str, str], Sequence[str]]) -> dict[tuple[str, str], str]:
    """What each class is called next year: by its own name where that tells the year; else it moves
    into the class that goes up before it, first to first; else it keeps its name."""
    by_year: dict[str, list[str]] = defaultdict(list)
    for year, name in sorted(found):
        by_year[year].append(name)
    named = {}
    for year, name in found:
        here, there = by_year[year], by_year.get(following(year), [])
        place = here.index(name)
        into = there[place] if len(here) == len(there) and name not in there else name
        named[year, name] = renamed(name, year) or into
    return named


def _open(conn: Connection, setting: str) -> list[_Place]:
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.id, e.child, e.class_name, e.year_group, e.since)
        .where(e.setting == setting, e.until.is_(None), e.withdrawn == "")
        .order_by(e.since, e.id)
    )
    return [_Place(*row) for row in rows]


def _open_cohorts_before(conn: Connection, setting: str, year: str) -> tuple[tuple[str, str], ...]:
    c = tables.cohort.c
    rows = conn.execute(
        select(c.id, c.name)
        .where(c.setting == setting, func.coalesce(c.closed, 0) == 0, c.academic_year != "")
        .where(c.academic_year < year)
        .order_by(c.name)
    )
    return tuple((row.id, row.name) for row in rows)


def _by_name(child: ChildLine) -> tuple[str, str, str]:
    return in_order(child.surname), in_order(child.forename), child.id


def _by_year(item: tuple[tuple[str, str], object]) -> tuple[int, str]:
    year, name = item[0]
    known: tuple[str, ...] = YEAR_GROUPS
    return (known.index(year) if year in known else len(known)), name
