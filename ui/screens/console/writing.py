"""What the console reads and writes, each on the store thread in one durable transaction."""

import msgspec

from elsec_app.instruments.answers import Value
from elsec_app.instruments.definition import Instrument
from elsec_app.operations import cohorts, people, screening, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.screening import NOTE, OVERRIDE, Sitting
from elsec_app.operations.today import Chosen, LeftAt
from elsec_app.protocol.bodies import Context, Entry

ENGLISH = "ENG"  # school-census code


class Begun(msgspec.Struct, frozen=True):
    """A screening under way: whose, with what and why."""

    sitting: Sitting
    instrument: Instrument
    child: ChildLine
    chosen: Chosen


def begin(desk: Desk, left: LeftAt) -> Begun:
    """Begin, or go on at the very item; the device remembers that this screening is open.

    Raises ``NotAllowed`` for a child opted out and ``OutsideAges`` when no screen fits.
    """
    with desk.store.writing() as conn:
        child = people.children(conn, [left.child])[left.child]
        sheet = cohorts.run_sheet(conn, left.cohort, left.class_name, today=desk.actor.today())
        chosen = today.choose(desk.instruments, sheet.cohort, child.born, desk.actor.today())
        instrument = desk.instruments[chosen.instrument]
        sitting = screening.begin(conn, desk.actor, child.id, sheet.cohort, instrument)
        if not sitting.entries and sitting.context == Context():
            known = as_known(child)
            screening.set_context(conn, sitting.id, known)
            sitting = msgspec.structs.replace(sitting, context=known)
        today.leave_at(conn, left)
        return Begun(sitting, instrument, child, chosen)


def as_known(child: ChildLine) -> Context:
    """What the class list said of the child's language; the practitioner corrects it."""
    if not child.first_language:
        return Context()
    eal = child.first_language != ENGLISH
    return Context(home_languages=(child.first_language,), eal=eal)


def tap(
    desk: Desk, sitting: Sitting, instrument: Instrument, what: str, item: str, value: Value | None
) -> Entry:
    """One answer (none takes it back), note, or reason to go on past a stop rule."""
    with desk.store.writing() as conn:
        if what == NOTE:
            return screening.note(conn, desk.actor, sitting, str(value), item)
        if what == OVERRIDE:
            return screening.override_stop(conn, desk.actor, sitting, item, str(value))
        return screening.answer(conn, desk.actor, sitting, instrument, item, value)


def pause(desk: Desk, sitting: Sitting, left: LeftAt, *, begun: bool) -> None:
    """Put the screening down; one in which nothing was said is not kept. *left* is remembered."""
    with desk.store.writing() as conn:
        today.leave_at(conn, left)
        if begun:
            screening.pause(conn, desk.actor, sitting)
        else:
            screening.abandon(conn, desk.actor, sitting)
