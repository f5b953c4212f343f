"""The strategy library: whole, sourced, and with something for every child."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.strategies import StrategyLibrary, choose, load_strategies
from elsec_app.resources import resources

from .shelf import Pack, shipped_pack

SHIPPED = resources() / "strategies" / "universal-offer.yaml"


@pytest.fixture(scope="module")
def library() -> StrategyLibrary:
    return load_strategies()


def test_there_are_enough_and_each_strand_has_some(library: StrategyLibrary) -> None:
    strands = [strand.id for strand in shipped_pack("observation-screen").strands]
    assert len(library.strategies) >= 40
    assert {strategy.strand for strategy in library.strategies} == set(strands)


@pytest.mark.parametrize("months", [24, 35, 36, 47, 48, 59, 60, 71, 72, 95])
def test_every_age_and_strand_has_something_for_all(library: StrategyLibrary, months: int) -> None:
    for strand in shipped_pack("observation-screen").strands:
        assert len(choose(library, strand.id, months, "universal")) >= 3, strand.id


@pytest.mark.parametrize("months", [48, 59, 60, 71, 72, 95])
def test_every_strand_has_targeted_support_from_four(library: StrategyLibrary, months: int) -> None:
    """Under four, targeted support is planned with the therapist."""
    for strand in shipped_pack("observation-screen").strands:
        assert choose(library, strand.id, months, "targeted"), strand.id


def test_choosing_by_setting_and_age(library: StrategyLibrary) -> None:
    early = choose(library, "attention", 30, "universal", "early_years")
    primary = choose(library, "attention", 90, "universal", "primary")
    assert "attention-ready-steady" in {strategy.id for strategy in early}
    assert "attention-ready-steady" not in {strategy.id for strategy in primary}
    assert "attention-short-bursts" in {strategy.id for strategy in primary}
    assert all("primary" in strategy.settings for strategy in primary)


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


BROKEN: list[tuple[Callable[[Pack], object], str]] = [
    (lambda p: p["strategies"][1].update(id=p["strategies"][0]["id"]), "an id of its own"),
    (lambda p: p["strategies"][0].update(basis="x"), "attention-name-first: Name a basis"),
    (lambda p: p["strategies"][0].update(to_months=24), "from_months be less than"),
    (lambda p: p["strategies"][0].update(settings=[]), "at least one kind of setting"),
    (lambda p: p["strategies"][0].update(do=" "), "Write its title, what to do"),
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
