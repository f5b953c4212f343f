"""Change what was signed: a new version of it, for a reason. The signed one stays for ever."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection, insert, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.answers import Value
from elsec_app.instruments.definition import Instrument
from elsec_app.operations import screening, signing
from elsec_app.operations.people import born_on
from elsec_app.operations.screening import NOTE, Sitting
from elsec_app.operations.signing import Judgement, Remarks
from elsec_app.protocol.bodies import Entry, Screening
from elsec_app.store import audit, tables
from elsec_app.store.actor import Actor


def begin(
    conn: Connection, actor: Actor, screened: str, instrument: Instrument, reason: str
) -> Sitting:
    """Open the signed screening *screened* again as a sitting with all that it holds; signed anew,
    it takes the old one's place. One that was begun before is gone on with.

    Raises ``NotAllowed`` without a reason, when a newer version exists, when the pack has changed
    since, and while another sitting of the child with this instrument is open.
    """
    if held := begun(conn, screened):
        return screening.resume(conn, actor, held)
    if not reason.strip():
        raise NotAllowed(_("Say why you change a signed screening."))
    if signing.superseded(conn, screened):
        raise NotAllowed(_("There is a newer version of this screening: change that one."))
    row = conn.execute(select(tables.record).where(tables.record.c.id == screened)).one()
    if row.instrument != instrument.hash:
        raise NotAllowed(_("The instrument has changed since this screening was signed."))
    signed = msgspec.json.decode(row.body, type=Screening)
    if screening.held(conn, row.child, signed.cohort, instrument.id):
        raise NotAllowed(_("A screening of this child is open: sign it or take it back first."))
    last = signed.entries[-1].at if signed.entries else 0
    sitting = Sitting(
        id=actor.new_id(),
        child=row.child,
        setting=row.setting,
        cohort=signed.cohort,
        instrument=instrument.id,
        version=signed.version,
        hash=instrument.hash,
        section=signed.section,
        born=born_on(conn, row.child),
        tested_on=signed.tested_on,
        began=datetime.fromisoformat(signed.signed.at) - timedelta(milliseconds=last),
        context=signed.context,
        entries=(),
        paper=signed.paper,
        amends=screened,
        reason=reason.strip(),
    )
    screening.keep_new(conn, actor, sitting)
    _take_over(conn, sitting.id, signed.entries)
    signing.keep_remarks(conn, sitting.id, _remarks(signed))
    audit.note(conn, actor, "open to amend", row.child)
    return screening.resume(conn, actor, sitting.id)


def begun(conn: Connection, screened: str) -> str | None:
    """The sitting in which *screened* is being changed, if there is one."""
    s = tables.sitting.c
    return conn.scalar(select(s.id).where(s.amends == screened))


def drop(conn: Connection, actor: Actor, sitting: Sitting) -> None:
    """Leave the signed screening as it is. ``NotAllowed`` for what is no amendment."""
    if not sitting.amends:
        raise NotAllowed(_("There are answers already: pause instead, and nothing is lost."))
    screening.end(conn, sitting.id)
    audit.note(conn, actor, "leave as signed", sitting.child)


def amend(
    conn: Connection,
    actor: Actor,
    screened: str,
    instrument: Instrument,
    corrections: Mapping[str, Value],
    reason: str,
) -> str:
    """All of it in one go: a new version with *corrections* (item to value) laid in."""
    sitting = begin(conn, actor, screened, instrument, reason)
    for item, value in corrections.items():
        screening.answer(conn, actor, sitting, instrument, item, value)
    held = screening.load(conn, sitting.id)
    return signing.sign(conn, actor, held, instrument, signing.remarks_so_far(conn, sitting.id))


def _take_over(conn: Connection, sitting: str, entries: tuple[Entry, ...]) -> None:
    rows = [
        {
            "sitting": sitting,
            "what": entry.what,
            "item": entry.item,
            "value": msgspec.json.encode(entry.value).decode(),
            "at": entry.at,
        }
        for entry in entries
    ]
    if rows:
        conn.execute(insert(tables.tap), rows)


def _remarks(signed: Screening) -> Remarks:
    """What was said beside the result. The notes beside items are among the entries."""
    beside = "\n".join(str(entry.value) for entry in signed.entries if entry.what == NOTE)
    return Remarks(
        judgements={
            strand.strand: Judgement(strand.judgement, strand.judgement_reason)
            for strand in signed.strands
            if strand.judgement
        },
        note=signed.note.removeprefix(beside).strip(),
        urgent=signed.urgent,
    )
