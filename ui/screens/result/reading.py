"""What the result reads and writes, each on the store thread in one transaction."""

import msgspec

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.results import Result
from elsec_app.operations import people, screening, signing, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.screening import Sitting
from elsec_app.operations.signing import Remarks
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Context


class Found(msgspec.Struct, frozen=True):
    """A sitting and what its pack makes of it now."""

    sitting: Sitting
    instrument: Instrument
    child: ChildLine
    result: Result


class Signed(msgspec.Struct, frozen=True):
    """The record that was made, and the child who is next, or nobody."""

    record: str
    next_child: str


def load(desk: Desk, sitting: str) -> Found:
    with desk.store.reading() as conn:
        held = screening.load(conn, sitting)
        child = people.children(conn, [held.child])[held.child]
    return _found(desk, held, child)


def set_context(desk: Desk, found: Found, context: Context) -> Found:
    """How it was today; the cautions follow at once."""
    with desk.store.writing() as conn:
        screening.set_context(conn, found.sitting.id, context)
        held = screening.load(conn, found.sitting.id)
    return _found(desk, held, found.child)


def sign(desk: Desk, sitting: str, remarks: Remarks, left: LeftAt) -> Signed:
    """Sign, and find the next child of the class. No screening is open after it."""
    with desk.store.writing() as conn:
        held = screening.load(conn, sitting)
        record = signing.sign(conn, desk.actor, held, desk.instruments[held.instrument], remarks)
        today.leave_at(conn, LeftAt(left.cohort, left.class_name))
        day = desk.actor.today()
        sheet = today.sheet(conn, desk.instruments, left.cohort, left.class_name, day)
    following = sheet.next_line
    return Signed(record, following.sheet.child.id if following else "")


def _found(desk: Desk, held: Sitting, child: ChildLine) -> Found:
    instrument = desk.instruments[held.instrument]
    return Found(held, instrument, child, signing.result_of(held, instrument))
