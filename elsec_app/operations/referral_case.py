"""What local rules are asked of: one child's signed screenings, decision and answers, as a case."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.referring.concerns import CONCERNS, URGENT
from elsec_app.instruments.referring.judging import Attempt, Case, Screen, Tried
from elsec_app.operations import results, review
from elsec_app.operations.desk import Desk
from elsec_app.operations.pooled import wants_attention
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Screening


def case(
    conn: Connection, desk: Desk, child: str, screening: str, answers: Mapping[str, str]
) -> Case:
    """The case of *child*; *answers* are the form's, what is known filled in."""
    held = [one for one in results.of_child(conn, child) if not one.superseded]
    signed = next((one for one in held if one.id == screening), None)
    decided = review.latest(conn, screening) if screening else None
    hearing: Any = signed.body.context.hearing_checked if signed else "not_known"
    if hearing != "yes" and day_of(answers, "hearing_on"):
        hearing = "yes"
    seen: Any = answers.get("seen_before", "")
    return Case(
        today=desk.actor.today(),
        concerns=frozenset(answers.get("concerns", "").split())
        | frozenset(routes(signed, answers)),
        decision=decided.decision if decided else "",
        screen=_screen(desk, signed) if signed else None,
        earlier=tuple(_screen(desk, one) for one in held if signed and _before(one, signed)),
        tried=_tried(answers),
        seen=seen if seen in ("yes", "no") else "",
        seen_on=day_of(answers, "seen_on"),
        hearing=hearing,
    )


def routes(signed: Signed | None, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The direct routes: as they were noted at the screening, and as they are ticked now."""
    noted = set(signed.body.urgent if signed else ()) | set(answers.get("concerns", "").split())
    return tuple(route for route in URGENT if route in noted)


def concerns(signed: Signed) -> tuple[str, ...]:
    """What the screening gives concern about, as a form's ticks."""
    strands = {
        strand.strand.replace("-", "_") for strand in signed.body.strands if wants_attention(strand)
    }
    return tuple(c for c in CONCERNS if c in strands or c in signed.body.urgent)


def day_of(answers: Mapping[str, str], field: str) -> date | None:
    """An answered date, none where there is none that can be read."""
    try:
        return date.fromisoformat(answers.get(field, ""))
    except ValueError:
        return None


def _before(one: Signed, signed: Signed) -> bool:
    return one.id != signed.id and one.body.tested_on < signed.body.tested_on


def _screen(desk: Desk, signed: Signed) -> Screen:
    body = signed.body
    return Screen(body.instrument, body.title, body.tested_on, _attempts(desk, signed))


def _attempts(desk: Desk, signed: Signed) -> tuple[Attempt, ...]:
    """A band in each section, the practitioner's judgement first, with the section's place."""
    pack = desk.instruments.get(signed.body.instrument)
    pack = pack if pack is not None and pack.hash == signed.instrument_hash else None
    return tuple(
        Attempt(strand.judgement or strand.band, _step(pack, signed.body, strand.section))
        for strand in signed.body.strands
    )


def _step(pack: Instrument | None, body: Screening, section: str) -> int | None:
    if section == body.section:
        return 0
    order = [one.id for one in pack.sections] if pack else []
    if section not in order or body.section not in order:
        return None
    return order.index(section) - order.index(body.section)


def _tried(answers: Mapping[str, str]) -> Tried | None:
    if not answers.get("interventions", "").strip():
        return None
    return Tried(day_of(answers, "interventions_since"), day_of(answers, "interventions_until"))
