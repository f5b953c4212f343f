"""The therapist's worklist: what waits for a decision, in order, however many there are.

``find`` gives the ids in order by one indexed read of the search table; ``lines`` reads what is
said of the few that are in view. No signed body is opened for a list.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _, ngettext
from elsec_app.instruments.referring.concerns import concern_words
from elsec_app.operations.handover import owners
from elsec_app.operations.people import ChildLine, children, class_names
from elsec_app.store import standing, state, tables
from elsec_app.store.among import in_ids
from elsec_app.store.words import query

BANDS = (standing.WEAKEST, standing.ATTENTION, standing.NO_ATTENTION)
DOUBTS = standing.DOUBTS


class Filter(msgspec.Struct, frozen=True, omit_defaults=True):
    """What of the worklist is wanted; an empty field asks for nothing in particular.

    ``band`` is one of ``BANDS``, ``doubt`` one of ``DOUBTS``, ``over_weeks`` whole weeks.
    ``returned`` shows those that wait for a practitioner's answer instead.
    """

    setting: str = ""
    cohort: str = ""
    class_name: str = ""
    tool: str = ""
    band: int | None = None
    doubt: int = 0
    over_weeks: int = 0
    urgent: bool = False
    answered: bool = False
    returned: bool = False
    mine: bool = False
    name: str = ""


class Found(msgspec.Struct, frozen=True):
    """The screenings of a worklist, first things first. ``since`` is the day the oldest began to
    wait; none where nothing waits."""

    ids: tuple[str, ...]
    urgent: int
    since: date | None


class WorkLine(msgspec.Struct, frozen=True):
    """A signed screening that waits, and why it stands where it stands."""

    id: str
    child: ChildLine
    class_name: str
    setting: str
    outcome: str
    urgent: tuple[str, ...]
    band: int
    strands: str  # the names of those that are in the band, where it wants attention
    doubts: int
    days: int  # since the first version was signed
    answered: bool
    returned: bool


class Saved(msgspec.Struct, frozen=True):
    """A filter that its user gave a name, kept on this device."""

    name: str
    wanted: Filter


def find(conn: Connection, today: date, wanted: Filter | None = None, user: str = "") -> Found:
    """What waits: urgent routes first, then the band, then doubt, then the longest wait.

    *user* is who asks, for ``mine``: a setting that nobody took over is everybody's.
    """
    where, values = _conditions(conn, wanted or Filter(), today, user)
    ids, urgent, first = conn.exec_driver_sql(_FIND.format(where=where), tuple(values)).one()
    return Found(
        tuple(ids.split(" ")) if ids else (),
        urgent or 0,
        date.fromisoformat(first[:10]) if first else None,
    )


# One row, since thousands cost more to fetch than to find. The index has them in this order, and
# SQLite leaves an ordered subquery in order for group_concat (rule 16 of its flattener).
_FIND = (
    "SELECT group_concat(id, ' '), sum(urgent <> ''), min(since) FROM"
    " (SELECT id, urgent, since FROM screening WHERE {where} ORDER BY rank, since, id)"
)


def lines(conn: Connection, ids: Sequence[str], today: date) -> dict[str, WorkLine]:
    """What the list says of *ids*, by id; those not held are left out."""
    s = tables.screening.c
    rows = conn.execute(
        select(
            s.id, s.child, s.setting, s.overall_label, s.urgent, s.band, s.band_strands, s.doubts,
            s.since, s.open, s.answered,
        ).where(in_ids(s.id, ids))
    ).all()  # fmt: skip
    kids = children(conn, [row.child for row in rows])
    classes = class_names(conn, kids)
    return {
        row.id: WorkLine(
            row.id,
            kids[row.child],
            classes.get(row.child, ""),
            row.setting,
            row.overall_label,
            tuple(filter(None, row.urgent.split(","))),
            row.band,
            row.band_strands,
            row.doubts,
            (today - date.fromisoformat(row.since[:10])).days,
            bool(row.answered),
            row.open == standing.RETURNED,
        )
        for row in rows
        if row.child in kids
    }


def reasons(line: WorkLine) -> tuple[str, ...]:
    """Why *line* stands where it stands, the weightiest first."""
    said = []
    if line.urgent:
        routes = ", ".join(concern_words(route).lower() for route in line.urgent)
        said.append(_("Urgent: {routes}").format(routes=routes))
    if line.answered:
        said.append(_("Your question is answered"))
    said.append(_band_said(line))
    return (*said, *(doubt_words(bit) for bit in DOUBTS if line.doubts & bit))


def _band_said(line: WorkLine) -> str:
    if not line.strands:
        return band_words(line.band)
    said = _("Weakest band: {strands}") if line.band == BANDS[0] else _("Attention: {strands}")
    return said.format(strands=line.strands)


def band_words(band: int) -> str:
    """A band of the worklist, the same for every tool."""
    return {
        standing.WEAKEST: _("A strand is in the weakest band"),
        standing.ATTENTION: _("A strand wants attention"),
        standing.NO_ATTENTION: _("No strand wants attention"),
    }[band]


def doubt_words(bit: int) -> str:
    """Why a result may not be what it seems."""
    return {
        standing.JUDGED: _("The practitioner judges otherwise"),
        standing.NOT_COMPUTABLE: _("A strand could not be computed"),
        standing.EAL: _("English is an additional language"),
        standing.HEARING: _("Hearing not known to be checked"),
    }[bit]


def wait_words(days: int) -> str:
    """How long it has waited: days at first, then weeks."""
    if days < 1:
        return _("today")
    if days < 14:
        return ngettext("{n} day", "{n} days", days).format(n=days)
    return _("{n} weeks").format(n=days // 7)


def saved(conn: Connection, user: str) -> tuple[Saved, ...]:
    """The filters that *user* keeps on this device, by name."""
    try:
        return msgspec.json.decode(state.get(conn, _key(user), "[]"), type=tuple[Saved, ...])
    except msgspec.DecodeError:
        return ()


def save(conn: Connection, user: str, name: str, wanted: Filter) -> tuple[Saved, ...]:
    """Keep *wanted* under *name*, in the place of one of that name. ``NotAllowed`` without one."""
    if not name.strip():
        raise NotAllowed(_("Give the filter a name."))
    return _keep(conn, user, [*_others(conn, user, name), Saved(name.strip(), wanted)])


def forget(conn: Connection, user: str, name: str) -> tuple[Saved, ...]:
    """Keep the filter of that name no longer."""
    return _keep(conn, user, _others(conn, user, name))


def _conditions(
    conn: Connection, wanted: Filter, today: date, user: str
) -> tuple[str, list[object]]:
    clauses: list[tuple[str, object]] = [
        ("open = ?", standing.RETURNED if wanted.returned else standing.WAITING)
    ]
    for column, value in (
        ("setting", wanted.setting),
        ("cohort", wanted.cohort),
        ("instrument", wanted.tool),
    ):
        if value:
            clauses.append((f"{column} = ?", value))
    if wanted.band is not None:
        clauses.append(("band = ?", wanted.band))
    if wanted.doubt:
        clauses.append(("doubts & ? <> 0", wanted.doubt))
    if wanted.over_weeks:
        latest = today - timedelta(weeks=wanted.over_weeks) + timedelta(days=1)
        clauses.append(("since < ?", latest.isoformat()))
    if wanted.class_name:
        clauses.append((_IN_CLASS, wanted.class_name))
    if words := query(wanted.name):
        clauses.append((_NAMED, words))
    plain = [" AND urgent <> ''"] if wanted.urgent else []
    plain += [" AND answered = 1"] if wanted.answered else []
    if wanted.mine:
        others = [at for at, owner in owners(conn).items() if owner != user]
        clauses.append((_ELSEWHERE, msgspec.json.encode(others).decode()))
    return " AND ".join(c for c, _v in clauses) + "".join(plain), [v for _c, v in clauses]


_IN_CLASS = (
    "child IN (SELECT child FROM enrolment"
    " WHERE class_name = ? AND withdrawn = '' AND until IS NULL)"
)
_NAMED = (
    "child IN (SELECT child.id FROM child_words JOIN child ON child.n = child_words.rowid"
    " WHERE child_words MATCH ?)"
)
_ELSEWHERE = "setting NOT IN (SELECT value FROM json_each(?))"


def _key(user: str) -> str:
    return f"worklist-filters:{user}"


def _others(conn: Connection, user: str, name: str) -> list[Saved]:
    return [one for one in saved(conn, user) if one.name != name.strip()]


def _keep(conn: Connection, user: str, kept: list[Saved]) -> tuple[Saved, ...]:
    ordered: tuple[Any, ...] = tuple(sorted(kept, key=lambda one: one.name.casefold()))
    state.put(conn, _key(user), msgspec.json.encode(ordered).decode())
    return ordered
