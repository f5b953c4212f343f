"""Today's work on this device: where, which class, with what, and where it was left off."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection, func, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument, OutsideAges, choose_section
from elsec_app.instruments.progress import progress
from elsec_app.operations import cohorts, screening
from elsec_app.operations.cohorts import CohortLine, SheetLine
from elsec_app.operations.people import ChildLine, Place, places
from elsec_app.operations.signing import outcome_tone
from elsec_app.protocol import AREA_WIDE
from elsec_app.protocol.bodies import OptOut
from elsec_app.store import feed, records, state, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.words import name_words, typed_words


class LeftAt(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the work was left: ids only. ``child`` while a screening was open."""

    cohort: str = ""
    class_name: str = ""
    child: str = ""


class Board(msgspec.Struct, frozen=True):
    """The settings of this device, their open cohorts, and where the work was left."""

    places: tuple[Place, ...]
    cohorts: tuple[CohortLine, ...]
    left: LeftAt


class Chosen(msgspec.Struct, frozen=True):
    """What a child is screened with, and why, in words. ``items`` are those of the section."""

    instrument: str
    title: str
    section: str
    because: str
    items: int


class TodayLine(msgspec.Struct, frozen=True):
    """A child of today's sheet. ``chosen`` is none, and ``problem`` says why, when nothing fits.
    ``tone`` is how the outcome is shown, once screened."""

    sheet: SheetLine
    chosen: Chosen | None
    done: int
    total: int
    problem: str = ""
    tone: str = ""


class Today(msgspec.Struct, frozen=True):
    """One class of a cohort. ``coverage`` counts every child once, by state."""

    cohort: CohortLine
    class_name: str
    lines: tuple[TodayLine, ...]
    coverage: dict[str, int]

    @property
    def next_line(self) -> TodayLine | None:
        """Whoever was begun comes first, then the first still to screen."""
        for state_now in (cohorts.IN_PROGRESS, cohorts.TO_SCREEN):
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
    held = {setting for setting in feed.cursors(conn) if setting != AREA_WIDE}
    return Board(places(conn, held | {line.setting for line in lines}), lines, left_at(conn))


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
    begun = [ln.child.id for ln in plain.lines if ln.state == cohorts.IN_PROGRESS]
    how_far = _how_far(conn, instruments, cohort, begun)
    lines = tuple(
        _line(line, instruments, plain.cohort, today, how_far.get(line.child.id))
        for line in plain.lines
    )
    return Today(plain.cohort, plain.class_name, lines, plain.coverage)


def choose(
    instruments: Mapping[str, Instrument], cohort: CohortLine, born: date, on: date
) -> Chosen:
    """The first of the cohort's screens that is for the child's age on the day.

    Raises ``OutsideAges`` when none is, and ``NotAllowed`` when none is on this device.
    """
    outside: OutsideAges | None = None
    for name in cohort.instruments:
        if (found := instruments.get(name)) is None:
            continue
        try:
            fits = choose_section(found, born, on)
        except OutsideAges as problem:
            outside = outside or problem
            continue
        items = len(found.items_in(fits.section.id))
        return Chosen(name, found.title, fits.section.id, fits.because, items)
    raise outside or NotAllowed(
        _("The screen for this cohort is not on this computer. Send and receive, then try again.")
    )


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
    how_far: tuple[int, int] | None,
) -> TodayLine:
    tone = _tone(line, instruments, cohort)
    try:
        chosen = choose(instruments, cohort, line.child.born, today)
    except (OutsideAges, NotAllowed) as problem:
        return TodayLine(line, None, *(how_far or (0, 0)), problem.sentence, tone)
    return TodayLine(line, chosen, *(how_far or (0, chosen.items)), "", tone)


def _tone(line: SheetLine, instruments: Mapping[str, Instrument], cohort: CohortLine) -> str:
    """By the tier that the pack gives the outcome; by its call for attention without the pack."""
    if not line.overall:
        return ""
    for name in cohort.instruments:
        for outcome in instruments[name].outcomes if name in instruments else ():
            if outcome.label == line.overall:
                return outcome_tone(outcome)
    return "watch" if line.attention else "track"


def _how_far(
    conn: Connection, instruments: Mapping[str, Instrument], cohort: str, kids: Iterable[str]
) -> dict[str, tuple[int, int]]:
    """Items answered and asked, of those who were begun."""
    s = tables.sitting.c
    rows = conn.execute(
        select(s.id, s.child, s.instrument).where(s.cohort == cohort, in_ids(s.child, kids))
    ).all()
    far = {}
    for row in rows:
        if (asked := instruments.get(row.instrument)) is not None:
            held = screening.load(conn, row.id)
            at = progress(asked, held.section, held.answers, held.overridden)
            far[row.child] = (at.done, at.total)
    return far


def settle(board: Board, wanted: LeftAt) -> tuple[str, str]:
    """A cohort and class that are there, as near as can be to those *wanted*."""
    line = next((c for c in board.cohorts if c.id == wanted.cohort), None)
    line = line or next(iter(board.cohorts), None)
    if line is None:
        return "", ""
    classes = line.classes
    return line.id, wanted.class_name if wanted.class_name in classes else next(iter(classes), "")
