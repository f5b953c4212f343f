"""The strategy library: whole, sourced, and with something for every child."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.proof_strategies import spoken
from elsec_app.instruments.reading_age import reading_age
from elsec_app.instruments.strategies import StrategyLibrary, choose, load_strategies
from elsec_app.resources import resources

from .shelf import Pack, shipped_pack

SHIPPED = resources() / "strategies" / "universal-offer.yaml"


@pytest.fixture(scope="module")
def library() -> StrategyLibrary:
    return load_strategies()


def test_there_are_enough_and_each_strand_has_some(library: StrategyLibrary) -> None:
    strands = [strand.id for strand in shipped_pack("observation-screen").strands]
    assert len(library.strategies) >= 120
    assert {strategy.strand for strategy in library.strategies} == set(strands)


@pytest.mark.parametrize("months", [24, 35, 36, 47, 48, 59, 60, 71, 72, 95])
def test_every_age_and_strand_has_something_for_all(library: StrategyLibrary, months: int) -> None:
    for strand in shipped_pack("observation-screen").strands:
        assert len(choose(library, strand.id, months, "universal")) >= 3, strand.id


@pytest.mark.parametrize("months", [24, 35, 36, 47, 48, 59, 60, 71, 72, 95])
def test_every_age_and_strand_has_targeted_support_and_a_tip_for_home(
    library: StrategyLibrary, months: int
) -> None:
    for strand in shipped_pack("observation-screen").strands:
        assert choose(library, strand.id, months, "targeted"), strand.id
        assert len(choose(library, strand.id, months, "universal", "home")) >= 2, strand.id


def test_what_is_for_home_is_not_for_a_class(library: StrategyLibrary) -> None:
    here = {s.id for s in choose(library, "talking", 40)}
    home = {s.id for s in choose(library, "talking", 40, setting="home")}
    assert "talking-home-add-a-word" in home
    assert not here & home


def test_families_can_read_it(library: StrategyLibrary) -> None:
    """The NHS aims for a reading age of 9 to 11: no strategy for home is above it."""
    home = [s for s in library.strategies if s.settings == ("home",)]
    assert len(home) >= 25
    assert max(reading_age(spoken(s)) for s in home) < 9


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("", 5, 5),
        ("The cat sat. The dog ran.", 5, 5.5),
        ("Wait. Then say it back to your child with one more word.", 5, 8),
        ("Practitioners should facilitate opportunities for reciprocal communication.", 20, 40),
    ],
)
def test_long_words_and_sentences_are_for_older_readers(text: str, low: float, high: float) -> None:
    assert low <= reading_age(text) <= high


def test_choosing_by_setting_and_age(library: StrategyLibrary) -> None:
    small = choose(library, "attention", 30, "universal", "nursery")
    large = choose(library, "attention", 90, "universal", "ks1")
    assert "attention-ready-steady" in {strategy.id for strategy in small}
    assert "attention-ready-steady" not in {strategy.id for strategy in large}
    assert "attention-short-bursts" in {strategy.id for strategy in large}
    assert all("ks1" in strategy.settings for strategy in large)


def test_ages_are_inclusive_below_and_exclusive_above(library: StrategyLibrary) -> None:
    chosen = {m: {s.id for s in choose(library, "talking", m)} for m in (23, 24, 59, 60)}
    assert "talking-say-one-more" not in chosen[23]
    assert "talking-say-one-more" in chosen[24] & chosen[59]
    assert "talking-say-one-more" not in chosen[60]


def test_each_follows_a_source_with_an_address_and_a_date(library: StrategyLibrary) -> None:
    used = {library.basis(strategy).id for strategy in library.strategies}
    assert used == {source.id for source in library.sources}
    assert library.strategy("social-buddy").title == "A kind partner"
    with pytest.raises(KeyError):
        library.strategy("nothing")


LONG = "Facilitate reciprocal communicative opportunities continuously, demonstrating sensitivity."


def without(strand: str, tier: str) -> Callable[[Pack], object]:
    def change(pack: Pack) -> None:
        pack["strategies"] = [
            s for s in pack["strategies"] if (s["strand"], s["tier"]) != (strand, tier)
        ]

    return change


BROKEN: list[tuple[Callable[[Pack], object], str]] = [
    (lambda p: p["strategies"][1].update(id=p["strategies"][0]["id"]), "an id of its own"),
    (lambda p: p["strategies"][0].update(basis="x"), "attention-name-first: Name a basis"),
    (lambda p: p["strategies"][0].update(to_months=24), "from_months be less than"),
    (lambda p: p["strategies"][0].update(settings=[]), "at least one kind of setting"),
    (lambda p: p["strategies"][0].update(do=" "), "Write its title, what to do"),
    (lambda p: p["strategies"][0].update(example=""), "Write its title, what to do, an example"),
    (lambda p: p["strategies"][1].update(do=p["strategies"][0]["do"].upper()), "Say it once"),
    (lambda p: p["strategies"][0]["settings"].append("home"), "a strategy of its own for home"),
    (lambda p: p["strategies"][0].update(do=LONG), "attention-name-first: Use shorter words"),
    (lambda p: p.update(to_months=97), "Add a strategy (home) for the age of 96 months"),
    (without("social", "targeted"), "social: Add a strategy (targeted) for the age of 24 months"),
    (lambda p: p["strategies"][0].update(tier="high"), "Invalid enum value 'high'"),
    (lambda p: p["sources"][0].update(url="wiltshire"), "wiltshire: Give the source's web"),
    (lambda p: p.update(review_due=p["reviewed"].replace()), "review_due: Set the next review"),
    (lambda p: p.update(colour="blue"), "unknown field `colour`"),
]


@pytest.mark.parametrize(("change", "complaint"), BROKEN, ids=[said for _c, said in BROKEN])
def test_a_broken_library_is_refused(
    change: Callable[[Pack], object], complaint: str, tmp_path: Path
) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = yaml.load(SHIPPED.read_text("utf-8"), loader)  # noqa: S506
    change(content)
    file = tmp_path / "ours.yaml"
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    with pytest.raises(PackRefused) as refused:
        load_strategies(file)
    assert any(complaint in str(fault) for fault in refused.value.complaints)


def test_a_missing_library_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="Add this file"):
        load_strategies(tmp_path / "none.yaml")
