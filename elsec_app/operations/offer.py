"""The universal offer: what helps this class, drawn from its pooled results, and why."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from elsec_app.i18n import _
from elsec_app.instruments.strategies import (
    HOME,
    Setting,
    Strategy,
    StrategyLibrary,
    Tier,
    choose,
)
from elsec_app.operations.pooled import Pool, wants_attention
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Chosen

CLASS_PLAN = 5  # things for a class: few enough to do
FOR_A_CHILD = 2  # things for a child and strand
AT_HOME = 3  # tips for a family


def for_class(library: StrategyLibrary, pools: Sequence[Pool], months: int) -> tuple[Chosen, ...]:
    """At most five things for a class of about *months* of age, most where the need is greatest.

    Strands share the places by their part of children who want attention (highest averages, as
    seats are shared by votes); where no strand wants attention, each gets one in turn.
    """
    shelves = _shelves(library, pools, months)
    found = []
    for pool in _in_turn(pools, shelves):
        one = shelves[pool.strand][0]
        found.append(_chosen(library, pool.name, one, _why(pool)))
        for shelf in shelves.values():  # strands of one area share it
            if one in shelf:
                shelf.remove(one)
    return tuple(found)


def instead(library: StrategyLibrary, pools: Sequence[Pool], months: int) -> tuple[Chosen, ...]:
    """All that could stand in a class's plan, strand by strand, each for the reason of its own."""
    shelves = _shelves(library, pools, months)
    return tuple(
        _chosen(library, pool.name, one, _why(pool))
        for pool in pools
        for one in shelves[pool.strand]
    )


def _shelves(
    library: StrategyLibrary, pools: Sequence[Pool], months: int
) -> dict[str, list[Strategy]]:
    return {
        pool.strand: _shelf(library, pool.areas or (pool.strand,), months, "universal")
        for pool in pools
    }


def for_child(library: StrategyLibrary, signed: Signed) -> tuple[Chosen, ...]:
    """For each strand that wants attention: targeted strategies first, then universal ones."""
    found: list[Chosen] = []
    for strand in signed.body.strands:
        if strand.section != signed.body.section or not wants_attention(strand):
            continue
        label = strand.judgement_label or strand.label
        why = _("{strand}: “{band}”").format(strand=strand.name, band=label)
        areas, months = strand.areas or (strand.strand,), signed.body.age_months
        given = {one.id for one in found}
        shelf = [
            one
            for tier in ("targeted", "universal")
            for one in _shelf(library, areas, months, tier)
            if one.id not in given
        ]
        found += [_chosen(library, strand.name, one, why) for one in shelf[:FOR_A_CHILD]]
    return tuple(found)


def for_home(library: StrategyLibrary, signed: Signed) -> tuple[Strategy, ...]:
    """At most three tips for a family, from each strand that wants attention in turn; where none
    does, from all strands."""
    mine = [part for part in signed.body.strands if part.section == signed.body.section]
    wanting = [part for part in mine if wants_attention(part)] or mine
    areas = dict.fromkeys(area for part in wanting for area in part.areas or (part.strand,))
    shelf = _shelf(library, tuple(areas), signed.body.age_months, "universal", HOME)
    return tuple(shelf[:AT_HOME])


def _shelf(
    library: StrategyLibrary,
    areas: Sequence[str],
    months: int,
    tier: Tier,
    setting: Setting | None = None,
) -> list[Strategy]:
    """What the library has for some areas, one of each in turn."""
    each = [choose(library, area, months, tier, setting) for area in areas]
    return [one for row in zip_longest(*each) for one in row if one is not None]


def _in_turn(pools: Sequence[Pool], shelves: dict[str, list[Strategy]]) -> Iterator[Pool]:
    """Whose turn it is, five times at most, while its shelf lasts."""
    weights = {pool.strand: pool.share for pool in pools if shelves[pool.strand]}
    if not any(weights.values()):
        weights = dict.fromkeys(weights, 1.0)
    given = dict.fromkeys(weights, 0)
    for _place in range(CLASS_PLAN):
        left = [p for p in pools if shelves[p.strand] and weights[p.strand]]
        if not left:
            return
        turn = max(left, key=lambda pool: weights[pool.strand] / (given[pool.strand] + 1))
        given[turn.strand] += 1
        yield turn


def _why(pool: Pool) -> str:
    if not pool.needing:
        return _("Keeps {strand} strong for everyone.").format(strand=pool.name.lower())
    return _("{n} of {all} children need more in {strand}.").format(
        n=len(pool.needing), all=pool.known, strand=pool.name.lower()
    )


def _chosen(library: StrategyLibrary, strand: str, strategy: Strategy, why: str) -> Chosen:
    return Chosen(
        id=strategy.id,
        title=strategy.title,
        what=strategy.do,
        example=strategy.example,
        why=why,
        source=library.basis(strategy).title,
        strand=strand,
        tier=strategy.tier,
        reviewed=library.reviewed,
    )
