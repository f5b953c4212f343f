"""Cohorts: who is to be screened, and what has become of each."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, func, select

from elsec_app.i18n import _
from elsec_app.instruments.ages import age_at
from elsec_app.operations.people import ChildLine, children
from elsec_app.protocol import bodies
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.records import Draft
from elsec_app.store.words import in_order

TO_SCREEN, IN_PROGRESS, SCREENED, OPTED_OUT = "to_screen", "in_progress", "screened", "opted_out"
# Signed with one of the cohort's instruments, and another is still to come (see ``today.sheet``).
PARTLY = "partly"
# Why a child was not screened, in the words of a screening service's own notice (Knowsley, Healthy
# Child Programme vision and hearing screening privacy notice: opted out, fail, absent) and the
# service's further codes.
NOT_DONE = ("absent", "refused", "unwell", "language", "left", "incomplete")
# A code that leaves the child to be tried again on another day.
RETRY = frozenset({"absent", "refused", "unwell", "incomplete"})
# States in which a child is still to be screened on some day.
UNSETTLED = frozenset({TO_SCREEN, IN_PROGRESS}) | RETRY
# Said after one of them: it was a slip, the child is to be screened as before.
TAKEN_BACK = "taken_back"


def state_words(state: str) -> str:
    """A run-sheet state as people say it."""
    return {
        TO_SCREEN: _("To screen"),
        IN_PROGRESS: _("Started"),
        PARTLY: _("More to do"),
        SCREENED: _("Screened"),
        OPTED_OUT: _("Opted out"),
        "absent": _("Absent"),
        "refused": _("Refused today"),
        "unwell": _("Unwell"),
        "language": _("Not testable: language"),
        "left": _("Left the setting"),
        "incomplete": _("Incomplete"),
    }[state]


class CohortLine(msgspec.Struct, frozen=True):
    id: str
    setting: str
    name: str
    academic_year: str
    phase: str
    opt_out_by: date | None
    classes: tuple[str, ...]
    instruments: tuple[str, ...]


class Taken(msgspec.Struct, frozen=True):
    """A signed screening that stands. ``overall`` is its outcome's label."""

    instrument: str
    screening: str
    overall: str
    attention: bool


class SheetLine(msgspec.Struct, frozen=True):
    """A child on the run sheet. ``overall`` is the signed outcome's label, once screened: of
    several screenings that of the latest, or of one that wants attention. ``taken`` are all that
    stand, ``otherwise`` is where the child would be had nothing been signed. ``again`` is why the
    child is to be tried again, said today or ``again_on`` an earlier day."""

    child: ChildLine
    class_name: str
    months: int  # completed months today
    state: str
    answers: int = 0  # taps so far, while in progress
    overall: str = ""
    attention: bool = False
    screening: str = ""
    taken: tuple[Taken, ...] = ()
    otherwise: str = TO_SCREEN
    again: str = ""
    again_on: date | None = None


class RunSheet(msgspec.Struct, frozen=True):
    """One class of one cohort. ``coverage`` counts every child once, by state."""

    cohort: CohortLine
    class_name: str
    lines: tuple[SheetLine, ...]
    coverage: dict[str, int]


def open_cohort(conn: Connection, actor: Actor, setting: str, cohort: bodies.Cohort) -> str:
    """Open a cohort: every child now enrolled in its classes is a member. Returns its id."""
    cohort_id = records.add(conn, actor, Draft("cohort", cohort, setting))
    if members := enrolled(conn, setting, cohort):
        records.add_many(
            conn,
            actor,
            [
                Draft("membership", bodies.Membership(cohort_id, class_name), setting, child)
                for child, class_name in members.items()
            ],
        )
    return cohort_id


def enrolled(conn: Connection, setting: str, cohort: bodies.Cohort) -> dict[str, str]:
    """The children who are in a cohort's classes now, each with the class."""
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.child, e.class_name, e.year_group)
        .where(e.setting == setting, in_ids(e.class_name, cohort.classes))
        .where(e.until.is_(None), e.withdrawn == "")
    )
    return {
        row.child: row.class_name for row in rows if takes(cohort, row.class_name, row.year_group)
    }


def takes(cohort: bodies.Cohort, class_name: str, year_group: str) -> bool:
    """Whether a cohort is for the children of that class and year group."""
    of_year = not cohort.year_groups or year_group in cohort.year_groups
    return class_name in cohort.classes and of_year


def cohorts(conn: Connection, setting: str | None = None) -> tuple[CohortLine, ...]:
    """Open cohorts, newest first; of one setting when given."""
    c = tables.cohort.c
    wanted = select(c.id, c.setting).where(func.coalesce(c.closed, 0) == 0)
    if setting is not None:
        wanted = wanted.where(c.setting == setting)
    rows = conn.execute(wanted.order_by(c.opens.desc(), c.name)).all()
    held = records.bodies(conn, [row.id for row in rows], bodies.Cohort)
    return tuple(_cohort_line(row.id, row.setting, held[row.id]) for row in rows)


def run_sheet(
    conn: Connection, cohort: str, class_name: str | None = None, *, today: date
) -> RunSheet:
    """The children of one class of a cohort (of all its classes when none is named).

    One signed screening makes a child screened here; ``today.sheet``, which knows the instruments,
    says of each whether another is still to come.
    """
    row = conn.execute(
        select(tables.record.c.setting, tables.record.c.body).where(tables.record.c.id == cohort)
    ).one()
    line = _cohort_line(cohort, row.setting, msgspec.json.decode(row.body, type=bodies.Cohort))
    m = tables.membership.c
    wanted = select(m.child, m.class_name).where(m.cohort == cohort, m.withdrawn == "")
    if class_name:
        wanted = wanted.where(m.class_name == class_name)
    members = {r.child: r.class_name for r in conn.execute(wanted)}
    lines = _lines(conn, cohort, members, today)
    return RunSheet(line, class_name or "", lines, dict(Counter(ln.state for ln in lines)))


def middle_age(sheet: RunSheet) -> int:
    """The middle of a class's ages, in completed months; 0 where nobody is in it."""
    ages = sorted(line.months for line in sheet.lines)
    return ages[len(ages) // 2] if ages else 0


def opt_out(
    conn: Connection, actor: Actor, child: str, setting: str, *, by: str, how: str, cohort: str = ""
) -> str:
    """Record that the family does not want the child screened. Stops the start button."""
    body = bodies.OptOut(by=by, on=actor.today(), how=how, cohort=cohort)
    return records.add(conn, actor, Draft("opt_out", body, setting, child))


def not_done(
    conn: Connection, actor: Actor, child: str, cohort: CohortLine, code: str, note: str = ""
) -> str:
    """Record why *child* was not screened today. *code* is one of ``NOT_DONE``."""
    if code not in NOT_DONE:
        raise ValueError(code)
    body = bodies.NotDone(cohort=cohort.id, code=code, on=actor.today(), note=note)
    return records.add(conn, actor, Draft("not_done", body, cohort.setting, child))


def take_back(conn: Connection, actor: Actor, child: str, cohort: CohortLine) -> str:
    """Take back what was last said of why *child* was not screened. Nothing is erased."""
    body = bodies.NotDone(cohort=cohort.id, code=TAKEN_BACK, on=actor.today())
    return records.add(conn, actor, Draft("not_done", body, cohort.setting, child))


def opted_out(conn: Connection, child: str, cohort: str) -> bool:
    """Whether an opt-out stands for this child in this cohort."""
    return child in _opted_out(conn, [child], cohort)


def _lines(
    conn: Connection, cohort: str, members: dict[str, str], today: date
) -> tuple[SheetLine, ...]:
    known = children(conn, members)
    out = _opted_out(conn, known, cohort)
    signed = _signed(conn, cohort)
    begun = _begun(conn, known, cohort)
    why = _last_not_done(conn, known, cohort)

    def unsigned(child: ChildLine) -> str:
        if child.id in out:
            return OPTED_OUT
        held = begun.get(child.id)
        goes_on = IN_PROGRESS if held else TO_SCREEN
        said = why.get(child.id)
        if said is None or not said.after(held):
            return goes_on
        return goes_on if said.code in RETRY and said.on < today.isoformat() else said.code

    def line(child: ChildLine) -> SheetLine:
        otherwise, taken = unsigned(child), signed.get(child.id, ())
        months = age_at(child.born, today).months
        said, held = why.get(child.id), begun.get(child.id)
        open_still = otherwise in UNSETTLED and not taken
        stands = said is not None and said.code in RETRY and said.after(held)
        again = said.code if said is not None and stands and open_still else ""
        sheet = SheetLine(
            child,
            members[child.id],
            months,
            otherwise,
            otherwise=otherwise,
            again=again,
            again_on=date.fromisoformat(said.on) if said is not None and again else None,
            answers=held.taps if held else 0,
        )
        if taken:
            told = max(taken, key=lambda one: one.attention)
            return msgspec.structs.replace(
                sheet,
                state=SCREENED,
                overall=told.overall,
                attention=told.attention,
                screening=told.screening,
                taken=taken,
            )
        return sheet

    return tuple(
        sorted(
            map(line, known.values()),
            key=lambda ln: (
                ln.class_name,
                in_order(ln.child.surname),
                in_order(ln.child.forename),
                ln.child.id,
            ),
        )
    )


def _opted_out(conn: Connection, ids: Iterable[str], cohort: str) -> set[str]:
    o = tables.opt_out.c
    return set(
        conn.scalars(
            select(o.child).where(
                in_ids(o.child, ids), o.withdrawn_on.is_(None), o.cohort.in_(("", cohort))
            )
        )
    )


def _signed(conn: Connection, cohort: str) -> dict[str, tuple[Taken, ...]]:
    """The screenings of each child in the cohort that stand, the latest first."""
    s = tables.screening
    later = s.alias()
    rows = conn.execute(
        select(s.c.id, s.c.child, s.c.instrument, s.c.overall_label, s.c.overall_attention)
        .where(s.c.cohort == cohort)
        .where(~select(later.c.id).where(later.c.supersedes == s.c.id).exists())
        .order_by(s.c.made.desc(), s.c.id.desc())
    )
    found: dict[str, tuple[Taken, ...]] = {}
    for r in rows:
        one = Taken(r.instrument, r.id, r.overall_label, bool(r.overall_attention))
        found[r.child] = (*found.get(r.child, ()), one)
    return found


class _Begun(NamedTuple):
    """What a child has begun: how many taps, and when the last one was."""

    taps: int
    last: datetime


class _Said(NamedTuple):
    """Why a child was not screened: ``made`` is the moment, to the second."""

    code: str
    on: str
    made: str

    def after(self, begun: _Begun | None) -> bool:
        """Whether it was said after the last tap: else the child was screened on."""
        moment = datetime.fromisoformat(self.made) + timedelta(seconds=1)
        return begun is None or moment > begun.last


def _begun(conn: Connection, ids: Iterable[str], cohort: str) -> dict[str, _Begun]:
    s, t = tables.sitting.c, tables.tap.c
    rows = conn.execute(
        select(s.child, s.began, func.count(t.n), func.coalesce(func.max(t.at), 0))
        .select_from(tables.sitting.outerjoin(tables.tap, t.sitting == s.id))
        .where(in_ids(s.child, ids), s.cohort == cohort, s.amends == "")
        .group_by(s.id)
    )
    found: dict[str, _Begun] = {}
    for child, began, taps, at in rows:
        last = datetime.fromisoformat(began) + timedelta(milliseconds=at)
        before = found.get(child, _Begun(0, last))
        found[child] = _Begun(before.taps + taps, max(before.last, last))
    return found


def _last_not_done(conn: Connection, ids: Iterable[str], cohort: str) -> dict[str, _Said]:
    n = tables.not_done.c
    rows = conn.execute(
        select(n.child, n.code, n.on, n.made)
        .where(in_ids(n.child, ids), n.cohort == cohort)
        .order_by(n.on, n.made, n.id)
    )
    last = {r.child: _Said(r.code, r.on, r.made) for r in rows}
    return {child: said for child, said in last.items() if said.code != TAKEN_BACK}


def _cohort_line(cohort_id: str, setting: str, body: bodies.Cohort) -> CohortLine:
    fields: dict[str, Any] = {
        name: getattr(body, name)
        for name in ("name", "academic_year", "phase", "opt_out_by", "classes", "instruments")
    }
    return CohortLine(id=cohort_id, setting=setting, **fields)
