"""Two children who may be one: found, shown side by side, made one, and made two again.

Nothing is rewritten: both histories stay as they were stated and are shown as one child's.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, func, or_, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations.likeness import Match, Person, Register, compare
from elsec_app.protocol import bodies
from elsec_app.store import audit, records, sameness, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft

DETAILS = (
    "forename",
    "surname",
    "known_as",
    "born",
    "sex",
    "upn",
    "nhs_number",
    "first_language",
    "sen_provision",
)
CLASS = "class"  # the class, where both are in one of the same setting: chosen like a detail


class Pair(msgspec.Struct, frozen=True):
    """Two children who may be one. ``one`` was made first."""

    one: Person
    other: Person
    match: Match


class Enrolled(msgspec.Struct, frozen=True):
    """Where a child is, or was: ``until`` is none for now."""

    id: str
    setting: str
    class_name: str
    year_group: str
    since: date
    until: date | None


class Side(msgspec.Struct, frozen=True):
    """One of the two: the details, the places, and how much there is on record, by kind."""

    id: str
    setting: str
    details: bodies.Child
    enrolled: tuple[Enrolled, ...]  # newest first
    counts: dict[str, int]

    @property
    def place(self) -> Enrolled | None:
        """Where the child is now."""
        return next((one for one in self.enrolled if one.until is None), None)


class Beside(msgspec.Struct, frozen=True):
    """Two children side by side. ``differ`` names the details that are for a person to choose."""

    one: Side
    other: Side
    match: Match | None
    differ: tuple[str, ...]


class Joined(msgspec.Struct, frozen=True):
    """Somebody's word, which still stands, that two children are one. ``doubted``: another, who
    may not have heard of it, said that they are two."""

    id: str
    kept: str
    other: str
    kept_name: str
    other_name: str
    reason: str
    by: str
    on: date
    doubted: bool = False


def pairs(conn: Connection, setting: str = "") -> tuple[Pair, ...]:
    """Children of this device who may be one, the likeliest first; those settled are left out.

    Whoever was here before and whoever a class list or the centre brought are compared alike.
    With *setting*, only pairs of which one at least is there.
    """
    settled = _said_to_be_two(conn)
    two = _of_setting(conn, setting) if setting else Register(_people(conn)).pairs()
    found = {
        ids: Pair(min(a, b, key=_made), max(a, b, key=_made), match)
        for a, b, match in two
        if (ids := frozenset((a.id, b.id))) not in settled
    }
    return tuple(sorted(found.values(), key=lambda p: (-p.match.score, p.one.surname, p.one.id)))


def beside(conn: Connection, one: str, other: str) -> Beside:
    """Both children in full. ``LookupError`` where the device does not hold them."""
    first, second = _side(conn, one), _side(conn, other)
    match = compare(_as_person(first), _as_person(second))
    differ = [
        name
        for name in DETAILS
        if getattr(second.details, name) not in (None, "", getattr(first.details, name))
    ]
    here, there = first.place, second.place
    if here and there and here.setting == there.setting and here.class_name != there.class_name:
        differ.append(CLASS)
    return Beside(first, second, match, tuple(differ))


def merge(
    conn: Connection,
    actor: Actor,
    kept: str,
    other: str,
    *,
    reason: str,
    take: Iterable[str] = (),
) -> str:
    """Say that *kept* and *other* are one child: *kept* carries on, with both histories.

    *take* names the details (of ``DETAILS``, or ``CLASS``) in which *other* is right. Returns the
    id of what was said, for :func:`part`. ``NotAllowed`` without a reason, and for one child.
    """
    if not reason.strip():
        raise NotAllowed(_("Say how you know that these are one child."))
    shown = sameness.aliases(conn)
    if shown.get(kept, kept) == shown.get(other, other):
        raise NotAllowed(_("These are one child already."))
    link = actor.new_id()
    chosen = frozenset(take)
    taken = _take_details(conn, actor, kept, other, chosen)
    _end_places(conn, actor, kept, other, link, take_class=CLASS in chosen)
    body = bodies.SameChild(kept, other, reason.strip(), taken)
    setting = _setting(conn, kept)
    records.add(conn, actor, Draft("same_child", body, setting, kept, id=link))
    audit.note(conn, actor, "merge", kept)
    return link


def part(conn: Connection, actor: Actor, link: str, *, reason: str = "") -> str:
    """Undo a merge: two children again, each with what was stated of it.

    What was stated while they were one stays with whoever was shown then. A detail goes back
    unless it was changed again since. Returns the id of what was said, for :func:`ask_again`.
    """
    row = conn.execute(select(tables.record).where(tables.record.c.id == link)).one()
    said = msgspec.json.decode(row.body, type=bodies.SameChild)
    body = bodies.NotSameChild(said.kept, said.other, reason.strip(), link)
    parted = records.add(conn, actor, Draft("not_same_child", body, row.setting, row.child))
    now = records.read(conn, said.kept, bodies.Child)
    before = msgspec.to_builtins(now)
    back = {n: was for n, (was, became) in said.taken.items() if before.get(n) == became}
    if back:
        records.edit(conn, actor, said.kept, **back)
    e = tables.enrolment.c
    for ended in conn.scalars(select(e.id).where(e.ended_by == link)).all():
        records.edit(conn, actor, ended, until=None, ended_by=None)
    m = tables.membership.c
    for ended in conn.scalars(select(m.id).where(m.withdrawn == link)).all():
        records.edit(conn, actor, ended, withdrawn=None)
    audit.note(conn, actor, "part", said.kept)
    return parted


def are_two(conn: Connection, actor: Actor, one: str, other: str, reason: str = "") -> str:
    """Say that two who look like one are two: nobody is asked about them again."""
    body = bodies.NotSameChild(one, other, reason.strip())
    return records.add(conn, actor, Draft("not_same_child", body, _setting(conn, one), one))


def ask_again(conn: Connection, actor: Actor, said: str) -> None:
    """Take back what :func:`are_two` or :func:`part` said of two: they may be one, or not."""
    row = conn.execute(select(tables.record).where(tables.record.c.id == said)).one()
    two = msgspec.json.decode(row.body, type=bodies.NotSameChild)
    body = bodies.NotSameChild(two.one, two.other, undoes=said)
    records.add(conn, actor, Draft("not_same_child", body, row.setting, row.child))


def joined(conn: Connection, child: str = "") -> tuple[Joined, ...]:
    """What was said to make *child* (or anybody) one with others and still stands, newest first."""
    s, n, r, u = (
        t.c for t in (tables.same_child, tables.not_same_child, tables.record, tables.user)
    )
    undone = select(n.undoes).where(n.undoes == s.id).exists()
    wanted = (
        select(s.id, r.body, r.made, func.coalesce(u.name, "").label("by"))
        .join(tables.record, r.id == s.id)
        .outerjoin(tables.user, u.id == r.author)
        .where(~undone)
        .order_by(s.made.desc(), s.id.desc())
    )
    rows = conn.execute(wanted.where(s.child == child) if child else wanted).all()
    two = _raw_two(conn)
    return tuple(_joined(conn, row, two) for row in rows)


def place_now(conn: Connection, child: str) -> Enrolled | None:
    """The class that *child* is in now."""
    return next((one for one in _enrolled(conn, child) if one.until is None), None)


_c = tables.child.c
_PERSON = (
    _c.id,
    _c.forename,
    _c.surname,
    _c.born,
    _c.known_as,
    _c.sex,
    _c.upn,
    _c.nhs_number,
    _c.setting,
)


def _person(row: Any) -> Person:
    name, forename, surname, born, *more = row
    return Person(name, forename, surname, date.fromisoformat(born), *more)


def _made(person: Person) -> str:
    """Ids are in order of time."""
    return person.id


def _as_person(side: Side) -> Person:
    d = side.details
    names = (d.forename, d.surname, d.born, d.known_as)
    return Person(side.id, *names, d.sex, d.upn, d.nhs_number, side.setting)


def _people(conn: Connection, *which: ColumnElement[bool]) -> list[Person]:
    wanted = select(*_PERSON).where(_c.withdrawn == "", _c.merged_into.is_(None), *which)
    return [_person(row) for row in conn.execute(wanted)]


def _of_setting(conn: Connection, setting: str) -> Iterator[tuple[Person, Person, Match]]:
    """The children of *setting*, each with everybody who may be the same child.

    Elsewhere another date of birth counts against it, so only who shares one, or a number, is read.
    """
    here = _people(conn, _c.setting == setting)
    births = {person.born.isoformat() for person in here}
    numbers = {n for person in here for n in (person.upn, person.nhs_number) if n}
    elsewhere = [
        *_people(conn, in_ids(_c.born, births), _c.setting != setting),
        *_people(conn, in_ids(_c.upn, numbers), _c.setting != setting),
        *_people(conn, in_ids(_c.nhs_number, numbers), _c.setting != setting),
    ]
    register = Register([*here, *elsewhere])
    for person in here:
        for other, match in register.like(person):
            yield person, other, match


def _said_to_be_two(conn: Connection) -> set[frozenset[str]]:
    """The pairs that a word still stands about; one may also undo such a word."""
    n, s = tables.not_same_child.c, tables.same_child.c
    undone = select(n.undoes).where(n.undoes != "")
    shown = sameness.aliases(conn)
    rows = conn.execute(
        select(n.one, n.other)
        .where(n.id.not_in(undone))
        .where(or_(n.undoes == "", n.undoes.in_(select(s.id))))
    )
    return {frozenset(shown.get(child, child) for child in row) for row in rows}


def _side(conn: Connection, child: str) -> Side:
    details = records.bodies(conn, [child], bodies.Child)
    if child not in details:
        raise LookupError(child)
    return Side(
        child, _setting(conn, child), details[child], _enrolled(conn, child), _counts(conn, child)
    )


def _enrolled(conn: Connection, child: str) -> tuple[Enrolled, ...]:
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.id, e.setting, e.class_name, e.year_group, e.since, e.until)
        .where(e.child == child, e.withdrawn == "")
        .order_by(e.until.is_not(None), e.since.desc(), e.id.desc())
    )
    return tuple(
        Enrolled(
            row.id,
            row.setting,
            row.class_name,
            row.year_group,
            date.fromisoformat(row.since),
            date.fromisoformat(row.until) if row.until else None,
        )
        for row in rows
    )


_COUNTED = ("screening", "review", "referral", "consent", "opt_out", "not_done", "note")


def _counts(conn: Connection, child: str) -> dict[str, int]:
    """How much there is of *child*, and of whoever was found to be this child."""
    r, a = tables.record.c, tables.alias.c
    of = or_(r.child == child, r.child.in_(select(a.child).where(a.kept == child)))
    rows = conn.execute(
        select(r.kind, func.count().label("n")).where(of, r.kind.in_(_COUNTED)).group_by(r.kind)
    )
    return {row.kind: row.n for row in rows}


def _setting(conn: Connection, child: str) -> str:
    found = conn.scalar(select(_c.setting).where(_c.id == child))
    if found is None:
        raise LookupError(child)
    return str(found)


def _take_details(
    conn: Connection, actor: Actor, kept: str, other: str, names: frozenset[str]
) -> dict[str, tuple[Any, Any]]:
    both = records.bodies(conn, [kept, other], bodies.Child)
    mine, theirs = (msgspec.to_builtins(both[child]) for child in (kept, other))
    wanted = [name for name in DETAILS if name in names and mine.get(name) != theirs.get(name)]
    taken = {name: (mine.get(name), theirs.get(name)) for name in wanted}
    if taken:
        records.edit(conn, actor, kept, **{name: became for name, (_, became) in taken.items()})
    return taken


def _end_places(
    conn: Connection, actor: Actor, kept: str, other: str, link: str, *, take_class: bool
) -> None:
    """A child is in one class of a setting, and once in a cohort: end the place not chosen."""
    mine, theirs = (
        [one for one in _enrolled(conn, child) if one.until is None] for child in (kept, other)
    )
    stays, goes = (theirs, mine) if take_class else (mine, theirs)
    held = {one.setting for one in stays}
    for one in goes:
        if one.setting in held:
            records.edit(conn, actor, one.id, until=actor.today(), ended_by=link)
    m = tables.membership.c
    first, second = (other, kept) if take_class else (kept, other)
    there = select(m.cohort).where(m.child == first, m.withdrawn == "")
    twice = select(m.id).where(m.child == second, m.withdrawn == "", m.cohort.in_(there))
    for membership in conn.scalars(twice).all():
        records.edit(conn, actor, membership, withdrawn=link)


def _raw_two(conn: Connection) -> set[frozenset[str]]:
    """The pairs of records of which somebody says that they are two, and undid nothing by it."""
    n = tables.not_same_child.c
    undone = select(n.undoes).where(n.undoes != "")
    rows = conn.execute(select(n.one, n.other).where(n.undoes == "", n.id.not_in(undone)))
    return {frozenset((row.one, row.other)) for row in rows}


def _joined(conn: Connection, row: Any, two: Collection[frozenset[str]]) -> Joined:
    body = msgspec.json.decode(row.body, type=bodies.SameChild)
    both = records.bodies(conn, [body.kept, body.other], bodies.Child)
    names = {child: f"{held.forename} {held.surname}" for child, held in both.items()}
    kept, other = names.get(body.kept, ""), names.get(body.other, "")
    on = date.fromisoformat(row.made[:10])
    doubted = frozenset((body.kept, body.other)) in two
    return Joined(row.id, body.kept, body.other, kept, other, body.reason, row.by, on, doubted)
