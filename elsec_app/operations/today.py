"""Today's work on this device: where, which class, with what, and where it was left off."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection, func, select

from elsec_app.errors import NotAllowed
from elsec_app.instruments.definition import Instrument, OutsideAges
from elsec_app.operations import cohorts, plans
from elsec_app.operations.cohorts import CohortLine, RunSheet, SheetLine
from elsec_app.operations.people import ChildLine, Place, places
from elsec_app.operations.plans import Chosen, Plan
from elsec_app.protocol import AREA_WIDE
from elsec_app.protocol.bodies import OptOut
from elsec_app.store import feed, records, state, tables
from elsec_app.store.actor import Actor
from elsec_app.store.words import name_words, typed_words


class LeftAt(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the work was left: ids only. ``child`` while a screening was open, ``instrument``
    where it is not simply the one that is next for the child."""

    cohort: str = ""
    class_name: str = ""
    child: str = ""
    instrument: str = ""


class Board(msgspec.Struct, frozen=True):
    """The settings of this device, their open cohorts, and where the work was left."""

    places: tuple[Place, ...]
    cohorts: tuple[CohortLine, ...]
    left: LeftAt


class TodayLine(msgspec.Struct, frozen=True):
    """A child of today's sheet. No ``plans``, and ``problem`` says why, when nothing fits.
    ``tone`` is how the outcome is shown, once screened."""

    sheet: SheetLine
    plans: tuple[Plan, ...]
    problem: str = ""
    tone: str = ""

    @property
    def plan(self) -> Plan | None:
        """What the child is screened with next; the first of all when nothing is left to do."""
        for state_now in (cohorts.IN_PROGRESS, cohorts.TO_SCREEN):
            for plan in self.plans:
                if plan.state == state_now:
                    return plan
        return next(iter(self.plans), None)

    def to_take(self, instrument: str = "") -> Plan | None:
        """The plan with *instrument*, where one is named; else the next."""
        if not instrument:
            return self.plan
        return next((plan for plan in self.plans if plan.chosen.instrument == instrument), None)

    @property
    def chosen(self) -> Chosen | None:
        return self.plan.chosen if self.plan else None

    @property
    def done(self) -> int:
        return self.plan.done if self.plan else 0

    @property
    def total(self) -> int:
        return self.plan.total if self.plan else 0


class Today(msgspec.Struct, frozen=True):
    """One class of a cohort. ``coverage`` counts every child once, by state."""

    cohort: CohortLine
    class_name: str
    lines: tuple[TodayLine, ...]
    coverage: dict[str, int]

    @property
    def next_line(self) -> TodayLine | None:
        """Whoever was begun comes first, then who has had one screen and has another to come, then
        the first still to screen."""
        for state_now in (cohorts.IN_PROGRESS, cohorts.PARTLY, cohorts.TO_SCREEN):
            for line in self.lines:
                if line.sheet.state == state_now and line.chosen is not None:
                    return line
        return None

    def line(self, child: str) -> TodayLine | None:
        """The line of *child*, if the class has it."""
        return next((line for line in self.lines if line.sheet.child.id == child), None)


_KEY = "today"


def board(conn: Connection) -> Board:
    """What can be chosen, and what was chosen last."""
    lines = cohorts.cohorts(conn)
    held = settings_held(conn)
    return Board(places(conn, held | {line.setting for line in lines}), lines, left_at(conn))


def settings_held(conn: Connection) -> set[str]:
    """The settings whose records come to this device."""
    return {setting for setting in feed.cursors(conn) if setting != AREA_WIDE}


def left_at(conn: Connection) -> LeftAt:
    """Where the work was left; nowhere when nothing readable was kept."""
    try:
        return msgspec.json.decode(state.get(conn, _KEY, "{}"), type=LeftAt)
    except msgspec.DecodeError:
        return LeftAt()


def leave_at(conn: Connection, left: LeftAt) -> None:
    """Remember it on this device; it is never sent."""
    state.put(conn, _KEY, msgspec.json.encode(left).decode())


def sheet(
    conn: Connection,
    instruments: Mapping[str, Instrument],
    cohort: str,
    class_name: str,
    today: date,
) -> Today:
    """The run sheet of a class, each child with the screen that fits and how far it has come."""
    plain = cohorts.run_sheet(conn, cohort, class_name or None, today=today)
    how_far = plans.how_far(conn, instruments, cohort, [ln.child.id for ln in plain.lines])
    lines = tuple(_line(line, instruments, plain.cohort, today, how_far) for line in plain.lines)
    return Today(
        plain.cohort, plain.class_name, lines, dict(Counter(ln.sheet.state for ln in lines))
    )


def counted(
    conn: Connection,
    instruments: Mapping[str, Instrument],
    cohort: str,
    class_name: str,
    today: date,
) -> RunSheet:
    """The run sheet as ``cohorts`` gives it, with the states and counts of :func:`sheet`."""
    whole = sheet(conn, instruments, cohort, class_name, today)
    lines = tuple(line.sheet for line in whole.lines)
    return RunSheet(whole.cohort, whole.class_name, lines, whole.coverage)


def matches(child: ChildLine, typed: str) -> bool:
    """Whether every word of *typed* begins a word of the child's names, as ``people.find`` does."""
    names = name_words(child.forename, child.surname, child.known_as).split()
    return all(any(name.startswith(word) for name in names) for word in typed_words(typed))


def where_is(conn: Connection, child: str) -> LeftAt | None:
    """The open cohort and class in which *child* can be screened, the newest first."""
    m, c = tables.membership.c, tables.cohort.c
    row = conn.execute(
        select(m.cohort, m.class_name)
        .join(tables.cohort, c.id == m.cohort)
        .where(m.child == child, m.withdrawn == "", func.coalesce(c.closed, 0) == 0)
        .order_by(c.opens.desc())
        .limit(1)
    ).one_or_none()
    return LeftAt(row.cohort, row.class_name) if row else None


def to_screen(conn: Connection, child: str, on: date) -> LeftAt | None:
    """Where *child* is to be screened now; none where all is done, or cannot be."""
    where = where_is(conn, child)
    if where is None:
        return None
    lines = cohorts.run_sheet(conn, where.cohort, where.class_name, today=on).lines
    state_now = next((line.state for line in lines if line.child.id == child), "")
    return None if state_now in ("", cohorts.SCREENED, cohorts.OPTED_OUT, "left") else where


def opt_out_of(conn: Connection, child: str, cohort: str) -> OptOut | None:
    """The opt-out that stands for this child, to say who chose and how."""
    found = _opt_outs(conn, child, cohort)
    return records.read(conn, found[-1], OptOut) if found else None


def withdraw_opt_out(conn: Connection, actor: Actor, child: str, cohort: str) -> None:
    """The family changed its mind, or it was a slip: the child may be screened."""
    for record in _opt_outs(conn, child, cohort):
        records.edit(conn, actor, record, withdrawn_on=actor.today())


def _opt_outs(conn: Connection, child: str, cohort: str) -> list[str]:
    o = tables.opt_out.c
    wanted = select(o.id).where(
        o.child == child, o.withdrawn_on.is_(None), o.cohort.in_(("", cohort))
    )
    return list(conn.scalars(wanted.order_by(o.on, o.id)))


def _line(
    line: SheetLine,
    instruments: Mapping[str, Instrument],
    cohort: CohortLine,
    today: date,
    far: plans.Far,
) -> TodayLine:
    fitting, problem = tuple[Chosen, ...](), ""
    try:
        fitting = plans.choose(instruments, cohort, line.child.born, today)
    except (OutsideAges, NotAllowed) as error:
        problem = error.sentence
    found = plans.of_child(line.child.id, fitting, line.taken, instruments, far)
    tone = next((p.tone for p in found if p.tone and p.screening == line.screening), "")
    sheet = msgspec.structs.replace(line, state=_state(line, found))
    return TodayLine(sheet, found, problem, tone)


def _state(line: SheetLine, plans: Iterable[Plan]) -> str:
    """Screened is who has had every screen; an opt-out in between ends it."""
    left = any(plan.state != cohorts.SCREENED for plan in plans)
    if line.state != cohorts.SCREENED or not left or line.otherwise == cohorts.OPTED_OUT:
        return line.state
    return cohorts.PARTLY if line.otherwise == cohorts.TO_SCREEN else line.otherwise


def settle(board: Board, wanted: LeftAt) -> tuple[str, str]:
    """A cohort and class that are there, as near as can be to those *wanted*."""
    line = next((c for c in board.cohorts if c.id == wanted.cohort), None)
    line = line or next(iter(board.cohorts), None)
    if line is None:
        return "", ""
    classes = line.classes
    return line.id, wanted.class_name if wanted.class_name in classes else next(iter(classes), "")
