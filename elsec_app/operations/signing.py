"""From a sitting to a signed screening: the pack's result, the practitioner's judgement, frozen."""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.context import TestContext
from elsec_app.instruments.definition import Band, Instrument, Outcome
from elsec_app.instruments.referring.concerns import URGENT
from elsec_app.instruments.results import Result
from elsec_app.instruments.results import StrandResult as Scored
from elsec_app.instruments.scoring import score
from elsec_app.operations import unfinished
from elsec_app.operations.screening import Sitting, end
from elsec_app.protocol.bodies import Context, Screening, StrandResult, additional_language
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft


class Judgement(msgspec.Struct, frozen=True):
    """The practitioner's band for a strand, where it is not the pack's, and why."""

    band: str
    reason: str


class Remarks(msgspec.Struct, frozen=True):
    """What the practitioner adds before signing."""

    judgements: dict[str, Judgement] = {}
    note: str = ""
    urgent: tuple[str, ...] = ()


def keep_remarks(conn: Connection, sitting: str, remarks: Remarks) -> None:
    """Keep what is said so far, as durably as an answer; ``remarks_so_far`` gives it back."""
    unfinished.keep(conn, sitting, unfinished.REMARKS, msgspec.json.encode(remarks).decode())


def remarks_so_far(conn: Connection, sitting: str) -> Remarks:
    """What was said beside the result and not yet signed."""
    return msgspec.json.decode(
        unfinished.kept(conn, sitting).get(unfinished.REMARKS, "{}"), type=Remarks
    )


def outcome_tone(outcome: Outcome) -> str:
    """How an outcome is shown, by its tier. A look, not a decision."""
    return {"universal": "track", "targeted": "watch", "specialist": "refer"}[outcome.tier]


def result_of(sitting: Sitting, instrument: Instrument) -> Result:
    """The result as the pack gives it now."""
    return score(
        instrument,
        sitting.born,
        sitting.tested_on,
        sitting.answers,
        as_tested(sitting.context),
        sitting.section,
        sitting.overridden,
    )


def sign(
    conn: Connection,
    actor: Actor,
    sitting: Sitting,
    instrument: Instrument,
    remarks: Remarks | None = None,
) -> str:
    """Sign the screening: from now on it does not change. Returns the record's id.

    Raises ``NotAllowed`` while items are unanswered, for a pack other than the one that the
    sitting was begun with, for a judgement without a reason, and for an amendment of what has a
    newer version already.
    """
    if sitting.hash != instrument.hash:
        raise NotAllowed(_("The instrument has changed since this screening began."))
    result = result_of(sitting, instrument)
    if not result.complete:
        raise NotAllowed(_("Some items have no answer yet. Answer them, or tap “no response”."))
    if sitting.amends and superseded(conn, sitting.amends):
        raise NotAllowed(_("There is a newer version of this screening: change that one."))
    remarks = remarks or Remarks()
    body = Screening(
        cohort=sitting.cohort,
        tested_on=sitting.tested_on,
        entries=sitting.entries,
        context=sitting.context,
        note="\n".join(filter(None, (sitting.notes, remarks.note.strip()))),
        urgent=_known_routes(remarks.urgent),
        signed=actor.sign(),
        supersedes=sitting.amends,
        reason=sitting.reason,
        paper=sitting.paper,
        **scored_fields(result, instrument, remarks.judgements),
    )
    draft = Draft("screening", body, sitting.setting, sitting.child, instrument.hash, sitting.id)
    records.add(conn, actor, draft)
    end(conn, sitting.id)
    audit.note(conn, actor, "amend" if sitting.amends else "sign", sitting.child)
    return sitting.id


def superseded(conn: Connection, screening: str) -> bool:
    """Whether a newer version of this screening is held."""
    s = tables.screening.c
    return conn.scalar(select(s.id).where(s.supersedes == screening)) is not None


def scored_fields(
    result: Result, instrument: Instrument, judgements: Mapping[str, Judgement]
) -> dict[str, Any]:
    """The fields of a ``Screening`` that the pack decides, the judgement laid beside each band."""
    outcome = result.overall.outcome and instrument.outcome(result.overall.outcome)
    return {
        "instrument": instrument.id,
        "title": instrument.title,
        "version": instrument.version,
        "status": instrument.status,
        "section": result.section,
        "age_months": result.age_months,
        "strands": tuple(
            _strand(scored, instrument, judgements.get(scored.strand)) for scored in result.strands
        ),
        "overall": result.overall.outcome,
        "overall_label": outcome.label if outcome else "",
        "overall_rule": result.overall.because,
        "overall_attention": bool(outcome and outcome.attention),
        "cautions": tuple(caution.words for caution in result.cautions),
        "rescreen_from": result.rescreen_from,
        "rescreen_due": result.rescreen_due,
    }


def tone(instrument: Instrument, band: Band) -> str:
    """How a band is shown, by what the pack says of it: only the weakest band that wants
    attention is ``refer``. A look, not a decision."""
    if not band.attention:
        return "track"
    return "refer" if band.id == instrument.bands[-1].id else "watch"


def as_tested(context: Context) -> TestContext:
    """The day's context as the scoring engine takes it."""
    hearing: Any = context.hearing_checked
    return TestContext(
        language=context.language_of_test,
        home_languages=context.home_languages,
        eal=additional_language(context.eal, context.home_languages),
        hearing=hearing,
    )


def _strand(scored: Scored, instrument: Instrument, judged: Judgement | None) -> StrandResult:
    band = instrument.band(scored.band) if scored.band else None
    body = StrandResult(
        strand=scored.strand,
        name=instrument.strand(scored.strand).name,
        section=scored.section,
        raw=scored.raw,
        possible=scored.possible,
        band=scored.band,
        rule=scored.because,
        label=band.label if band else "",
        tone=tone(instrument, band) if band else "quiet",
        attention=bool(band and band.attention),
        missing=scored.missing,
        standard=scored.standard,
        unassigned=scored.unassigned,
        stopped=scored.stopped,
        areas=instrument.strand(scored.strand).areas,
    )
    if judged is None or judged.band == scored.band:
        return body
    if not judged.reason.strip():
        raise NotAllowed(_("Say why your judgement differs from the screen's band."))
    own = instrument.band(judged.band)
    return msgspec.structs.replace(
        body,
        judgement=own.id,
        judgement_label=own.label,
        judgement_tone=tone(instrument, own),
        judgement_attention=own.attention,
        judgement_reason=judged.reason.strip(),
    )


def _known_routes(routes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(route for route in URGENT if route in routes)
