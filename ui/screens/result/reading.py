"""What the result reads and writes, each on the store thread in one transaction."""

import msgspec

from elsec_app.instruments.answers import current
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.results import Result
from elsec_app.operations import amending, people, screening, scripts, signing, today
from elsec_app.operations.cohorts import PARTLY
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.screening import Sitting
from elsec_app.operations.scripts import Difference
from elsec_app.operations.signing import Remarks
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Context


class Marking(msgspec.Struct, frozen=True):
    """How a made-up child was marked: how many items, and those marked otherwise."""

    marked: int
    differing: tuple[Difference, ...]


class Found(msgspec.Struct, frozen=True):
    """A sitting and what its pack makes of it now."""

    sitting: Sitting
    instrument: Instrument
    child: ChildLine
    result: Result
    remarks: Remarks
    marking: Marking | None = None


class Signed(msgspec.Struct, frozen=True):
    """The record that was made, and the child who is next, or nobody."""

    record: str
    next_child: str


def load(desk: Desk, sitting: str) -> Found:
    with desk.store.reading() as conn:
        held = screening.load(conn, sitting)
        child = people.children(conn, [held.child])[held.child]
        remarks = signing.remarks_so_far(conn, sitting)
    return _found(desk, held, child, remarks)


def set_context(desk: Desk, found: Found, context: Context) -> Found:
    """How it was today; the cautions follow at once."""
    with desk.store.writing() as conn:
        screening.set_context(conn, found.sitting.id, context)
        held = screening.load(conn, found.sitting.id)
        remarks = signing.remarks_so_far(conn, held.id)
    return _found(desk, held, found.child, remarks)


def keep_remarks(desk: Desk, sitting: str, remarks: Remarks) -> None:
    """What is said beside the result, as it is said."""
    with desk.store.writing() as conn:
        signing.keep_remarks(conn, sitting, remarks)


def leave_as_signed(desk: Desk, sitting: Sitting) -> None:
    """Drop an amendment."""
    with desk.store.writing() as conn:
        amending.drop(conn, desk.actor, sitting)


def sign(desk: Desk, sitting: str, remarks: Remarks, left: LeftAt) -> Signed:
    """Sign, and find who is next: the same child where another screen is to come, else the next of
    the class. No screening is open after it."""
    with desk.store.writing() as conn:
        held = screening.load(conn, sitting)
        record = signing.sign(conn, desk.actor, held, desk.instruments[held.instrument], remarks)
        today.leave_at(conn, LeftAt(left.cohort, left.class_name))
        day = desk.actor.today()
        sheet = today.sheet(conn, desk.instruments, left.cohort, left.class_name, day)
    same = sheet.line(left.child)
    following = same if same and same.sheet.state == PARTLY else sheet.next_line
    return Signed(record, following.sheet.child.id if following else "")


def _found(desk: Desk, held: Sitting, child: ChildLine, remarks: Remarks) -> Found:
    instrument = desk.instruments[held.instrument]
    marking = _marking(held, instrument) if desk.who and desk.who.practises else None
    return Found(held, instrument, child, signing.result_of(held, instrument), remarks, marking)


def _marking(held: Sitting, instrument: Instrument) -> Marking:
    told = scripts.script(instrument, held.child)
    standing = current(held.answers)
    marked = sum(item in told for item in standing)
    return Marking(marked, scripts.differences(told, standing))
