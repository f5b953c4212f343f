"""One strand of one section: what is asked next, what is credited, where it stops and why."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.answers import NO_RESPONSE, Value, full_points, points
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Choice, FreeNote, Item
from elsec_app.instruments.rules import Basal, Stop, StopRule

_R = TypeVar("_R", Basal, StopRule)


class Walk(msgspec.Struct, frozen=True):
    """Where a strand stands. Items before ``floor`` are credited; from ``end`` on, not asked.

    ``next`` is the item to ask now, or None; ``because`` says in words why the strand stopped.
    """

    items: tuple[Item, ...]
    floor: int
    end: int
    next: Item | None
    because: str = ""


def walk(
    instrument: Instrument,
    section: str,
    strand: str,
    standing: Mapping[str, Value],
    overridden: frozenset[str] = frozenset(),
) -> Walk:
    """Follow the pack's start, basal and stop rules; a strand in *overridden* never stops."""
    items = instrument.items_in(section, strand)
    if not (instrument.stops or instrument.section(section).starts):
        return Walk(items, 0, len(items), next((i for i in items if i.id not in standing), None))
    start = _start(instrument, section, strand, items)
    basal = rule_for(instrument.basals, strand)
    floor, ask = _floor(items, standing, start, basal.passes if basal else 0)
    stop = None if strand in overridden else rule_for(instrument.stops, strand)
    end = _end(items, standing, floor, stop) if stop else len(items)
    if ask is None:
        ask = next((i for i in range(floor, end) if items[i].id not in standing), None)
    stopped = end < len(items) and stop is not None
    return Walk(
        items,
        floor,
        end,
        None if ask is None or ask >= end else items[ask],
        _why(stop, len(items) - end) if stopped and stop else "",
    )


def follow(
    instrument: Instrument,
    sections: Sequence[str],
    standing: Mapping[str, Value],
    overridden: frozenset[str] = frozenset(),
) -> dict[tuple[str, str], Walk]:
    """Every strand of some sections, by section and strand, in the order they are asked."""
    return {
        (section, strand.id): walk(instrument, section, strand.id, standing, overridden)
        for section in sections
        for strand in instrument.strands
        if instrument.items_in(section, strand.id)
    }


def rule_for(rules: Sequence[_R], strand: str) -> _R | None:
    """The rule that holds for a strand: the first that names it, or names none."""
    return next((rule for rule in rules if not rule.strands or strand in rule.strands), None)


def _start(instrument: Instrument, section: str, strand: str, items: Sequence[Item]) -> int:
    for start in instrument.section(section).starts:
        if start.strand == strand:
            return next(i for i, item in enumerate(items) if item.id == start.item)
    return 0


def _floor(
    items: Sequence[Item], standing: Mapping[str, Value], start: int, passes: int
) -> tuple[int, int | None]:
    """The index below which items are credited, and the item to ask to settle it (or None)."""
    if start == 0 or passes == 0:
        return start, None
    tried = [_full(item, standing) for item in items[start : start + passes]]
    if False not in tried:
        return start, start + tried.index(None) if None in tried else None
    for base in range(start - 1, -1, -1):
        if items[base].id not in standing:
            return base, base
        if all(_full(item, standing) for item in items[base : base + passes]):
            return base, None
    return 0, None


def _full(item: Item, standing: Mapping[str, Value]) -> bool | None:
    if item.id not in standing:
        return None
    return points(item, standing[item.id]) == full_points(item)


def _end(items: Sequence[Item], standing: Mapping[str, Value], floor: int, stop: StopRule) -> int:
    """The index after the item that fires the stop rule, or the number of items."""
    window = stop.not_yet if isinstance(stop, Stop) else stop.window
    missed = _missed(standing, stop.no_response_counts)
    recent: list[bool] = []
    for index in range(floor, len(items)):
        if isinstance(items[index], FreeNote | Choice):
            continue
        recent = [*recent, missed(items[index])][-window:]
        if sum(recent) >= stop.not_yet:
            return index + 1
    return len(items)


def _missed(standing: Mapping[str, Value], no_response_counts: bool) -> Callable[[Item], bool]:
    def missed(item: Item) -> bool:
        value = standing.get(item.id)
        if value == NO_RESPONSE:
            return no_response_counts
        return value is not None and points(item, value) == 0

    return missed


def _why(stop: StopRule, left: int) -> str:
    if isinstance(stop, Stop):
        fired = _("Stopped after {count} in a row not yet seen.").format(count=stop.not_yet)
    else:
        fired = _("Stopped after {count} of {window} not yet seen.").format(
            count=stop.not_yet, window=stop.window
        )
    counted = ngettext(
        "The {left} item after it was not asked and counts as not seen.",
        "The {left} items after it were not asked and count as not seen.",
        left,
    ).format(left=left)
    return f"{fired} {counted}"
