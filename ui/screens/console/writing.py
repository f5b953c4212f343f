"""What the console reads and writes, each on the store thread in one durable transaction."""

from typing import Any, NamedTuple

import msgspec

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.answers import Value
from elsec_app.instruments.definition import Instrument, choose_section
from elsec_app.instruments.items import FreeNote, SoundChecklist
from elsec_app.operations import handing, screening, scripts, today, unfinished
from elsec_app.operations.cohorts import SCREENED
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.screening import NOTE, OVERRIDE, Sitting
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Context, Entry

ENGLISH = "ENG"  # school-census code


class Half(NamedTuple):
    """Words that are not finished yet, beside or in answer to *item*."""

    item: str
    words: str


class Begun(msgspec.Struct, frozen=True):
    """A screening under way: whose, with what and why in this section. ``half`` is what was half
    written when it was last left; ``has_pin``: the screen can be taken back from a child.
    ``script`` is what a made-up child does, and empty for a real one."""

    sitting: Sitting
    instrument: Instrument
    child: ChildLine
    because: str
    half: dict[str, Half]
    has_pin: bool
    script: dict[str, Any]


def begin(desk: Desk, left: LeftAt) -> Begun:
    """Begin, or go on at the very item; the device remembers that this screening is open.

    Raises ``NotAllowed`` for a child opted out or screened already, and when no screen fits.
    """
    with desk.store.writing() as conn:
        day = desk.actor.today()
        sheet = today.sheet(conn, desk.instruments, left.cohort, left.class_name, day)
        line = sheet.line(left.child)
        plan = line.to_take(left.instrument) if line else None
        if line is None or plan is None:
            why = line.problem if line else ""
            raise NotAllowed(why or _("There is nothing to screen this child with here."))
        child, chosen = line.sheet.child, plan.chosen
        if plan.state == SCREENED and not screening.held(
            conn, child.id, left.cohort, chosen.instrument
        ):
            said = _("{name} has been screened with this. Open the result to amend it.")
            raise NotAllowed(said.format(name=child.short_name))
        instrument = desk.instruments[chosen.instrument]
        sitting = screening.begin(conn, desk.actor, child.id, sheet.cohort, instrument)
        if not sitting.entries and sitting.context == Context():
            known = as_known(child)
            screening.set_context(conn, sitting.id, known)
            sitting = msgspec.structs.replace(sitting, context=known)
        today.leave_at(conn, left)
        because = choose_section(instrument, sitting.born, sitting.tested_on).because
        return Begun(
            sitting,
            instrument,
            child,
            because,
            _half(unfinished.kept(conn, sitting.id)),
            handing.has_pin(conn),
            dict(scripts.script(instrument, child.id)) if _practises(desk) else {},
        )


def _practises(desk: Desk) -> bool:
    return desk.who is not None and desk.who.practises


def _half(found: dict[str, str]) -> dict[str, Half]:
    return {
        what: msgspec.json.decode(found[what], type=Half)
        for what in (unfinished.NOTE, unfinished.WORDS)
        if what in found
    }


def set_pin(desk: Desk, digits: str) -> None:
    """The PIN that takes the screen back from a child. ``BadInput`` for a weak one."""
    with desk.store.writing() as conn:
        handing.set_pin(conn, digits)


def keep_half(desk: Desk, sitting: str, what: str, half: Half) -> None:
    """What is being written; no words, and there is nothing to keep."""
    with desk.store.writing() as conn:
        value = msgspec.json.encode(half).decode() if half.words else ""
        unfinished.keep(conn, sitting, what, value)


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
            unfinished.keep(conn, sitting.id, unfinished.NOTE, "")
            return screening.note(conn, desk.actor, sitting, str(value), item)
        if what == OVERRIDE:
            return screening.override_stop(conn, desk.actor, sitting, item, str(value))
        if isinstance(instrument.item(item), FreeNote | SoundChecklist):
            unfinished.keep(conn, sitting.id, unfinished.WORDS, "")
        return screening.answer(conn, desk.actor, sitting, instrument, item, value)


def pause(desk: Desk, sitting: Sitting, left: LeftAt, *, begun: bool) -> None:
    """Put the screening down; one in which nothing was said is not kept. *left* is remembered."""
    with desk.store.writing() as conn:
        today.leave_at(conn, left)
        if begun or unfinished.kept(conn, sitting.id):
            screening.pause(conn, desk.actor, sitting)
        else:
            screening.abandon(conn, desk.actor, sitting)
