"""Ages and bands cover their range: no gap, no overlap, and no hole that is not declared."""

from collections.abc import Iterator
from itertools import pairwise

from elsec_app.i18n import _
from elsec_app.instruments.bands import scale_for, within
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import MAIN as FILE
from elsec_app.instruments.items import Choice
from elsec_app.instruments.limits import measured_limits
from elsec_app.instruments.rules import Scale, Score


def cover_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Sections that do not meet, and scores that get no band, or two."""
    yield from _sections(instrument)
    for section in instrument.sections:
        for score in instrument.scores:
            if instrument.items_in(section.id, score.strand):
                yield from _score(instrument, section.id, score)
    yield from _one_scale(instrument)
    for scale in instrument.scales:
        yield from _limits(instrument, scale)
        yield from _order(instrument, scale)


def _sections(instrument: Instrument) -> Iterator[Complaint]:
    for section in instrument.sections:
        if not 0 <= section.from_months < section.to_months:
            yield Complaint(
                FILE, f"sections.{section.id}", _("Let from_months be less than to_months.")
            )
    for younger, older in pairwise(instrument.sections):
        if younger.to_months != older.from_months:
            yield Complaint(
                FILE,
                f"sections.{older.id}",
                _("Let it begin at {months} months, where {name} ends.").format(
                    months=younger.to_months, name=younger.id
                ),
            )


def _score(instrument: Instrument, section: str, score: Score) -> Iterator[Complaint]:
    items = instrument.items_in(section, score.strand)
    key = f"scores.{score.strand}"
    if score.rule == "entered":
        choices = [item for item in items if isinstance(item, Choice)]
        if len(choices) != 1:
            yield Complaint(
                FILE, key, _("Give section {name} one choice item.").format(name=section)
            )
        return
    scale = scale_for(instrument, section, score.strand)
    if scale is None:
        yield Complaint(FILE, key, _("Add a scale for section {name}.").format(name=section))
        return
    least, most = measured_limits(instrument, section, score, scale)
    for value in _telling(scale, least, most):
        bands = [r.band for r in scale.ranges if within(value, r.from_, r.to)]
        bands += ["hole" for h in scale.unassigned if within(value, h.from_, h.to)]
        if len(bands) != 1:
            change = (
                _("Give the score {value} a band, or declare it unassigned ({name}).")
                if not bands
                else _("Give the score {value} one band; it has several ({name}).")
            )
            yield Complaint(FILE, f"scales.{scale.id}", change.format(value=value, name=section))


def _telling(scale: Scale, least: int, most: int) -> list[int]:
    """The scores at which something may change: between two of them all scores are alike."""
    edges = {least, most}
    ends = [(part.from_, part.to) for part in scale.ranges]
    ends += [(hole.from_, hole.to) for hole in scale.unassigned]
    for low, high in ends:
        edges |= {low - 1, low} if low is not None else set()
        edges |= {high, high + 1} if high is not None else set()
    return sorted(edge for edge in edges if least <= edge <= most)


def _one_scale(instrument: Instrument) -> Iterator[Complaint]:
    """No scale lies in the shadow of another, and none is for nothing."""
    used = set()
    for section in instrument.sections:
        for score in instrument.scores:
            if score.rule == "entered" or not instrument.items_in(section.id, score.strand):
                continue
            fitting = instrument.scales_in(section.id, score.strand)
            used |= {scale.id for scale in fitting}
            for scale in fitting[1:]:
                change = _("Leave {strand} out in section {name}; it has the scale {first}.")
                yield Complaint(
                    FILE,
                    f"scales.{scale.id}",
                    change.format(strand=score.strand, name=section.id, first=fitting[0].id),
                )
            if fitting and fitting[0].measure == "standard" and not score.norms:
                change = _("Name the norm table that gives the standard score.")
                yield Complaint(FILE, f"scores.{score.strand}.norms", change)
    for scale in instrument.scales:
        if scale.id not in used:
            yield Complaint(FILE, f"scales.{scale.id}", _("Remove this; no score uses it."))


def _limits(instrument: Instrument, scale: Scale) -> Iterator[Complaint]:
    """A stated limit that no child can reach is a slip of the pen."""
    limits = [
        measured_limits(instrument, section.id, score, scale)
        for section in instrument.sections
        for score in instrument.scores
        if score.strand in scale.strands
        and scale_for(instrument, section.id, score.strand) is scale
        and instrument.items_in(section.id, score.strand)
    ]
    least = min((low for low, _high in limits), default=0)
    most = max((high for _low, high in limits), default=0)
    for part in scale.ranges:
        low = least if part.from_ is None else part.from_
        high = most if part.to is None else part.to
        if not least <= low <= high <= most:
            yield Complaint(
                FILE,
                f"scales.{scale.id}",
                _("Keep “{band}” inside {least} to {most}, the smaller number first.").format(
                    band=part.band, least=least, most=most
                ),
            )


def _order(instrument: Instrument, scale: Scale) -> Iterator[Complaint]:
    """Bands run one way along the scale, or the missing-item rule would not hold."""
    order = [band.id for band in instrument.bands]
    ranges = sorted(scale.ranges, key=lambda r: -1 if r.from_ is None else r.from_)
    places = [order.index(part.band) for part in ranges]
    if places not in (sorted(places), sorted(places, reverse=True)):
        yield Complaint(
            FILE, f"scales.{scale.id}", _("Let the bands run one way, as they are listed.")
        )
