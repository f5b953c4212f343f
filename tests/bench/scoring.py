"""100,000 answer sets scored, against the same sums in a plain loop written for this one screen.

The engine also follows start and stop rules, weighs missing answers, and says in words which rule
gave each band: that is what the difference buys.
"""

import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from elsec_app.instruments.answers import Answer
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.library import load, pack_folders
from elsec_app.instruments.scoring import score
from tests.bench.frame import Row, compare, interleaved

WHAT = "score 100,000 answer sets ({rate:,} a second), against bare sums"
REACH = 25.0
SETS, ROUNDS = 100_000, 20
SECTION, BORN, ON = "s48", date(2020, 9, 1), date(2025, 1, 10)
MARKS = ("pass", "pass", "pass", "not_yet", "no_response")


def rows() -> list[Row]:
    folder = next(f for f in pack_folders() if f.parent.name == "observation-screen")
    pack = load(folder)
    each = SETS // ROUNDS
    sides = {"ours": _ours(pack, each), "by hand": _by_hand(pack, each)}
    taken = interleaved(sides, ROUNDS)  # seconds; all rounds together are the 100,000 sets
    ours, by_hand = (sum(taken[side]) for side in ("ours", "by hand"))
    return [compare(WHAT.format(rate=round(SETS / ours)), "s", ours, by_hand, REACH)]


def sets(pack: Instrument, count: int) -> list[list[Answer]]:
    """Answers of *count* children, some missing, the same in every run."""
    chance, at = random.Random(5), datetime(2025, 1, 10, tzinfo=UTC)
    items = [item.id for item in pack.items_in(SECTION)]
    return [[Answer(item, chance.choice(MARKS), at) for item in items] for _child in range(count)]


def _ours(pack: Instrument, count: int) -> Callable[[], float]:
    children = sets(pack, count)

    def measure() -> float:
        began = time.perf_counter()
        for answers in children:
            score(pack, BORN, ON, answers)
        return time.perf_counter() - began

    return measure


def _by_hand(pack: Instrument, count: int) -> Callable[[], float]:
    """Sums, bands and outcome alone: no words, no stop rules, no cautions, no other screen."""
    children = sets(pack, count)
    strand_of = {item.id: item.strand for item in pack.items_in(SECTION)}
    most = {strand.id: len(pack.items_in(SECTION, strand.id)) for strand in pack.strands}

    def measure() -> float:
        began = time.perf_counter()
        for answers in children:
            by_hand(answers, strand_of, most)
        return time.perf_counter() - began

    return measure


def by_hand(
    answers: list[Answer], strand_of: dict[str, str], most: dict[str, int]
) -> tuple[dict[str, int | None], str | None]:
    """The bands (0 the strongest) and the outcome of the Observation Screen."""
    seen, missing = dict.fromkeys(most, 0), dict.fromkeys(most, 0)
    for answer in answers:
        strand = strand_of[answer.item]
        if answer.value == "pass":
            seen[strand] += 1
        elif answer.value == "no_response":
            missing[strand] += 1
    bands: dict[str, int | None] = {}
    for strand, full in most.items():
        least = _band(seen[strand], full)
        bands[strand] = least if least == _band(seen[strand] + missing[strand], full) else None
    worst = _outcome([2 if band is None else band for band in bands.values()])
    best = _outcome([0 if band is None else band for band in bands.values()])
    return bands, best if worst == best else None


def _band(seen: int, full: int) -> int:
    if seen >= full - 1:
        return 0
    return 1 if seen > 1 else 2


def _outcome(bands: list[int]) -> str:
    if 2 in bands:
        return "discuss"
    some = bands.count(1)
    return "group" if some > 1 else "strategies" if some else "on-track"
