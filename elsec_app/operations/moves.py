"""A child changes class, or leaves for another setting or area. What was is kept as it was."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, func, or_, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import cohorts
from elsec_app.protocol import bodies
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft

UNDONE = "change of class undone"


class Gone(msgspec.Struct, frozen=True):
    """That a child left a setting: ``to`` another of the area, or ``to_area`` where it is none."""

    setting: str
    on: date
    to: str
    to_area: str


def change_class(
    conn: Connection,
    actor: Actor,
    child: str,
    class_name: str,
    *,
    year_group: str = "",
    on: date | None = None,
) -> str:
    """Put *child* into another class of the setting from *on* (today). Returns the name of the
    change, for :func:`undo_class`.

    The place in open cohorts goes along; a cohort of the new class takes the child in.
    ``NotAllowed`` when the child is in no class, or in that one already, or no class is named.
    """
    if not class_name.strip():
        raise NotAllowed(_("Say which class the child goes to."))
    now = _open(conn, child)
    if not now:
        raise NotAllowed(_("This child is in no class now, so there is none to change."))
    setting, year = now[0].setting, year_group or now[0].year_group
    if any(one.class_name == class_name and one.year_group == year for one in now):
        raise NotAllowed(_("This child is in that class already."))
    day, batch = on or actor.today(), actor.new_id()
    for one in now:
        records.edit(conn, actor, one.id, until=day, ended_by=batch)
    body = bodies.Enrolment(class_name.strip(), year, day, batch=batch)
    records.add(conn, actor, Draft("enrolment", body, setting, child))
    _take_cohorts_along(conn, actor, child, setting, class_name.strip(), batch)
    audit.note(conn, actor, "change class", child)
    return batch


def undo_class(conn: Connection, actor: Actor, child: str, change: str) -> None:
    """Undo :func:`change_class`: the child is in the class before, there and in cohorts."""
    e, m = tables.enrolment.c, tables.membership.c
    ended = conn.execute(select(e.id, e.class_name).where(e.ended_by == change)).all()
    came = conn.scalars(select(e.id).where(e.batch == change, e.withdrawn == "")).all()
    joined = conn.scalars(select(m.id).where(m.batch == change, m.withdrawn == "")).all()
    records.edit_many(conn, actor, [*came, *joined], withdrawn=UNDONE)
    records.edit_many(conn, actor, [row.id for row in ended], until=None, ended_by=None)
    for row in ended[:1]:
        _take_cohorts_along(conn, actor, child, _setting(conn, child), row.class_name, "")
    audit.note(conn, actor, "undo class", child)


def leave(
    conn: Connection,
    actor: Actor,
    child: str,
    *,
    to: str = "",
    to_area: str = "",
    on: date | None = None,
) -> None:
    """*child* leaves the setting: for the setting *to* of this area, or for *to_area*.

    The past goes along to *to* at the next sync. Where the child was still to be screened, the
    cohort counts the child as left. ``NotAllowed`` when the child is there already.
    """
    setting = _setting(conn, child)
    if to and to == setting:
        raise NotAllowed(_("This child is in that setting already."))
    day = on or actor.today()
    _end(conn, actor, child, setting, day)
    drafts = [
        Draft("move", bodies.Move(day, to, to_area), setting, one)
        for one in records_of(conn, child, setting)
    ]
    records.add_many(conn, actor, drafts)
    audit.note(conn, actor, "move", child)


def left(conn: Connection, child: str) -> tuple[Gone, ...]:
    """Where *child* has left, the first first."""
    m = tables.move.c
    rows = conn.execute(
        select(m.setting, m.on, m.to, m.to_area)
        .where(m.child == child)
        .group_by(m.setting, m.on, m.to, m.to_area)
        .order_by(m.on, func.min(m.id))
    )
    return tuple(Gone(setting, date.fromisoformat(on), to, area) for setting, on, to, area in rows)


def _end(conn: Connection, actor: Actor, child: str, setting: str, day: date) -> None:
    """The place in the class ends, and open cohorts count the child as left."""
    for one in _open(conn, child):
        if one.setting == setting:
            records.edit(conn, actor, one.id, until=day)
    for cohort in cohorts.cohorts(conn, setting):
        states = {
            ln.child.id: ln.state for ln in cohorts.run_sheet(conn, cohort.id, today=day).lines
        }
        if states.get(child) in cohorts.UNSETTLED:
            cohorts.not_done(conn, actor, child, cohort, "left")


def _take_cohorts_along(
    conn: Connection, actor: Actor, child: str, setting: str, class_name: str, batch: str
) -> None:
    """The child's place in a cohort of both classes follows; one of the new class alone takes the
    child in, and one of the old class alone still has the child to screen."""
    m = tables.membership.c
    member = {
        row.cohort: row.id
        for row in conn.execute(select(m.id, m.cohort).where(m.child == child, m.withdrawn == ""))
    }
    for cohort in cohorts.cohorts(conn, setting):
        if class_name not in cohort.classes:
            continue
        if cohort.id in member:
            records.edit(conn, actor, member[cohort.id], class_name=class_name)
        else:
            body = bodies.Membership(cohort.id, class_name, batch)
            records.add(conn, actor, Draft("membership", body, setting, child))


def _open(conn: Connection, child: str) -> list[Any]:
    e = tables.enrolment.c
    wanted = select(e.id, e.setting, e.class_name, e.year_group).where(
        e.child == child, e.until.is_(None), e.withdrawn == ""
    )
    return list(conn.execute(wanted.order_by(e.since.desc(), e.id)).all())


def _setting(conn: Connection, child: str) -> str:
    c = tables.child.c
    found = conn.scalar(select(c.setting).where(c.id == child))
    if found is None:
        raise LookupError(child)
    return str(found)


def records_of(conn: Connection, child: str, setting: str) -> Iterable[str]:
    """The child, and those of the setting who were found to be this child: they go together."""
    c = tables.child.c
    wanted = select(c.id).where(or_(c.id == child, c.merged_into == child), c.setting == setting)
    return conn.scalars(wanted.order_by(c.id)).all()
