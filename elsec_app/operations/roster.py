"""What each row of a class list would do. ``batches`` then does it, or takes it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec
from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.operations.pupils import PupilRow
from elsec_app.operations.watching import Watch, in_steps, unwatched
from elsec_app.store import tables
from elsec_app.store.index import in_ids
from elsec_app.store.words import fold

Action = Literal["new", "same", "moved", "doubtful", "refused"]
# Two names with the same date of birth are put before a person from this likeness on (rapidfuzz
# token_sort_ratio, 0 to 100): the team's own working rule. It decides nothing by itself.
DOUBTFUL_FROM = 70
NEW = "new"
"""A person's decision that a doubtful row is a child of its own."""


class PlanLine(msgspec.Struct, frozen=True):
    """What a row will do. ``child`` is who it was matched with; ``why`` says how."""

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


class _Held(msgspec.Struct, frozen=True):
    id: str
    names: str
    born: str
    upn: str | None
    nhs_number: str | None


def plan(
    conn: Connection, setting: str, rows: Sequence[PupilRow], watch: Watch = unwatched
) -> Plan:
    """What taking *rows* into *setting* would do. Changes nothing. *watch* may stop it."""
    held = _held(conn, rows)
    seats = _seats(conn, setting)
    lines: list[PlanLine] = []
    for step in in_steps(rows, watch):
        lines.extend(_line(row, held, seats) for row in step)
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
        return msgspec.structs.replace(line, action="new", child="")
    return msgspec.structs.replace(
        line, action=_goes(seats.get(decision), line.row), child=decision
    )


def _goes(seat: Seat | None, row: PupilRow) -> Action:
    """Whether a child who sits there stays or moves."""
    here = seat is not None and seat.class_name == row.class_name
    stays = here and seat is not None and row.year_group in (None, seat.year_group)
    return "same" if stays else "moved"


def _line(row: PupilRow, held: "_Register", seats: Mapping[str, Seat]) -> PlanLine:
    if not row.class_name:
        return PlanLine(row, "refused", _("No class is given in the list."))
    known, why = held.same(row)
    if known is None:
        like = held.like(row)
        if like is None:
            return PlanLine(row, "new", _("Not on this device yet."))
        return PlanLine(row, "doubtful", _("Same date of birth and a similar name."), like)
    return PlanLine(row, _goes(seats.get(known), row), why, known)


class _Register:
    """The children held who could be meant by some row, found by what identifies them."""

    def __init__(self, held: Iterable[_Held]) -> None:
        self._by_number: dict[str, str] = {}
        self._by_birth: dict[str, list[_Held]] = defaultdict(list)
        for child in held:
            self._by_birth[child.born].append(child)
            for number in filter(None, (child.upn, child.nhs_number)):
                self._by_number[number] = child.id

    def same(self, row: PupilRow) -> tuple[str | None, str]:
        for number, why in (
            (row.nhs_number, _("Same NHS number.")),
            (row.upn, _("Same UPN.")),
        ):
            if number and number in self._by_number:
                return self._by_number[number], why
        for child in self._by_birth[row.date_of_birth.isoformat()]:
            if child.names == _names(row.forename, row.surname) and not _differs(child, row):
                return child.id, _("Same name and date of birth.")
        return None, ""

    def like(self, row: PupilRow) -> str | None:
        for child in self._by_birth[row.date_of_birth.isoformat()]:
            likeness = fuzz.token_sort_ratio(child.names, _names(row.forename, row.surname))
            if likeness >= DOUBTFUL_FROM and not _differs(child, row):
                return child.id
        return None


def _differs(child: _Held, row: PupilRow) -> bool:
    """Whether an identifier says that they are two people."""
    return any(
        mine and theirs and mine != theirs
        for mine, theirs in ((child.upn, row.upn), (child.nhs_number, row.nhs_number))
    )


def _names(forename: str, surname: str) -> str:
    return fold(f"{forename} {surname}")


def _held(conn: Connection, rows: Sequence[PupilRow]) -> _Register:
    c = tables.child.c
    numbers = [n for row in rows for n in (row.upn, row.nhs_number) if n]
    births = {row.date_of_birth.isoformat() for row in rows}
    found = conn.execute(
        select(c.id, c.forename, c.surname, c.born, c.upn, c.nhs_number)
        .where(c.withdrawn == "", c.merged_into.is_(None))
        .where(in_ids(c.born, births))
        .union(
            select(c.id, c.forename, c.surname, c.born, c.upn, c.nhs_number)
            .where(c.withdrawn == "", c.merged_into.is_(None))
            .where(in_ids(c.upn, numbers) | in_ids(c.nhs_number, numbers))
        )
    )
    return _Register(
        _Held(r.id, _names(r.forename, r.surname), r.born, r.upn, r.nhs_number) for r in found
    )


def _seats(conn: Connection, setting: str) -> dict[str, Seat]:
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.child, e.class_name, e.year_group).where(
            e.setting == setting, e.until.is_(None), e.withdrawn == ""
        )
    )
    return {row.child: Seat(row.class_name, row.year_group) for row in rows}
