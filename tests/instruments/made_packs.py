"""Packs made up by hypothesis: any mix of items and rules that the proof would let pass."""

from typing import Any

import msgspec
from hypothesis import strategies as st

from elsec_app.instruments.answers import NO_RESPONSE, Value, choices, full_points, points
from elsec_app.instruments.definition import Band, Instrument, Outcome, Section, Start
from elsec_app.instruments.items import Count, Item, Observed, Pointing, Rating, SoundChecklist
from elsec_app.instruments.limits import raw_limits
from elsec_app.instruments.proof import rule_complaints
from elsec_app.instruments.proof_names import name_complaints
from elsec_app.instruments.rules import (
    Basal,
    MissingRule,
    NoneMissing,
    OverallRule,
    Prorate,
    Range,
    SameEitherWay,
    Scale,
    Score,
    Stop,
    StopOutOf,
    StopRule,
)
from tests.small_pack import small_pack

STRANDS = ("understanding", "talking")  # those of the small pack
SECTION = "s"
MISSING: st.SearchStrategy[MissingRule] = st.one_of(
    st.just(NoneMissing()),
    st.just(SameEitherWay()),
    st.builds(Prorate, allow=st.integers(1, 3), source=st.just("own")),
)
BANDS = tuple(
    Band(id=name, label=name, meaning=name, recommendation=name, attention=name != "strong")
    for name in ("strong", "middle", "weak")
)


@st.composite
def _item(draw: st.DrawFn, name: str, strand: str) -> Item:
    shared: Any = {
        "id": name, "strand": strand, "sections": (SECTION,), "source": "own", "prompt": name,
    }  # fmt: skip
    kind = draw(st.sampled_from(("observed", "observed", "rating", "pointing", "sounds", "count")))
    if kind == "rating":
        return Rating(**shared)
    if kind == "pointing":
        return Pointing(**shared, pictures=("a.svg", "b.svg", "c.svg"), target="b.svg")
    if kind == "sounds":
        return SoundChecklist(**shared, sounds=("p", "t", "k")[: draw(st.integers(1, 3))])
    if kind == "count":
        return Count(**shared, least=0, most=draw(st.integers(1, 6)))
    return Observed(**shared)


@st.composite
def _stop(draw: st.DrawFn, most: int) -> StopRule:
    counts = draw(st.booleans())
    window = draw(st.integers(1, most))
    if draw(st.booleans()):
        return Stop(not_yet=window, no_response_counts=counts, source="own")
    least = draw(st.integers(1, window))
    return StopOutOf(not_yet=least, window=window, no_response_counts=counts, source="own")


@st.composite
def packs(draw: st.DrawFn) -> Instrument:
    """An instrument of one section and two strands, which the proof of rules accepts."""
    items: list[Item] = []
    for strand in STRANDS:
        for place in range(draw(st.integers(2, 7))):
            items.append(draw(_item(f"{strand[0]}{place}", strand)))  # noqa: PERF401 (drawn in order)
    shortest = min(sum(item.strand == strand for item in items) for strand in STRANDS)
    stops = (draw(_stop(shortest - 1)),) if draw(st.booleans()) else ()
    starts: tuple[Start, ...] = ()
    basals: tuple[Basal, ...] = ()
    if draw(st.booleans()):
        late = draw(st.integers(1, shortest - 1))
        starts = tuple(
            Start(strand, [item for item in items if item.strand == strand][late].id)
            for strand in STRANDS
        )
        basals = (Basal(passes=draw(st.integers(1, 2)), source="own"),)
    scores = tuple(
        Score(strand=strand, rule=draw(st.sampled_from(("sum", "count"))), missing=draw(MISSING))
        for strand in STRANDS
    )
    section = Section(id=SECTION, name=SECTION, from_months=36, to_months=72, starts=starts)
    rough = msgspec.structs.replace(
        small_pack(), sections=(section,), items=tuple(items), stops=stops, basals=basals,
        scores=scores, bands=BANDS, cautions=(), rescreen=(),
        outcomes=(_outcome("fine"), _outcome("look")),
        overall=(OverallRule(outcome="look", band="weak", at_least=1, source="own"),
                 OverallRule(outcome="fine")),
    )  # fmt: skip
    return msgspec.structs.replace(
        rough, scales=tuple(draw(_scale(rough, score)) for score in scores)
    )


def _outcome(name: str) -> Outcome:
    shared = {"label": name, "meaning": name, "recommendation": name}
    return Outcome(id=name, attention=name == "look", tier="universal", **shared)


@st.composite
def _scale(draw: st.DrawFn, pack: Instrument, score: Score) -> Scale:
    """Three bands that cover what a child can get."""
    least, most = raw_limits(pack, SECTION, score)
    low = draw(st.integers(least, most - 1)) if most - least > 1 else least
    middle = draw(st.integers(low, most - 1))
    ranges = [
        Range(band="weak", from_=least, to=low),
        Range(band="strong", from_=middle + 1, to=most),
    ]
    if middle > low:
        ranges.insert(1, Range(band="middle", from_=low + 1, to=middle))
    return Scale(id=score.strand, strands=(score.strand,), source="own", ranges=tuple(ranges))


def sound(pack: Instrument) -> bool:
    """Whether the proof has nothing against its names and rules but a band that no scale gives, a
    rule that this mix of items does not let act, or an allowance of more items than there are."""
    faults = [*name_complaints(pack), *rule_complaints(pack)]
    return all(
        fault.key.startswith(("bands.", "stops", "basals", "scores.", "items.")) for fault in faults
    )


def values(item: Item) -> tuple[Value, ...]:
    """Every answer that an item takes, the least worth first; no response last."""
    if isinstance(item, Count):
        return (*range(item.least, item.most + 1), NO_RESPONSE)
    if isinstance(item, SoundChecklist):
        return (*(item.sounds[:n] for n in range(len(item.sounds) + 1)), NO_RESPONSE)
    return (*sorted((c for c in choices(item) if c != NO_RESPONSE), key=lambda c: _worth(item, c)),
            NO_RESPONSE)  # fmt: skip


def _worth(item: Item, value: Value) -> int:
    worth = points(item, value)
    assert worth is not None
    assert worth <= full_points(item)
    return worth
