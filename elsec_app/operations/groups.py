"""Small groups: who is helped together, which sessions were held, and what moved from the way in
to the way out, by the same tool and edition alone."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.operations import change, people, results
from elsec_app.operations.change import Change
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.protocol.bodies import Group, GroupPlace, GroupSession
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft

END_REASONS = ("done", "met", "stopped", "specialist")


class Member(msgspec.Struct, frozen=True):
    """A child's place in a group. ``came`` of the ``held`` sessions that fell into it."""

    place: str
    child: ChildLine
    since: date
    until: date | None
    came: int
    held: int


class Held(msgspec.Struct, frozen=True):
    """A group of a setting with its children and its sessions, oldest first."""

    id: str
    setting: str
    body: Group
    members: tuple[Member, ...]
    sessions: tuple[tuple[str, date], ...]


def reason_words(reason: str) -> str:
    """Why a group ended."""
    return {
        "done": _("All sessions were held"),
        "met": _("The need is met"),
        "stopped": _("It could not go on"),
        "specialist": _("Handed to the therapist"),
    }.get(reason, reason)


def make(conn: Connection, actor: Actor, setting: str, body: Group, kids: Iterable[str]) -> str:
    """A new group with a place for each of *kids*. ``BadInput`` where there is nobody in it."""
    wanted = list(dict.fromkeys(kids))
    if not wanted:
        raise BadInput(_("Choose at least one child for the group."))
    _check(body)
    group = records.add(conn, actor, Draft("group", body, setting))
    places = [Draft("group_place", GroupPlace(group, body.since), setting, kid) for kid in wanted]
    records.add_many(conn, actor, places)
    return group


def change_plan(
    conn: Connection, actor: Actor, group: str, *, programme: str, led_by: str, planned: int
) -> None:
    """What is done in the group, by whom, and how often. ``BadInput`` for fewer than none."""
    laid = {"programme": programme.strip(), "led_by": led_by.strip(), "planned": planned}
    _check(msgspec.structs.replace(records.read(conn, group, Group), **laid))
    records.edit(conn, actor, group, **laid)


def hold(conn: Connection, actor: Actor, group: Held, on: date, came: Sequence[str]) -> str:
    """A session was held on a day, and the places *came* were taken."""
    if on > actor.today() or on < group.body.since:
        raise BadInput(_("A session is held between the group's first day and today."))
    if not set(came) <= {member.place for member in group.members}:
        raise BadInput(_("Somebody who came is not in this group."))
    body = GroupSession(group.id, on, tuple(came))
    return records.add(conn, actor, Draft("group_session", body, group.setting))


def take_back(conn: Connection, actor: Actor, group: Held, session: str) -> None:
    """The session was recorded by a slip; both records stay."""
    body = GroupSession(group.id, actor.today(), (), session)
    records.add(conn, actor, Draft("group_session", body, group.setting))


def end(conn: Connection, actor: Actor, group: Held, reason: str) -> None:
    """The group ends today, for everybody in it. ``BadInput`` for an unknown reason."""
    if reason not in END_REASONS:
        raise BadInput(_("Say why the group ends."))
    today = actor.today()
    records.edit(conn, actor, group.id, ended_on=today, end_reason=reason)
    records.edit_many(conn, actor, [m.place for m in group.members if m.until is None], until=today)


def go_on(conn: Connection, actor: Actor, group: Held) -> None:
    """The ending was a slip: the children in it on that day are in it again."""
    ended = group.body.ended_on
    records.edit(conn, actor, group.id, ended_on=None, end_reason=None)
    places = [m.place for m in group.members if m.until is not None and m.until == ended]
    records.edit_many(conn, actor, places, until=None)


def of_setting(conn: Connection, setting: str) -> tuple[Held, ...]:
    """The groups of a setting: those that go on first, then by their first day."""
    g = tables.group.c
    ids = conn.scalars(select(g.id).where(g.setting == setting)).all()
    found = [_held(conn, key, setting, body) for key, body in _bodies(conn, ids).items()]
    return tuple(sorted(found, key=lambda one: (one.body.ended_on is not None, one.body.since)))


def read(conn: Connection, group: str) -> Held:
    """One group. ``LookupError`` where it is not held."""
    setting = conn.scalar(select(tables.group.c.setting).where(tables.group.c.id == group))
    if setting is None:
        raise LookupError(group)
    return _held(conn, group, setting, records.read(conn, group, Group))


def moved(conn: Connection, desk: Desk, member: Member) -> Change | None:
    """From the last result on or before the way in to the last one since, up to the way out; none
    while there are not two."""
    found = [one for one in results.of_child(conn, member.child.id) if not one.superseded]
    before = [one for one in found if one.body.tested_on <= member.since]
    last = member.until or desk.actor.today()
    since = [one for one in found if member.since < one.body.tested_on <= last]
    if not before or not since:
        return None
    same = [one for one in since if one.body.instrument == before[0].body.instrument]
    later = (same or since)[0]
    return change.compare(before[0], later, desk.instruments.get(later.body.instrument))


def _check(body: Group) -> None:
    if body.planned < 0:
        raise BadInput(_("Plan no fewer than no sessions."))
    if not body.need.strip():
        raise BadInput(_("Say what the group is for."))


def _bodies(conn: Connection, ids: Iterable[str]) -> dict[str, Group]:
    return records.bodies(conn, ids, Group)


def _held(conn: Connection, group: str, setting: str, body: Group) -> Held:
    sessions = _sessions(conn, group)
    p = tables.group_place.c
    rows = conn.execute(select(p.id, p.child).where(p.group == group)).all()
    kids = people.children(conn, [row.child for row in rows])
    places = records.bodies(conn, [row.id for row in rows], GroupPlace)
    members = [
        _member(row.id, kids[row.child], places[row.id], sessions)
        for row in rows
        if row.child in kids
    ]
    members.sort(key=lambda one: (one.child.name, one.place))
    held = sorted(((key, one.on) for key, one in sessions.items()), key=lambda each: each[::-1])
    return Held(group, setting, body, tuple(members), tuple(held))


def _member(
    place: str, child: ChildLine, body: GroupPlace, sessions: Mapping[str, GroupSession]
) -> Member:
    last = body.until or date.max
    mine = [one for one in sessions.values() if body.since <= one.on <= last]
    came = sum(place in one.came for one in mine)
    return Member(place, child, body.since, body.until, came, len(mine))


def _sessions(conn: Connection, group: str) -> dict[str, GroupSession]:
    s = tables.group_session.c
    ids = conn.scalars(select(s.id).where(s.group == group)).all()
    found = records.bodies(conn, ids, GroupSession)
    gone = {one.takes_back for one in found.values()}
    return {key: one for key, one in found.items() if not one.takes_back and key not in gone}
