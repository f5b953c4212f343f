"""Local rules: the shipped documents judge made-up children; a faulty document is refused whole."""

from datetime import date, timedelta

import msgspec
import pytest

from elsec_app.instruments.referring.concerns import CONCERNS, URGENT
from elsec_app.instruments.referring.document import DocumentRefused
from elsec_app.instruments.referring.judging import Attempt, Case, Judgement, Screen, Tried, judge
from elsec_app.instruments.referring.rules import LocalRules, read_rules, shipped_rules

RULES = {rules.id: rules for rules in shipped_rules()}
TODAY = date(2026, 11, 24)
WEEK = timedelta(weeks=1)


def wellcomm(*bands: str | None, on: date = TODAY) -> Screen:
    """The band in the section for the child's age, then in the ones below."""
    steps = tuple(Attempt(band, -n) for n, band in enumerate(bands))
    return Screen("wellcomm-early-years", "WellComm", on, steps)


def other(on: date = TODAY) -> Screen:
    return Screen("observation-screen", "Observation Screen", on)


REFER = Case(today=TODAY, decision="refer", screen=other())
ALONE = Case(today=TODAY)


def case(base: Case = ALONE, **more: object) -> Case:
    return msgspec.structs.replace(base, **more)


# Each line: the rules, the child, what they come to, and words of the sentence that says why.
CASES: list[tuple[str, Case, str, str]] = [
    ("neutral", REFER, "met", "a therapist has decided so"),
    ("neutral", case(decision="rescreen"), "not_met", "the therapist decided otherwise"),
    ("neutral", ALONE, "not_met", "no therapist has decided yet"),
    ("neutral", case(concerns=frozenset({"voice"})), "straight", "met, by voice."),
    ("neutral", case(concerns=frozenset({"talking"})), "not_met", "no therapist has decided yet"),
    # WellComm's publisher: Red at age, or Amber twice, or a specific concern.
    ("wellcomm-publisher", case(screen=wellcomm("red")), "met", "met, on 24 November 2026."),
    ("wellcomm-publisher", case(screen=wellcomm("amber")), "not_met", "so banded in 1 section."),
    ("wellcomm-publisher", case(screen=wellcomm("amber", "amber")), "met", "met, in 2 sections."),
    ("wellcomm-publisher", case(screen=wellcomm("green")), "not_met", "not met in the section"),
    ("wellcomm-publisher", case(screen=other()), "cannot_tell", "screened with Observation Screen"),
    (
        "wellcomm-publisher",
        case(screen=wellcomm("green"), concerns=frozenset({"speech_sounds"})),
        "met",
        "met, by speech sounds.",
    ),
    # One school: Red at age and in the section below.
    ("red-twice", case(screen=wellcomm("red", "red")), "met", "met, on 24 November"),
    ("red-twice", case(screen=wellcomm("red", "amber")), "not_met", "not met in the section below"),
    ("red-twice", case(screen=wellcomm("red")), "cannot_tell", "the section below has no band"),
    ("red-twice", case(screen=wellcomm("red", None)), "cannot_tell", "section below has no band"),
    (
        "red-twice",
        case(screen=Screen("wellcomm-primary", "WellComm", TODAY, (Attempt("red", None),))),
        "cannot_tell",
        "the screen itself is not on this computer",
    ),
    # Bolton: a review screen no earlier than 12 weeks after the first, by the same tool.
    ("bolton", REFER, "not_met", "only one screen; the review is due from 16 February 2027"),
    ("bolton", case(REFER, earlier=(other(TODAY - 12 * WEEK),)), "met", "12 weeks between"),
    (
        "bolton",
        case(REFER, earlier=(other(TODAY - 12 * WEEK + timedelta(days=1)),)),
        "not_met",
        "only 11 weeks apart",
    ),
    (
        "bolton",
        case(REFER, earlier=(wellcomm("red", on=TODAY - 30 * WEEK),)),
        "cannot_tell",
        "the earlier screen was with another tool",
    ),
    ("bolton", case(REFER, screen=None), "not_met", "no screening is on record"),
    (
        "bolton",
        case(REFER, concerns=frozenset({"stammering"})),
        "straight",
        "does not apply: this goes straight to referral",
    ),
    # East Sussex: a screen, then 12 weeks of intervention.
    ("east-sussex", REFER, "not_met", "nothing tried is on record"),
    ("east-sussex", case(REFER, tried=Tried(TODAY - 12 * WEEK)), "met", "tried for 12 weeks"),
    ("east-sussex", case(REFER, tried=Tried(TODAY - 11 * WEEK)), "not_met", "only 11 weeks"),
    (
        "east-sussex",
        case(REFER, tried=Tried(TODAY - 30 * WEEK, TODAY - 24 * WEEK)),
        "not_met",
        "only 6 weeks",
    ),
    ("east-sussex", case(REFER, tried=Tried()), "cannot_tell", "nobody wrote since when"),
    ("east-sussex", REFER, "not_met", "counted against 18 weeks"),
    # One school: Red, something tried, and again after three months.
    ("three-months", case(screen=wellcomm("red"), tried=Tried()), "met", "due on 23 February 2027"),
    ("three-months", case(screen=wellcomm("red")), "not_met", "nothing tried is on record"),
    # Shropshire, Telford & Wrekin: a screen and intervention; not seen within 12 months.
    ("shropshire", case(REFER, tried=Tried(), seen="no"), "met", "has not seen the child"),
    ("shropshire", case(REFER, tried=Tried()), "cannot_tell", "not known when the service last"),
    (
        "shropshire",
        case(REFER, tried=Tried(), seen="yes", seen_on=date(2025, 11, 25)),
        "not_met",
        "last seen on 25 November 2025",
    ),
    (
        "shropshire",
        case(REFER, tried=Tried(), seen="yes", seen_on=date(2025, 11, 24)),
        "met",
        "last seen on 24 November 2025",
    ),
]


@pytest.mark.parametrize(("rules", "child", "standing", "words"), CASES)
def test_what_the_rules_come_to(rules: str, child: Case, standing: str, words: str) -> None:
    judged = judge(RULES[rules], child)
    assert judged.standing == standing
    assert words in "\n".join(one.because for one in judged.said)


@pytest.mark.parametrize("concern", URGENT)
@pytest.mark.parametrize("rules", sorted(RULES))
def test_an_urgent_concern_never_waits(rules: str, concern: str) -> None:
    judged = judge(RULES[rules], case(concerns=frozenset({concern})))
    assert judged.standing == "straight"
    verdicts = {one.verdict for one in judged.said if one.part == "condition"}
    assert "not_met" not in verdicts


def test_the_print_quotes_area_source_and_day() -> None:
    judged = judge(RULES["bolton"], REFER)
    assert _quote(judged, "review-screen") == (
        "Local rule “A review screen no earlier than 12 weeks after the first” (Bolton, Bolton "
        "Start Well, Every child, checked 24 November 2026): not met: only one screen; the review "
        "is due from 16 February 2027."
    )
    assert [one.rule for one in judged.quoted] == [
        "decided",
        "review-screen",
    ], "a direct route that does not apply is not printed"


def _quote(judged: Judgement, rule: str) -> str:
    return next(one.quoted for one in judged.said if one.rule == rule)


def test_a_clock_names_the_day_to_look_again() -> None:
    text = _text("  - {id: again, rule: rescreen, says: Again, weeks: 13, source: own}")
    judged = judge(read_rules(text), case(screen=other(date(2026, 8, 25))))
    assert judged.said[-1].because == "due since 24 November 2026."


@pytest.mark.parametrize(
    ("hearing", "standing"), [("yes", "met"), ("no", "not_met"), ("not_known", "cannot_tell")]
)
def test_a_hearing_rule_never_rounds_up(hearing: str, standing: str) -> None:
    text = _text("  - {id: ears, rule: hearing_checked, says: Ears, source: own}")
    assert judge(read_rules(text), case(REFER, hearing=hearing)).standing == standing


HEAD = """format: 1
id: ours
version: "1"
title: Ours
area: Ours
sources: [{id: own, title: Own, checked: 2026-11-24, own: true}]
rules:
"""
DIRECT = "  - {id: d, rule: direct_route, says: D, concerns: [%s], source: own}\n"
DECIDED = "  - {id: r, rule: decided_at_review, says: R, source: own}\n"


def _text(*rules: str, concerns: tuple[str, ...] = URGENT) -> bytes:
    return (HEAD + DIRECT % ", ".join(concerns) + DECIDED + "\n".join(rules)).encode()


FAULTS = {
    "  - {id: x, rule: direct_rote, says: X, source: own}": "Did you mean “direct_route”?",
    "  - {id: x, rule: review_screen, says: X, source: own}": "weeks",
    "  - {id: x, rule: review_screen, says: X, weeks: 0, source: own}": "from 1 to 156",
    "  - {id: x, rule: review_screen, says: ' ', weeks: 9, source: own}": "in one sentence",
    "  - {id: x, rule: concern, says: X, concerns: [stamering], source: own}": "concerns among",
    "  - {id: d, rule: hearing_checked, says: X, source: own}": "a name of its own",
    "  - {id: x, rule: hearing_checked, says: X, source: lost}": "nothing of that name",
    "  - {id: x, rule: hearing_checked, says: X, source: own, when: 3}": "unknown field `when`",
    "  - {id: x, rule: bands, says: X, instruments: [], band: red, where: age_section, "
    "source: own}": "Name the instruments",
}


@pytest.mark.parametrize(("rule", "words"), FAULTS.items())
def test_a_faulty_rule_is_refused_with_its_place(rule: str, words: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_rules(_text(rule))
    assert words in "\n".join(map(str, refused.value.complaints))


def test_all_faults_are_heard_at_once() -> None:
    faulty = "\n".join(list(FAULTS)[2:5])
    with pytest.raises(DocumentRefused, match="reasons") as refused:
        read_rules(_text(faulty))
    assert len(refused.value.complaints) >= 3


@pytest.mark.parametrize("concern", URGENT)
def test_no_area_can_take_a_direct_route_away(concern: str) -> None:
    with pytest.raises(DocumentRefused, match="it never waits"):
        read_rules(_text(concerns=tuple(c for c in URGENT if c != concern)))


def test_a_document_is_named_by_its_bytes() -> None:
    one, two = read_rules(_text()), read_rules(_text() + b"# a word\n")
    assert one.hash != two.hash
    assert msgspec.structs.replace(two, hash=one.hash) == one


def test_every_shipped_rule_has_an_address_or_says_that_it_is_our_own() -> None:
    for rules in RULES.values():
        assert all(source.url or source.own for source in rules.sources)
        assert (
            rules.id in ("neutral", "wellcomm-publisher", "red-twice", "three-months") or rules.area
        )
    assert set(URGENT) < set(CONCERNS)


def test_neutral_is_there() -> None:
    assert isinstance(RULES["neutral"], LocalRules)
