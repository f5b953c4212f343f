"""Take a class list in: say first what each row would do, then do it as one batch, or undo it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

import msgspec
from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from elsec_app.i18n import _, ngettext
from elsec_app.operations.pupils import PupilRow
from elsec_app.protocol import bodies
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.records import Draft
from elsec_app.store.words import fold

Action = Literal["new", "same", "moved", "doubtful", "refused"]
# Two names with the same date of birth are put before a person from this likeness on (rapidfuzz
# token_sort_ratio, 0 to 100): the team's own working rule. It decides nothing by itself.
DOUBTFUL_FROM = 70
UNDONE = "import undone"


class PlanLine(msgspec.Struct, frozen=True):
    """What a row will do. ``child`` is who it was matched with; ``why`` says how."""

    row: PupilRow
    action: Action
    why: str
    child: str = ""


class Plan(msgspec.Struct, frozen=True):
    """``left``: children enrolled in the list's classes whom the list does not name."""

    setting: str
    lines: tuple[PlanLine, ...]
    left: tuple[str, ...]


class Applied(msgspec.Struct, frozen=True):
    batch: str
    added: int
    same: int
    moved: int
    refused: int

    @property
    def sentence(self) -> str:
        return ngettext(
            "{n} child added, {same} already here.",
            "{n} children added, {same} already here.",
            self.added,
        ).format(n=self.added, same=self.same + self.moved)


class _Held(msgspec.Struct, frozen=True):
    id: str
    names: str
    born: str
    upn: str | None
    nhs_number: str | None


def plan(conn: Connection, setting: str, rows: Sequence[PupilRow]) -> Plan:
    """What taking *rows* into *setting* would do. Changes nothing."""
    held = _held(conn, rows)
    classes = _classes(conn, setting)
    lines = tuple(_line(row, held, classes) for row in rows)
    named = {line.child for line in lines}
    listed = {row.class_name for row in rows}
    left = tuple(c for c, name in classes.items() if name in listed and c not in named)
    return Plan(setting, lines, left)


def apply(
    conn: Connection,
    actor: Actor,
    chosen: Plan,
    *,
    file_digest: str,
    mapping: Mapping[str, Any],
    decisions: Mapping[int, str] | None = None,
    since: date | None = None,
) -> Applied:
    """Do what *chosen* says, as one batch.

    *decisions* settles doubtful rows by row number: the id of the child it is, or ``new``. A
    doubtful row without a decision is left out and counted as refused.
    """
    batch = actor.new_id()
    lines = [_settle(line, decisions or {}) for line in chosen.lines]
    by_action: dict[str, list[PlanLine]] = defaultdict(list)
    for line in lines:
        by_action[line.action].append(line)
    day = since or actor.today()
    ids = _add_children(conn, actor, chosen.setting, by_action["new"])
    enrolled = [(c, line.row) for c, line in zip(ids, by_action["new"], strict=True)]
    _end_enrolments(conn, actor, [line.child for line in by_action["moved"]], batch, day)
    enrolled += [(line.child, line.row) for line in by_action["moved"]]
    _enrol(conn, actor, chosen.setting, enrolled, batch, day)
    done = Applied(
        batch,
        len(by_action["new"]),
        len(by_action["same"]),
        len(by_action["moved"]),
        len(by_action["refused"]) + len(by_action["doubtful"]),
    )
    body = bodies.ImportBatch(file_digest, dict(mapping), done.added, done.same, done.refused)
    records.add(conn, actor, Draft("import_batch", body, chosen.setting, id=batch))
    audit.note(conn, actor, "import", batch)
    return done


def undo(conn: Connection, actor: Actor, batch: str) -> int:
    """Take the batch back, but for children who have been screened since. Returns how many went.

    A child that it brought goes again; one that it moved is back in the class it came from.
    """
    e = tables.enrolment.c
    rows = conn.execute(select(e.id, e.child).where(e.batch == batch, e.withdrawn == "")).all()
    kept = _screened_since(conn, batch, [row.child for row in rows])
    moved = set(conn.scalars(select(e.child).where(e.ended_by == batch)))
    gone = [row for row in rows if row.child not in kept]
    for row in gone:
        records.edit(conn, actor, row.id, withdrawn=UNDONE)
        if row.child in moved:
            _move_back(conn, actor, row.child, batch)
        else:
            records.edit(conn, actor, row.child, withdrawn=UNDONE)
    records.edit(conn, actor, batch, withdrawn=True)
    audit.note(conn, actor, "undo import", batch)
    return len(gone)


def remembered_mapping(conn: Connection, setting: str) -> dict[str, Any] | None:
    """What the columns of this setting's last class list meant."""
    r = tables.record.c
    body = conn.scalar(
        select(r.body)
        .where(r.kind == "import_batch", r.setting == setting)
        .order_by(r.seq.desc())
        .limit(1)
    )
    return msgspec.json.decode(body, type=bodies.ImportBatch).mapping if body else None


def _line(row: PupilRow, held: "_Register", classes: Mapping[str, str]) -> PlanLine:
    if not row.class_name:
        return PlanLine(row, "refused", _("No class is given in the list."))
    known, why = held.same(row)
    if known is None:
        like = held.like(row)
        if like is None:
            return PlanLine(row, "new", _("Not on this device yet."))
        return PlanLine(row, "doubtful", _("Same date of birth and a similar name."), like)
    if classes.get(known) == row.class_name:
        return PlanLine(row, "same", why, known)
    return PlanLine(row, "moved", why, known)


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


def _classes(conn: Connection, setting: str) -> dict[str, str]:
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.child, e.class_name).where(
            e.setting == setting, e.until.is_(None), e.withdrawn == ""
        )
    )
    return {row.child: row.class_name for row in rows}


def _settle(line: PlanLine, decisions: Mapping[int, str]) -> PlanLine:
    decision = decisions.get(line.row.row) if line.action == "doubtful" else None
    if decision is None:
        return line
    if decision == "new":
        return msgspec.structs.replace(line, action="new", child="")
    return msgspec.structs.replace(line, action="moved", child=decision)


def _add_children(
    conn: Connection, actor: Actor, setting: str, lines: Sequence[PlanLine]
) -> list[str]:
    if not lines:
        return []
    drafts = []
    for line in lines:
        child = actor.new_id()
        drafts.append(Draft("child", _child(line.row), setting, child, id=child))
    return records.add_many(conn, actor, drafts)


def _child(row: PupilRow) -> bodies.Child:
    return bodies.Child(
        forename=row.forename,
        surname=row.surname,
        born=row.date_of_birth,
        known_as=row.known_as or "",
        sex=row.sex,
        upn=row.upn,
        nhs_number=row.nhs_number,
        first_language=row.first_language,
        sen_provision=row.sen_provision,
    )


def _enrol(
    conn: Connection,
    actor: Actor,
    setting: str,
    enrolled: Sequence[tuple[str, PupilRow]],
    batch: str,
    since: date,
) -> None:
    if not enrolled:
        return
    drafts = [
        Draft(
            "enrolment",
            bodies.Enrolment(row.class_name or "", row.year_group or "", since, batch=batch),
            setting,
            child,
        )
        for child, row in enrolled
    ]
    drafts += _joined_cohorts(conn, setting, enrolled, batch)
    records.add_many(conn, actor, drafts)


def _joined_cohorts(
    conn: Connection, setting: str, enrolled: Sequence[tuple[str, PupilRow]], batch: str
) -> list[Draft]:
    """A joiner is a member of the cohorts that are open for the class."""
    r, c = tables.record.c, tables.cohort.c
    rows = conn.execute(
        select(r.id, r.body).where(
            r.id.in_(select(c.id).where(c.setting == setting, c.closed.is_(None)))
        )
    )
    opened = [(row.id, msgspec.json.decode(row.body, type=bodies.Cohort)) for row in rows]
    return [
        Draft("membership", bodies.Membership(cohort, row.class_name or "", batch), setting, child)
        for child, row in enrolled
        for cohort, body in opened
        if row.class_name in body.classes and not _member(conn, child, cohort)
    ]


def _member(conn: Connection, child: str, cohort: str) -> bool:
    m = tables.membership.c
    found = select(m.id).where(m.child == child, m.cohort == cohort, m.withdrawn == "")
    return conn.scalar(found) is not None


def _end_enrolments(
    conn: Connection, actor: Actor, kids: Sequence[str], batch: str, day: date
) -> None:
    e = tables.enrolment.c
    for enrolment in conn.scalars(
        select(e.id).where(in_ids(e.child, kids), e.until.is_(None), e.withdrawn == "")
    ).all():
        records.edit(conn, actor, enrolment, until=day, ended_by=batch)


def _move_back(conn: Connection, actor: Actor, child: str, batch: str) -> None:
    e, m = tables.enrolment.c, tables.membership.c
    for ended in conn.scalars(select(e.id).where(e.child == child, e.ended_by == batch)).all():
        records.edit(conn, actor, ended, until=None, ended_by=None)
    joined = select(m.id).where(m.child == child, m.batch == batch, m.withdrawn == "")
    for membership in conn.scalars(joined).all():
        records.edit(conn, actor, membership, withdrawn=UNDONE)


def _screened_since(conn: Connection, batch: str, kids: Sequence[str]) -> set[str]:
    """Who has been screened, or begun, after the batch was taken in."""
    r, s = tables.record.c, tables.sitting.c
    taken = select(r.seq).where(r.id == batch).scalar_subquery()
    since = select(r.child).where(in_ids(r.child, kids), r.kind == "screening", r.seq > taken)
    begun = select(s.child).where(in_ids(s.child, kids))
    return {*conn.scalars(since), *conn.scalars(begun)}
