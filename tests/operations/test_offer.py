"""From a class's results to five things to do, and why."""

from datetime import date

import pytest
from msgspec import structs

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.library import shipped
from elsec_app.instruments.strategies import (
    Basis,
    Strategy,
    StrategyLibrary,
    Tier,
    choose,
    load_strategies,
)
from elsec_app.operations import offer, pooled
from elsec_app.operations.people import ChildLine
from elsec_app.operations.pooled import Pool
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Context, Screening, Signature, StrandResult

STRANDS = ("listening", "talking", "sounds")


def library(each: int = 5) -> StrategyLibrary:
    """For each strand, *each* universal and as many targeted strategies, for all ages."""
    tiers: tuple[Tier, ...] = ("universal", "targeted")
    return StrategyLibrary(
        format=1,
        id="test",
        title="Test",
        language="en-GB",
        reviewed=date(2026, 9, 1),
        review_due=date(2027, 9, 1),
        from_months=0,
        to_months=100,
        sources=(Basis("b", "A page", "https://example.org", date(2026, 9, 1)),),
        strategies=tuple(
            Strategy(
                id=f"{strand}-{tier[0]}{n}",
                strand=strand,
                tier=tier,
                settings=("reception",),
                from_months=0,
                to_months=100,
                title=f"{strand} {n}",
                do="Do it.",
                example="So.",
                notice="It works.",
                basis="b",
            )
            for strand in STRANDS
            for tier in tiers
            for n in range(1, each + 1)
        ),
    )


def child(n: int) -> ChildLine:
    return ChildLine(f"c{n}", f"Name{n}", "Last", "", date(2022, 1, 1), "s")


def pool(strand: str, needing: int, known: int = 10) -> Pool:
    return Pool(strand, strand.capitalize(), (), tuple(map(child, range(needing))), known)


@pytest.mark.parametrize(
    ("needing", "plan"),
    [
        # children of ten who need more in each strand      what the five places go to
        ((5, 0, 0), {"listening": 5}),
        ((5, 5, 0), {"listening": 3, "talking": 2}),
        ((6, 3, 1), {"listening": 4, "talking": 1}),
        ((4, 4, 4), {"listening": 2, "talking": 2, "sounds": 1}),
        ((0, 0, 0), {"listening": 2, "talking": 2, "sounds": 1}),
    ],
)
def test_five_places_are_shared_by_need(needing: tuple[int, ...], plan: dict[str, int]) -> None:
    pools = [pool(strand, n) for strand, n in zip(STRANDS, needing, strict=True)]
    chosen = offer.for_class(library(), pools, 50)
    counted = {s: sum(c.strand == s.capitalize() for c in chosen) for s in STRANDS}
    assert {s: n for s, n in counted.items() if n} == plan
    assert len({c.id for c in chosen}) == len(chosen) == 5
    assert {c.tier for c in chosen} == {"universal"}


def test_a_short_shelf_gives_way_to_the_next_strand() -> None:
    chosen = offer.for_class(library(each=2), [pool("listening", 9), pool("talking", 1)], 50)
    assert [c.strand for c in chosen].count("Listening") == 2
    assert [c.strand for c in chosen].count("Talking") == 2


def test_a_need_that_the_library_knows_nothing_of_leaves_no_class_without_a_plan() -> None:
    chosen = offer.for_class(library(), [pool("sums", 9), pool("talking", 0)], 50)
    assert [(c.strand, c.why) for c in chosen] == [
        ("Talking", "Keeps talking strong for everyone.")
    ] * 5


def test_each_says_why_in_counts() -> None:
    chosen = offer.for_class(library(), [pool("talking", 3)], 50)
    assert chosen[0].why == "3 of 10 children need more in talking."
    calm = offer.for_class(library(), [pool("talking", 0)], 50)
    assert calm[0].why == "Keeps talking strong for everyone."


def test_nothing_is_offered_outside_the_ages() -> None:
    assert offer.for_class(library(), [pool("talking", 3)], 200) == ()


def signed(*strands: StrandResult, number: int = 1) -> Signed:
    body = Screening(
        cohort="c",
        instrument="i",
        title="I",
        version="1",
        status="pilot",
        section="s",
        age_months=50,
        tested_on=date(2026, 9, 21),
        entries=(),
        strands=strands,
        context=Context(),
        signed=Signature("u", "n", "practitioner", "2026-09-21T10:00:00+01:00"),
    )
    return Signed("x", child(number), "Acorns", "s", "h", "d", 0, body)


def strand(name: str, tone: str, judgement: str = "") -> StrandResult:
    label = {"track": "Secure", "refer": "Emerging", "quiet": ""}
    return StrandResult(
        strand=name,
        name=name.capitalize(),
        section="s",
        raw=None if tone == "quiet" else 1,
        possible=2,
        band=None if tone == "quiet" else tone,
        rule="",
        label=label[tone],
        tone=tone,
        attention=tone == "refer",
        judgement=judgement,
        judgement_label=label.get(judgement, ""),
        judgement_tone=judgement,
        judgement_attention=judgement == "refer",
    )


def test_a_child_is_offered_targeted_help_where_it_is_needed() -> None:
    one = signed(strand("talking", "refer"), strand("sounds", "track"))
    chosen = offer.for_child(library(), one)
    assert [(c.strand, c.tier, c.why) for c in chosen] == [
        ("Talking", "targeted", "Talking: “Emerging”")
    ] * 2


def test_a_family_is_given_three_tips_where_they_are_needed_most() -> None:
    kept = load_strategies()
    one = signed(strand("talking", "refer"), strand("attention", "track"))
    tips = offer.for_home(kept, one)
    assert len(tips) == 3
    assert {(tip.strand, tip.settings) for tip in tips} == {("talking", ("home",))}
    calm = signed(strand("talking", "track"), strand("attention", "track"))
    assert [tip.strand for tip in offer.for_home(kept, calm)] == ["talking", "attention", "talking"]
    two = signed(strand("talking", "refer"), strand("attention", "refer"))
    assert [tip.strand for tip in offer.for_home(kept, two)] == ["talking", "attention", "talking"]


def test_the_judgement_counts_before_the_band() -> None:
    found = pooled.pools([signed(strand("talking", "track", "refer"))])[0]
    assert (found.counts, len(found.needing), found.share) == ((("refer", "Emerging", 1),), 1, 1.0)


def test_a_band_that_could_not_be_computed_is_nobodys_share() -> None:
    unknown, known = strand("talking", "quiet"), strand("talking", "refer")
    found = pooled.pools([signed(unknown), signed(known, number=2)])[0]
    assert (found.known, found.share) == (1, 1.0)
    assert found.counts == (("refer", "Emerging", 1), ("quiet", "", 1))


@pytest.mark.parametrize("pack", shipped(), ids=lambda pack: pack.id)
def test_every_shipped_screen_leads_to_strategies(pack: Instrument) -> None:
    """In each section that the library is for, and for each of its strands."""
    kept = load_strategies()
    ages = range(24, 96)
    for section in pack.sections:
        months = [m for m in ages if section.from_months <= m < section.to_months]
        for part in pack.strands if months else ():
            for area in part.areas or (part.id,):
                assert choose(kept, area, months[0], "universal"), (section.id, area)


def test_strands_of_one_area_share_its_shelf() -> None:
    """Words and sentences are both understanding: nothing is advised twice."""
    areas = {"words": ("talking",), "sentences": ("talking",)}
    found = [
        structs.replace(strand(name, "refer"), areas=own, attention=True)
        for name, own in areas.items()
    ]
    chosen = offer.for_child(library(), signed(*found))
    assert [one.id for one in chosen] == ["talking-t1", "talking-t2", "talking-t3", "talking-t4"]
    pooled_by = [structs.replace(pool(name, 4), areas=own) for name, own in areas.items()]
    assert [one.id for one in offer.for_class(library(), pooled_by, 50)] == [
        f"talking-u{n}" for n in range(1, 6)
    ]


def test_a_strand_of_several_areas_takes_from_each_in_turn() -> None:
    found = structs.replace(strand("spoken", "refer"), areas=("listening", "talking"))
    chosen = offer.for_child(library(), signed(structs.replace(found, attention=True)))
    assert [one.id for one in chosen] == ["listening-t1", "talking-t1"]
