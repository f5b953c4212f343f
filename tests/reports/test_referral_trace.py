"""Every statement of a signed referral traces to a response, a rule and a version.

The walk goes from the printed page: each piece of text must be a label of the form, a word of the
page's furniture, or a statement that is found again from the records that it names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from sqlalchemy import Connection, select

from elsec_app.instruments.ages import age_at
from elsec_app.instruments.library import shipped
from elsec_app.instruments.referring.forms import in_words
from elsec_app.instruments.referring.judging import judge
from elsec_app.instruments.scoring import score
from elsec_app.operations import codes, consents, people, referral, referral_case, results
from elsec_app.operations.referral_fill import field_words
from elsec_app.operations.screening import answers_of
from elsec_app.operations.signing import as_tested
from elsec_app.operations.words import age_words, day_words, role_words
from elsec_app.protocol import bodies
from elsec_app.reports import prints
from elsec_app.reports.evidence import FINGERPRINT
from elsec_app.reports.facts import FormPart, ReferralFacts
from elsec_app.reports.gather.referral_form import referral_form
from elsec_app.store import records, tables
from tests import referring, school
from tests.reports import reading
from tests.school import School

PACK = next(pack for pack in shipped() if pack.id == "observation-screen")


@dataclass(frozen=True)
class Printed:
    """A signed referral of one child: the store, the record, what was printed."""

    made: School
    record: str
    facts: ReferralFacts
    pieces: tuple[str, ...]

    @property
    def said(self) -> str:
        return reading.squashed(" ".join(self.pieces))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printed]:
    made = school.school(tmp_path_factory.mktemp("trace"), children=2, instrument=PACK)
    low = {item.id: "not_yet" for item in PACK.items if item.strand == "understanding"}
    school.screen(made, made.children[0], low)
    there = referring.referred(made, made.children[0], referring.WHOLE, agrees=True, signs=True)
    with there.desk.store.reading() as conn:
        record = conn.scalars(select(tables.referral.c.id)).one()
        facts = referral_form(conn, there.desk, record)
    pdf = prints.referral(facts)
    pieces = tuple(
        kid
        for _tag, _alt, kids in reading.nodes(reading.tree(pdf))
        for kid in kids
        if isinstance(kid, str)
    )
    yield Printed(there, record, facts, pieces)
    there.desk.store.close()


@pytest.fixture
def conn(printed: Printed) -> Iterator[Connection]:
    with printed.made.desk.store.reading() as connection:
        yield connection


def body_of(conn: Connection, printed: Printed) -> bodies.Referral:
    return referral.one(conn, printed.record).body


def test_each_band_is_scored_again_from_the_signed_responses(
    conn: Connection, printed: Printed
) -> None:
    held = body_of(conn, printed)
    signed = results.one(conn, held.screening)
    body = signed.body
    assert signed.instrument_hash == PACK.hash
    began = datetime.fromisoformat(body.signed.at)
    again = score(
        PACK,
        people.born_on(conn, signed.child.id),
        body.tested_on,
        answers_of(body.entries, began),
        as_tested(body.context),
        body.section,
    )
    assert len(answers_of(body.entries, began)) == len(PACK.items_in(body.section))
    for strand, line in zip(body.strands, printed.facts.screening.strands, strict=True):  # type: ignore[union-attr]
        fresh = again.strand(strand.strand)
        assert (fresh.raw, fresh.band, fresh.because) == (strand.raw, strand.band, strand.rule)
        assert line.score == f"{fresh.raw}/{fresh.possible}"
        for words in (line.strand, line.band.label, line.rule):
            assert reading.squashed(words) in printed.said
    assert PACK.hash[:FINGERPRINT] in printed.said, "the version of the pack"


def test_each_rule_is_judged_again_by_the_document_of_that_hash(
    conn: Connection, printed: Printed
) -> None:
    held, desk = body_of(conn, printed), printed.made.desk
    assert held.rules is not None
    document = desk.rules[held.rules.id]
    assert document.hash == held.rules.hash
    child = printed.made.children[0]
    case = referral_case.case(conn, desk, child, held.screening, held.details)
    judged = judge(document, case)
    assert (held.standing, len(held.said)) == (judged.standing, len(judged.quoted))
    for said, fresh in zip(held.said, judged.quoted, strict=True):
        assert (said.rule, said.verdict, said.said) == (fresh.rule, fresh.verdict, fresh.quoted)
        assert reading.squashed(said.said) in printed.said
    assert held.rules.hash[:12] in printed.said


def test_each_answer_is_the_one_on_record_in_the_form_of_that_hash(
    conn: Connection, printed: Printed
) -> None:
    held, desk = body_of(conn, printed), printed.made.desk
    assert held.form is not None
    form = desk.forms[held.form.id]
    assert form.hash == held.form.hash
    kept = held.details | {"reason": held.reason, "hoped_for": held.hoped_for}
    rows = [row for part in printed.facts.parts if isinstance(part, FormPart) for row in part.rows]
    for asked, row in zip(form.fields, rows, strict=True):
        field = form.asked(asked.id)
        assert (row.label, row.value or "") == (
            field.label,
            field_words(field, kept.get(asked.id, "")),
        )
        if row.value:
            assert reading.squashed(row.value) in printed.said
            assert held.origins[asked.id], "where it comes from"
    assert held.form.hash[:12] in printed.said


def test_each_origin_leads_to_a_record_in_that_version(conn: Connection, printed: Printed) -> None:
    held, r = body_of(conn, printed), tables.record.c
    child = conn.execute(select(r.body, r.change).where(r.id == printed.made.children[0])).one()
    place = conn.execute(select(r.body, r.change).where(r.id == printed.made.setting)).one()
    known = records.read(conn, printed.made.children[0], bodies.Child)
    typed = {f: v for f, v in referring.WHOLE.items() if f not in ("reason", "hoped_for")}
    for field, origin in held.origins.items():
        kind, _colon, which = origin.partition(":")
        if kind == "child":
            assert which == child.change
        elif kind == "setting":
            assert which == place.change
        elif kind == "screening":
            assert which == held.screening
        elif kind == "typed":
            assert which == held.signed.user
            assert field in ("reason", "hoped_for") or held.details[field] == typed[field]
        else:
            assert kind in ("form", "actor")
    assert held.details["born"] == day_words(known.born)
    assert held.details["child_name"] == f"{known.forename} {known.surname}"
    assert held.details["age"] == age_words(
        referral_age(known.born.isoformat(), held.signed.at[:10])
    )


def referral_age(born: str, on: str) -> int:
    return age_at(date.fromisoformat(born), date.fromisoformat(on)).months


def test_each_consent_is_a_statement_of_a_day(conn: Connection, printed: Printed) -> None:
    held = body_of(conn, printed)
    stood = consents.read(conn, held.consents)
    assert [one.body.purpose for one in stood] == ["referral", "share"]
    for one in stood:
        line = f"Yes, {one.body.by}, {day_words(one.body.on)}"
        assert reading.squashed(line) in printed.said


def test_the_signature_and_the_code_lead_back(conn: Connection, printed: Printed) -> None:
    held = body_of(conn, printed)
    assert held.signed.name in " ".join(printed.pieces)
    found = codes.find(conn, codes.short_code(printed.record))
    assert found is not None
    assert found.record == printed.record


def test_nothing_else_is_on_the_page(conn: Connection, printed: Printed) -> None:
    """Take away what is traced, then the furniture of a print: nothing is left."""
    left = [_without(p, [*_traced(conn, printed), *FURNITURE]) for p in printed.pieces]
    assert [piece for piece in left if piece.strip("·,.:;•_")] == []


def _without(piece: str, known: list[str]) -> str:
    rest = reading.squashed(piece)
    for words in sorted(map(reading.squashed, known), key=len, reverse=True):
        rest = rest.replace(words, "") if words else rest
    return rest


def _traced(conn: Connection, printed: Printed) -> Iterator[str]:
    """Every statement that the tests above lead back to a record, a rule or a version."""
    held, facts, desk = body_of(conn, printed), printed.facts, printed.made.desk
    form = desk.forms["neutral"]
    yield from (held.reason, facts.service, facts.title, facts.form, facts.decision or "")
    yield from (said.said for said in held.said)
    yield from (in_words(form.asked(field), v) for field, v in held.details.items())
    for part in facts.parts:
        yield part.title
        for row in getattr(part, "rows", ()):
            yield from (row.label, row.value or "")
    for one in consents.read(conn, held.consents):
        yield from (one.body.by, one.body.how, day_words(one.body.on))
    yield from (consent.what for consent in facts.consents)
    yield from _screened(conn, printed)
    by, code = held.signed, codes.short_code(printed.record)
    assert desk.who is not None
    yield from (by.name, role_words(by.role), code, desk.who.service, desk.who.area_name)
    yield f"at {by.at[11:16]}"
    yield records.read(conn, printed.made.setting, bodies.Setting).name
    yield day_words(date.fromisoformat(by.at[:10]))


def _screened(conn: Connection, printed: Printed) -> Iterator[str]:
    signed, facts = results.one(conn, body_of(conn, printed).screening), printed.facts.screening
    assert facts is not None
    body = signed.body
    for line in facts.strands:
        yield from (line.strand, line.band.label, line.band.meaning, line.rule)
        yield f"Score {line.score}"
    yield from body.cautions
    yield from (body.title, day_words(body.tested_on), age_words(body.age_months))
    yield from (PACK.statement, PACK.licence, PACK.publisher, PACK.hash[:FINGERPRINT], PACK.edition)
    yield from (f"version {PACK.version}", PACK.status, PACK.section(body.section).name)
    yield from (body.signed.name, role_words(body.signed.role), signed.device)


# The words that frame statements and state nothing of a child.
FURNITURE = [
    *("Screen, not a diagnosis", "For", "about", "Born", "at referral", "Areas of concern"),
    *("Consent to refer", "Yes", "Interpreter", "for the family: yes; for the child: not recorded"),
    *("Referred on", "Not recorded", "Consent to", "Answer, who and when", "Not asked"),
    *("Decision at review", "aged", "Strand", "Band", "What it means, and the rule that gave it"),
    *("Read with care", "Screened by", "language of the screen: English", "section", "device"),
    *("(", ")", "not standardised", "edition", "fingerprint", "Received", "Registration number"),
    *("Added to waiting list", "Where this comes from", "Signed by", "version 1", "code", "Made"),
    *("by", "Is this page still current? Look up code", "in ELSEC Screening, or run"),
    *("elsec prints check", "Hearing", "Home languages"),
]
