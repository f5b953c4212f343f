"""What each row of a class list would do. ``batches`` then does it, or takes it back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select, union

from elsec_app.i18n import _
from elsec_app.operations.likeness import Person, Register
from elsec_app.operations.pupils import PupilRow
from elsec_app.operations.watching import Watch, in_steps, unwatched
from elsec_app.store import tables
from elsec_app.store.index import in_ids

Action = Literal["new", "same", "moved", "doubtful", "refused"]
NEW = "new"
"""A person's decision that a doubtful row is a child of its own."""


class PlanLine(msgspec.Struct, frozen=True, gc=False):
    """What a row will do. ``child`` is who it was matched with, or of a new one who it is not;
    ``why`` says how."""

    row: PupilRow
    action: Action
    why: str
    child: str = ""


class Seat(NamedTuple):
    """The class that a child is in."""

    class_name: str
    year_group: str


class Plan(msgspec.Struct, frozen=True):
    """``left``: children enrolled in the list's classes whom the list does not name. ``seats`` are
    those enrolled in the setting now, by child."""

    setting: str
    lines: tuple[PlanLine, ...]
    left: tuple[str, ...]
    seats: dict[str, Seat]


def plan(
    conn: Connection, setting: str, rows: Sequence[PupilRow], watch: Watch = unwatched
) -> Plan:
    """What taking *rows* into *setting* would do. Changes nothing. *watch* may stop it."""
    held = _held(conn, setting, rows)
    seats = _seats(conn, setting)
    lines: list[PlanLine] = []
    for step in in_steps(rows, watch):
        lines.extend(_line(row, setting, held, seats) for row in step)
    once = _each_child_once(lines)
    named = {line.child for line in once}
    listed = {row.class_name for row in rows}
    left = tuple(c for c, seat in seats.items() if seat.class_name in listed and c not in named)
    return Plan(setting, once, left, seats)


def _each_child_once(lines: Iterable[PlanLine]) -> tuple[PlanLine, ...]:
    """*lines* with every row refused that is a child whom an earlier row already is."""
    rows: dict[str, int] = {}
    made = []
    for line in lines:
        if line.action in ("same", "moved"):
            first = rows.setdefault(line.child, line.row.row)
            if first != line.row.row:
                why = _("This is the same child as in row {row}.").format(row=first)
                line = PlanLine(line.row, "refused", why, line.child)
        made.append(line)
    return tuple(made)


def settled(made: Plan, decisions: Mapping[int, str]) -> tuple[PlanLine, ...]:
    """The lines of *made*, its doubtful rows as *decisions* settle them (by row number: the id of
    the child it is, or ``NEW``). A child that one row has is not given to another."""
    taken = {line.child for line in made.lines if line.action in ("same", "moved")}
    lines = []
    for line in made.lines:
        decision = decisions.get(line.row.row) if line.action == "doubtful" else None
        if decision is None or decision in taken:
            lines.append(line)
            continue
        if decision != NEW:
            taken.add(decision)
        lines.append(_decided(line, decision, made.seats))
    return tuple(lines)


def _decided(line: PlanLine, decision: str, seats: Mapping[str, Seat]) -> PlanLine:
    if decision == NEW:
        return msgspec.structs.replace(line, action="new")
    return msgspec.structs.replace(line, action=goes(seats.get(decision), line.row), child=decision)


def goes(seat: Seat | None, row: PupilRow) -> Action:
    """Whether a child who sits there stays or moves."""
    here = seat is not None and seat.class_name == row.class_name
    stays = here and seat is not None and row.year_group in (None, seat.year_group)
    return "same" if stays else "moved"


def _line(row: PupilRow, setting: str, held: Register, seats: Mapping[str, Seat]) -> PlanLine:
    if not row.class_name:
        return PlanLine(row, "refused", _("No class is given in the list."))
    found = held.match(_described(row, setting))
    if found is None:
        return PlanLine(row, "new", _("Not on this device yet."))
    if not found.certain:
        return PlanLine(row, "doubtful", found.reason, found.person)
    return PlanLine(row, goes(seats.get(found.person), row), found.reason, found.person)


def _described(row: PupilRow, setting: str) -> Person:
    return Person(
        f"row {row.row}",
        row.forename,
        row.surname,
        row.date_of_birth,
        row.known_as or "",
        row.sex,
        row.upn,
        row.nhs_number,
        setting,
    )


def _held(conn: Connection, setting: str, rows: Sequence[PupilRow]) -> Register:
    """Who could be meant: the setting's own, and whoever elsewhere shares a birthday or number.

    A child who was found to be another is a further description of that other.
    """
    c = tables.child.c
    numbers = [n for row in rows for n in (row.upn, row.nhs_number) if n]
    births = {row.date_of_birth.isoformat() for row in rows}
    whom = func.coalesce(c.merged_into, c.id)
    shown = select(
        *(whom, c.forename, c.surname, c.born, c.known_as, c.sex, c.upn, c.nhs_number, c.setting)
    ).where(c.withdrawn == "")
    found = conn.execute(
        union(
            shown.where(c.setting == setting),
            shown.where(in_ids(c.born, births)),
            shown.where(in_ids(c.upn, numbers)),
            shown.where(in_ids(c.nhs_number, numbers)),
        )
    )
    return Register(
        Person(who, forename, surname, date.fromisoformat(born), *more)
        for who, forename, surname, born, *more in found
    )


def _seats(conn: Connection, setting: str) -> dict[str, Seat]:
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.child, e.class_name, e.year_group).where(
            e.setting == setting, e.until.is_(None), e.withdrawn == ""
        )
    )
    return {row.child: Seat(row.class_name, row.year_group) for row in rows}
