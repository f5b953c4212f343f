"""Score a signed screening again with another version of its instrument: a row added, none changed.

The answers, the day and the context stay as they were signed; only what the pack decides is new.
"""

from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, select

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.answers import check
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.results import Result
from elsec_app.instruments.scoring import score
from elsec_app.operations import amending, signing
from elsec_app.operations.people import born_on
from elsec_app.operations.screening import OVERRIDE, answers_of
from elsec_app.operations.signing import Judgement
from elsec_app.protocol.bodies import Screening
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft


def rescore(
    conn: Connection, actor: Actor, screened: str, instrument: Instrument, reason: str
) -> str:
    """Sign a new version of *screened*, scored by *instrument*. Returns the new record's id.

    Raises ``NotAllowed`` without a reason; when a newer version exists or is being written; and
    when *instrument* is not another version of the same one, is a draft or closed, or cannot score
    what was answered: an item unknown to it, an answer it does not offer, an item never asked.
    """
    if not reason.strip():
        raise NotAllowed(_("Say why this screening is scored again."))
    row, old = _signed(conn, screened)
    if signing.superseded(conn, screened) or amending.begun(conn, screened):
        raise NotAllowed(_("There is a newer version of this screening: score that one again."))
    result = _result(conn, row, old, instrument)
    new = msgspec.structs.replace(
        old,
        signed=actor.sign(),
        supersedes=screened,
        reason=reason.strip(),
        **signing.scored_fields(result, instrument, _judgements(old, instrument)),
    )
    draft = Draft("screening", new, row.setting, row.child, instrument.hash)
    record = records.add(conn, actor, draft)
    audit.note(conn, actor, "rescore", row.child)
    return record


def preview(conn: Connection, screened: str, instrument: Instrument) -> Result:
    """What *instrument* would make of *screened*; nothing is kept. Raises as ``rescore`` does."""
    return _result(conn, *_signed(conn, screened), instrument)


def _signed(conn: Connection, screened: str) -> tuple[Row[tuple[object, ...]], Screening]:
    row = conn.execute(select(tables.record).where(tables.record.c.id == screened)).one()
    return row, msgspec.json.decode(row.body, type=Screening)


def _result(
    conn: Connection, row: Row[tuple[object, ...]], old: Screening, instrument: Instrument
) -> Result:
    if instrument.id != old.instrument or instrument.hash == row.instrument:
        raise NotAllowed(_("Choose another version of the instrument that was used."))
    if not instrument.may_begin():
        raise NotAllowed(_("This version is a draft or closed: nothing is scored with it."))
    if old.section not in {section.id for section in instrument.sections}:
        raise NotAllowed(_("This version does not have the section that was used."))
    answers = answers_of(old.entries, datetime.fromisoformat(old.signed.at))
    for answer in answers:
        try:
            check(instrument.item(answer.item), answer.value)
        except (KeyError, BadInput):
            raise NotAllowed(
                _(
                    "This version cannot score the answer to “{item}”. Screen the child anew."
                ).format(item=answer.item)
            ) from None
    result = score(
        instrument,
        born_on(conn, row.child),
        old.tested_on,
        answers,
        signing.as_tested(old.context),
        old.section,
        frozenset(entry.item for entry in old.entries if entry.what == OVERRIDE),
    )
    if not result.complete:
        raise NotAllowed(_("This version asks items that were never asked. Screen the child anew."))
    return result


def _judgements(old: Screening, instrument: Instrument) -> dict[str, Judgement]:
    """The practitioner's own bands, where the new version still has the strand and the band."""
    bands = {band.id for band in instrument.bands}
    judged = [strand for strand in old.strands if strand.judgement]
    if lost := [strand.name for strand in judged if strand.judgement not in bands]:
        raise NotAllowed(
            _("This version does not have the band that was judged for {strands}.").format(
                strands=", ".join(lost)
            )
        )
    return {s.strand: Judgement(s.judgement, s.judgement_reason) for s in judged}
