"""What the signed result reads, and the way into an amendment, on the store thread."""

import msgspec

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.operations import amending, results, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.today import LeftAt


class Found(msgspec.Struct, frozen=True):
    """``instrument`` is none where this device does not hold that version of the pack. ``before``
    are the versions it takes the place of, the latest first; ``open`` is the sitting in which it is
    being changed."""

    signed: Signed
    instrument: Instrument | None
    before: tuple[Signed, ...]
    open: str


def load(desk: Desk, screening: str) -> Found:
    with desk.store.reading() as conn:
        signed = results.one(conn, screening)
        before, earlier = list[Signed](), signed.body.supersedes
        while earlier:
            before.append(results.one(conn, earlier))
            earlier = before[-1].body.supersedes
        held = amending.begun(conn, screening) or ""
    pack = desk.instruments.get(signed.body.instrument)
    same = pack if pack and pack.hash == signed.instrument_hash else None
    return Found(signed, same, tuple(before), held)


def amend(desk: Desk, found: Found, left: LeftAt, reason: str) -> str:
    """Open it as a sitting, which the device remembers. Returns the sitting."""
    if found.instrument is None:
        raise NotAllowed(_("This version of the instrument is not on this computer any more."))
    with desk.store.writing() as conn:
        signed = found.signed
        sitting = amending.begin(conn, desk.actor, signed.id, found.instrument, reason)
        at = LeftAt(left.cohort, left.class_name, signed.child.id, found.instrument.id)
        today.leave_at(conn, at)
    return sitting.id
