"""Provenance: every number and expectation names its source, and every source says enough."""

from collections.abc import Iterator

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import MAIN, STRATEGIES
from elsec_app.instruments.rules import Prorate


def source_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Numbers without a source, sources that nothing cites or that nobody could find again."""
    cited = [*_by_parts(instrument), *_by_rules(instrument), *_by_scores(instrument)]
    known = {source.id for source in instrument.sources}
    for file, key, name in cited:
        if not name:
            yield Complaint(file, key, _("Name the source of its numbers (source: …)."))
        elif name not in known:
            change = _("Correct “{name}”; there is nothing of that name.").format(name=name)
            yield Complaint(file, f"{key}.source", change)
    used = {name for _file, _key, name in cited}
    for source in instrument.sources:
        key = f"sources.{source.id}"
        if source.id not in used:
            yield Complaint(MAIN, key, _("Remove this; nothing cites it."))
        if not (source.own or source.edition or source.url.startswith(("https://", "http://"))):
            change = _("Give its web address or its edition, or mark it “own: true”.")
            yield Complaint(MAIN, key, change)


Cited = Iterator[tuple[str, str, str]]
"""File, key, and the source named there, or nothing."""


def _by_parts(instrument: Instrument) -> Cited:
    for item in instrument.items:
        yield MAIN, f"items.{item.id}", item.source
    for section in instrument.sections:
        if section.source:
            yield MAIN, f"sections.{section.id}", section.source
    for scale in instrument.scales:
        yield MAIN, f"scales.{scale.id}", scale.source
        for hole in scale.unassigned:
            yield MAIN, f"scales.{scale.id}.unassigned", hole.source
    for advice in instrument.strategies:
        yield STRATEGIES, advice.id, advice.source


def _by_rules(instrument: Instrument) -> Cited:
    """A rule without a number of its own may go without a source: one strand is not counted."""
    counted = len(instrument.scores) > 1
    for place, rule in enumerate(instrument.overall, 1):
        if rule.source or (rule.at_least and counted):
            yield MAIN, f"overall.{place}", rule.source
    for place, again in enumerate(instrument.rescreen, 1):
        for source in again.sources or ("",):
            yield MAIN, f"rescreen.{place}", source
    for group, rules in (("stops", instrument.stops), ("basals", instrument.basals)):
        for place, acting in enumerate(rules, 1):
            yield MAIN, f"{group}.{place}", acting.source
    if instrument.repeat:
        yield MAIN, "repeat", instrument.repeat.source


def _by_scores(instrument: Instrument) -> Cited:
    for score in instrument.scores:
        key = f"scores.{score.strand}"
        if score.norms or score.sem is not None or score.mean_of or score.source:
            yield MAIN, key, score.source
    kept = {f"scores.{score.strand}.missing": score.missing for score in instrument.scores}
    for key, missing in {"missing": instrument.missing, **kept}.items():
        if isinstance(missing, Prorate):
            yield MAIN, key, missing.source
