"""Everything can happen: items are asked, stop rules fire, outcomes and bands are given."""

from collections.abc import Iterator
from itertools import combinations_with_replacement

from elsec_app.i18n import _
from elsec_app.instruments.answers import full_points
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument, Section
from elsec_app.instruments.files import MAIN as FILE
from elsec_app.instruments.overall import rule_for
from elsec_app.instruments.rules import Stop, StopRule


def reach_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Items that are never asked, rules that never act, results that are never given."""
    yield from _items(instrument)
    for place, stop in enumerate(instrument.stops, 1):
        yield from _stop(instrument, f"stops.{place}", stop)
    yield from _basals(instrument)
    yield from _outcomes(instrument)
    yield from _bands(instrument)
    yield from _rescreen(instrument)


def _items(instrument: Instrument) -> Iterator[Complaint]:
    for item in instrument.items:
        if not item.sections:
            yield Complaint(
                FILE, f"items.{item.id}", _("Name the sections it is asked in; it is never asked.")
            )
    scored = {score.strand for score in instrument.scores}
    for strand in instrument.strands:
        items = [item for item in instrument.items if item.strand == strand.id]
        if not items:
            yield Complaint(FILE, f"strands.{strand.id}", _("Give this strand items."))
        if strand.id not in scored and any(full_points(item) for item in items):
            yield Complaint(FILE, f"scores.{strand.id}", _("Say how this strand is scored."))
    for section in instrument.sections:
        if not instrument.items_in(section.id):
            yield Complaint(FILE, f"sections.{section.id}", _("Give this section items."))


def _stop(instrument: Instrument, key: str, stop: StopRule) -> Iterator[Complaint]:
    window = stop.not_yet if isinstance(stop, Stop) else stop.window
    if not 1 <= stop.not_yet <= window:
        yield Complaint(FILE, key, _("Let not_yet be at least 1 and no more than the window."))
    for strand in stop.strands or tuple(strand.id for strand in instrument.strands):
        longest = max(len(instrument.items_in(s.id, strand)) for s in instrument.sections)
        if window >= longest:
            yield Complaint(
                FILE,
                key,
                _("Make it shorter, or leave {strand} out; it can stop nothing there.").format(
                    strand=strand
                ),
            )


def _basals(instrument: Instrument) -> Iterator[Complaint]:
    for place, basal in enumerate(instrument.basals, 1):
        for strand in basal.strands or tuple(strand.id for strand in instrument.strands):
            if not any(
                _starts_late(instrument, section, strand) for section in instrument.sections
            ):
                yield Complaint(
                    FILE,
                    f"basals.{place}",
                    _("Give {strand} a start point after its first item, or leave it out.").format(
                        strand=strand
                    ),
                )
        if basal.passes < 1:
            yield Complaint(FILE, f"basals.{place}", _("Let passes be at least 1."))
    for section in instrument.sections:
        for start in section.starts:
            if _starts_late(instrument, section, start.strand) and not any(
                not basal.strands or start.strand in basal.strands for basal in instrument.basals
            ):
                yield Complaint(
                    FILE,
                    f"sections.{section.id}.starts",
                    _(
                        "Add a basal rule for {strand}; what lies before the start is never asked."
                    ).format(strand=start.strand),
                )


def _starts_late(instrument: Instrument, section: Section, strand: str) -> bool:
    items = instrument.items_in(section.id, strand)
    return any(
        start.strand == strand and items and items[0].id != start.item for start in section.starts
    )


def _outcomes(instrument: Instrument) -> Iterator[Complaint]:
    if not instrument.overall:
        return
    last = instrument.overall[-1]
    if last.band or last.at_least:
        yield Complaint(FILE, "overall", _("End with a rule that has an outcome and no band."))
    for rule in instrument.overall[:-1]:
        if not rule.band or rule.at_least < 1:
            yield Complaint(FILE, "overall", _("Give every rule but the last a band and a number."))
    strands = [score.strand for score in instrument.scores]
    bands = [band.id for band in instrument.bands]
    given = {
        id(rule_for(instrument, dict(zip(strands, mix, strict=True))))
        for mix in combinations_with_replacement(bands, len(strands))
    }
    for place, rule in enumerate(instrument.overall, 1):
        if id(rule) not in given:
            yield Complaint(
                FILE,
                f"overall.{place}",
                _("Change or remove this rule; an earlier one always wins."),
            )
    for outcome in instrument.outcomes:
        if outcome.id not in {rule.outcome for rule in instrument.overall}:
            yield Complaint(FILE, f"outcomes.{outcome.id}", _("Remove this; no rule gives it."))


def _bands(instrument: Instrument) -> Iterator[Complaint]:
    given = {part.band for scale in instrument.scales for part in scale.ranges}
    for item in instrument.items:
        given |= set(getattr(item, "options", ()))
    for band in instrument.bands:
        if band.id not in given:
            yield Complaint(FILE, f"bands.{band.id}", _("Remove this; no scale gives it."))


def _rescreen(instrument: Instrument) -> Iterator[Complaint]:
    for place, rule in enumerate(instrument.rescreen, 1):
        if not 0 < rule.earliest_weeks <= rule.due_weeks:
            yield Complaint(
                FILE, f"rescreen.{place}", _("Let earliest_weeks come first, and not be 0.")
            )
