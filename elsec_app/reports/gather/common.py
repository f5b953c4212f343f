"""What all prints say alike: who prints, for whom, with which instrument, which band."""

from datetime import datetime
from typing import get_args

from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.operations import codes
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.words import language_words, role_words, year_words
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.facts import BandKind
from elsec_app.store import records, tables

_TONES: dict[str, BandKind] = {kind: kind for kind in get_args(BandKind)}


def imprint(conn: Connection, desk: Desk, setting: str, **more: object) -> facts.Imprint:
    """Where the print comes from. *more* are further fields of ``facts.Imprint``."""
    who = desk.who
    return facts.Imprint(
        service=(who.service or _("Speech, language and communication team")) if who else "",
        area=who.area_name if who else "",
        made=desk.actor.today(),
        setting=place(conn, setting).name if setting else None,
        **more,  # type: ignore[arg-type]
    )


def place(conn: Connection, setting: str) -> facts.Setting:
    body = records.read(conn, setting, bodies.Setting)
    return facts.Setting(
        name=body.name,
        kind=_phase_words(body),
        reference=_("URN {urn}").format(urn=body.urn) if body.urn else None,
    )


def child(conn: Connection, child_id: str) -> facts.Child:
    """The child as a print may name them. The UPN stays off every page (domain: not on letters
    and not in health messages)."""
    body = records.read(conn, child_id, bodies.Child)
    enrolled = _enrolment(conn, child_id)
    return facts.Child(
        name=f"{body.forename} {body.surname}",
        born=body.born,
        known_as=body.known_as or None,
        sex=body.sex,
        nhs_number=_nhs_words(body.nhs_number),
        class_name=enrolled.class_name if enrolled else None,
        year_group=year_words(enrolled.year_group) if enrolled else None,
        home_languages=(language_words(body.first_language),) if body.first_language else (),
    )


def signature(
    conn: Connection, signed: bodies.Signature, record: str, kind: str
) -> facts.Signature:
    return facts.Signature(
        name=signed.name,
        role=role_words(signed.role),
        at=datetime.fromisoformat(signed.at),
        version=codes.version(conn, record, kind),
        code=codes.short_code(record),
        registration=signed.registration or None,
    )


def instrument(desk: Desk, body: bodies.Screening, pack_hash: str) -> facts.Instrument:
    """The pack as the signed record names it, with its statement where this device holds it."""
    held = desk.instruments.get(body.instrument)
    held = held if held is not None and held.hash == pack_hash else None
    return facts.Instrument(
        title=body.title,
        version=body.version,
        status=body.status,
        sha256=pack_hash,
        standardised=held.standardised if held else None,
        edition=held.edition if held else None,
        publisher=held.publisher if held else None,
        licence=held.licence if held else None,
        statement=held.statement if held else None,
    )


def band(desk: Desk, screening: bodies.Screening, strand: bodies.StrandResult) -> facts.Band:
    """The pack's band for a strand, or that there is none."""
    if strand.band is None:
        return facts.Band("quiet", _("Not computable"), "")
    return facts.Band(
        _TONES[strand.tone], strand.label, _meaning(desk, screening.instrument, strand.band)
    )


def shown_band(desk: Desk, screening: bodies.Screening, strand: bodies.StrandResult) -> facts.Band:
    """The practitioner's judgement where there is one, else the pack's band."""
    if not strand.judgement:
        return band(desk, screening, strand)
    return facts.Band(
        _TONES[strand.judgement_tone],
        strand.judgement_label,
        _meaning(desk, screening.instrument, strand.judgement),
    )


def screening(desk: Desk, signed: Signed) -> facts.ScreeningFacts:
    """One signed screening, whole."""
    body = signed.body
    return facts.ScreeningFacts(
        on=body.tested_on,
        age_months=body.age_months,
        instrument=instrument(desk, body, signed.instrument_hash),
        by=facts.Person(
            body.signed.name,
            role_words(body.signed.role),
            registration=body.signed.registration or None,
        ),
        device=_device(signed.device),
        language=language_words(body.context.language_of_test),
        strands=tuple(_strand(desk, body, strand) for strand in body.strands),
        section=_section(desk, body),
        cautions=body.cautions,
        notes=body.note or None,
    )


def _device(device: str) -> str:
    """The end of a device's long name: enough to tell the team's laptops apart."""
    return device[-8:] if len(device) == 36 else device


def _nhs_words(number: str | None) -> str | None:
    """In threes and four, as it is read aloud."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else None


def _strand(desk: Desk, body: bodies.Screening, strand: bodies.StrandResult) -> facts.StrandLine:
    judged = (
        facts.Judgement(shown_band(desk, body, strand), strand.judgement_reason, body.signed.name)
        if strand.judgement
        else None
    )
    return facts.StrandLine(
        strand=_strand_name(desk, body, strand),
        band=band(desk, body, strand),
        rule=strand.rule,
        score=_score(strand),
        judgement=judged,
        note=strand.stopped or None,
    )


def _strand_name(desk: Desk, body: bodies.Screening, strand: bodies.StrandResult) -> str:
    """A strand tried in a younger section as well says so."""
    if strand.section == body.section:
        return strand.name
    younger = _section_name(desk, body, strand.section)
    return _("{strand}, ages {section}").format(strand=strand.name, section=younger)


def _score(strand: bodies.StrandResult) -> str | None:
    """Points of points; a typed score that has no most stands alone."""
    if strand.raw is None:
        return None
    return f"{strand.raw}/{strand.possible}" if strand.possible else str(strand.raw)


def _meaning(desk: Desk, pack: str, band_id: str) -> str:
    held = desk.instruments.get(pack)
    try:
        return held.band(band_id).meaning if held else ""
    except KeyError:
        return ""


def _section(desk: Desk, body: bodies.Screening) -> str:
    return _section_name(desk, body, body.section)


def _section_name(desk: Desk, body: bodies.Screening, section: str) -> str:
    held = desk.instruments.get(body.instrument)
    try:
        return held.section(section).name if held else section
    except KeyError:
        return section


def _enrolment(conn: Connection, child_id: str) -> bodies.Enrolment | None:
    e = tables.enrolment.c
    found = conn.scalar(
        select(e.id).where(e.child == child_id, e.withdrawn == "").order_by(e.since.desc()).limit(1)
    )
    return records.read(conn, found, bodies.Enrolment) if found else None


def _phase_words(body: bodies.Setting) -> str | None:
    words = {
        "early_years": _("Early years setting"),
        "primary": _("Primary school"),
        "all_through": _("All-through school"),
        "alternative": _("Alternative provision"),
    }.get(body.phase)
    if words and body.ap_tier:
        return _("{kind}, tier {tier}").format(kind=words, tier=body.ap_tier)
    return words
