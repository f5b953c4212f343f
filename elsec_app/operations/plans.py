"""What a child is to be screened with: the cohort's instruments that fit the age, and how far each
has come."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument, OutsideAges, choose_section
from elsec_app.instruments.progress import progress
from elsec_app.operations import screening
from elsec_app.operations.cohorts import IN_PROGRESS, SCREENED, TO_SCREEN, CohortLine, Taken
from elsec_app.operations.signing import outcome_tone
from elsec_app.store import tables
from elsec_app.store.index import in_ids

Far = Mapping[tuple[str, str], tuple[int, int]]


class Chosen(msgspec.Struct, frozen=True):
    """What a child is screened with, and why, in words. ``items`` are those of the section."""

    instrument: str
    title: str
    section: str
    because: str
    items: int


class Plan(msgspec.Struct, frozen=True):
    """One of the screens that a child is to have. ``state`` is to screen, started or screened;
    ``screening`` and ``overall`` are the signed one's, ``tone`` is how its outcome is shown."""

    chosen: Chosen
    state: str
    done: int
    total: int
    screening: str = ""
    overall: str = ""
    tone: str = ""


def choose(
    instruments: Mapping[str, Instrument], cohort: CohortLine, born: date, on: date
) -> tuple[Chosen, ...]:
    """The cohort's screens that are for the child's age on the day, in the cohort's order. Of two
    parts of one published tool (the child of 72 months fits both of WellComm's) only the first.

    Raises ``OutsideAges`` when none is, and ``NotAllowed`` when none is on this device.
    """
    outside: OutsideAges | None = None
    fitting: list[Chosen] = []
    for name in cohort.instruments:
        if (found := instruments.get(name)) is None:
            continue
        try:
            fits = choose_section(found, born, on)
        except OutsideAges as problem:
            outside = outside or problem
            continue
        if not any(_one_tool(found, instruments[other.instrument]) for other in fitting):
            items = len(found.items_in(fits.section.id))
            fitting.append(Chosen(name, found.title, fits.section.id, fits.because, items))
    if fitting:
        return tuple(fitting)
    raise outside or NotAllowed(
        _("The screen for this cohort is not on this computer. Send and receive, then try again.")
    )


def _one_tool(one: Instrument, other: Instrument | None) -> bool:
    """Whether two recorders are for different ages of one publisher's tool."""
    if other is None:
        return False
    both_recorded = one.kind == other.kind == "recorded"
    shared = {strand.id for strand in one.strands} & {strand.id for strand in other.strands}
    return both_recorded and one.publisher == other.publisher and bool(shared)


def of_child(
    child: str,
    fitting: tuple[Chosen, ...],
    taken: tuple[Taken, ...],
    instruments: Mapping[str, Instrument],
    far: Far,
) -> tuple[Plan, ...]:
    """What was signed with an instrument that no longer fits, then those that fit, in order. *far*
    is ``how_far`` of the cohort."""
    names = {chosen.instrument for chosen in fitting}
    signed = {one.instrument: one for one in taken}
    found = [_done(one, instruments) for one in taken if one.instrument not in names]
    for chosen in fitting:
        name = chosen.instrument
        if name in signed:
            found.append(_done(signed[name], instruments, chosen))
        elif not any(
            n in instruments and _one_tool(instruments[name], instruments[n]) for n in signed
        ):
            begun = far.get((child, name))
            found.append(
                Plan(chosen, IN_PROGRESS if begun else TO_SCREEN, *(begun or (0, chosen.items)))
            )
    return tuple(found)


def _done(one: Taken, instruments: Mapping[str, Instrument], chosen: Chosen | None = None) -> Plan:
    pack = instruments.get(one.instrument)
    chosen = chosen or Chosen(one.instrument, pack.title if pack else one.instrument, "", "", 0)
    tone = _tone(one, pack)
    return Plan(chosen, SCREENED, 0, 0, one.screening, one.overall, tone)


def _tone(one: Taken, pack: Instrument | None) -> str:
    """By the tier that the pack gives the outcome; by its call for attention without the pack."""
    if not one.overall:
        return ""
    for outcome in pack.outcomes if pack else ():
        if outcome.label == one.overall:
            return outcome_tone(outcome)
    return "watch" if one.attention else "track"


def how_far(
    conn: Connection, instruments: Mapping[str, Instrument], cohort: str, kids: Iterable[str]
) -> dict[tuple[str, str], tuple[int, int]]:
    """Items answered and asked, by child and instrument, of those who were begun."""
    s = tables.sitting.c
    rows = conn.execute(
        select(s.id, s.child, s.instrument).where(
            s.cohort == cohort, s.amends == "", in_ids(s.child, kids)
        )
    ).all()
    far = {}
    for row in rows:
        if (asked := instruments.get(row.instrument)) is not None:
            held = screening.load(conn, row.id)
            at = progress(asked, held.section, held.answers, held.overridden)
            far[row.child, row.instrument] = (at.done, at.total)
    return far
