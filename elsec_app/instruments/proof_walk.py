"""Start, basal and stop rules can act, and no item is out of reach: found by walking the pack."""

from collections.abc import Callable, Iterator, Sequence

from elsec_app.i18n import _
from elsec_app.instruments.answers import Value, full_value, no_points
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument, Section
from elsec_app.instruments.files import MAIN
from elsec_app.instruments.items import Item
from elsec_app.instruments.rules import Basal, Stop, StopRule
from elsec_app.instruments.walk import rule_for, walk

Policy = Callable[[Item], Value]


def walk_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Rules that never act, and items that are never asked."""
    for place, stop in enumerate(instrument.stops, 1):
        window = stop.not_yet if isinstance(stop, Stop) else stop.window
        if not 1 <= stop.not_yet <= window:
            change = _("Let not_yet be at least 1 and no more than the window.")
            yield Complaint(MAIN, f"stops.{place}", change)
        else:
            yield from _stop(instrument, f"stops.{place}", stop)
    for place, basal in enumerate(instrument.basals, 1):
        yield from _basal(instrument, f"basals.{place}", basal)
    for section in instrument.sections:
        yield from _starts(instrument, section)


def _strands(instrument: Instrument, rule: Basal | StopRule) -> tuple[str, ...]:
    return rule.strands or tuple(strand.id for strand in instrument.strands)


def _stop(instrument: Instrument, key: str, stop: StopRule) -> Iterator[Complaint]:
    for strand in _strands(instrument, stop):
        if rule_for(instrument.stops, strand) is not stop:
            yield _earlier(key, strand)
        elif not any(_stopped(instrument, part.id, strand) for part in instrument.sections):
            change = _("Make it shorter, or leave {strand} out; it can stop nothing there.")
            yield Complaint(MAIN, key, change.format(strand=strand))


def _stopped(instrument: Instrument, section: str, strand: str) -> bool:
    """Whether a child who is given no points at all is spared an item."""
    items = instrument.items_in(section, strand)
    way = walk(instrument, section, strand, {item.id: no_points(item) for item in items})
    return way.end < len(items)


def _basal(instrument: Instrument, key: str, basal: Basal) -> Iterator[Complaint]:
    if basal.passes < 1:
        yield Complaint(MAIN, key, _("Let passes be at least 1."))
    for strand in _strands(instrument, basal):
        if rule_for(instrument.basals, strand) is not basal:
            yield _earlier(key, strand)
        elif not any(_starts_late(instrument, part, strand) for part in instrument.sections):
            change = _("Give {strand} a start point after its first item, or leave it out.")
            yield Complaint(MAIN, key, change.format(strand=strand))


def _earlier(key: str, strand: str) -> Complaint:
    change = _("Leave {strand} out; an earlier rule of this kind holds there.")
    return Complaint(MAIN, key, change.format(strand=strand))


def _starts(instrument: Instrument, section: Section) -> Iterator[Complaint]:
    key = f"sections.{section.id}.starts"
    strands = [start.strand for start in section.starts]
    for strand in sorted(set(strands)):
        if strands.count(strand) > 1:
            change = _("Give {strand} one start point.").format(strand=strand)
            yield Complaint(MAIN, key, change)
        basal = rule_for(instrument.basals, strand)
        if basal is None and _starts_late(instrument, section, strand):
            change = _("Add a basal rule for {strand}; what lies before the start is never asked.")
            yield Complaint(MAIN, key, change.format(strand=strand))
        else:
            yield from _unasked(instrument, section, strand)


def _starts_late(instrument: Instrument, section: Section, strand: str) -> bool:
    items = instrument.items_in(section.id, strand)
    return any(
        start.strand == strand and items and items[0].id != start.item for start in section.starts
    )


def _unasked(instrument: Instrument, section: Section, strand: str) -> Iterator[Complaint]:
    """Items asked neither of a child who passes everything nor of one who passes nothing."""
    asked = {
        item.id
        for policy in (full_value, no_points)
        for item in _asked(instrument, section.id, strand, policy)
    }
    for item in instrument.items_in(section.id, strand):
        if item.id not in asked:
            change = _("Change the start or stop rules; in {section} it is never asked.")
            yield Complaint(MAIN, f"items.{item.id}", change.format(section=section.id))


def _asked(instrument: Instrument, section: str, strand: str, policy: Policy) -> Sequence[Item]:
    standing: dict[str, Value] = {}
    asked = []
    while (item := walk(instrument, section, strand, standing).next) is not None:
        standing[item.id] = policy(item)
        asked.append(item)
    return asked
