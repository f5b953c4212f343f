"""Names: each once, each leading somewhere, each number with its source."""

from collections import Counter
from collections.abc import Iterable, Iterator

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.golden import COLUMNS
from elsec_app.instruments.items import Choice, Count, Pointing

FILE = "instrument.yaml"
MOST = 1000
"""The largest count: the proof looks at each score, and no screen counts further."""


def name_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Ids that are given twice, or that nothing answers to."""
    yield from _twice(instrument)
    yield from _sources(instrument)
    yield from _items(instrument)
    yield from _rules(instrument)


def _twice(instrument: Instrument) -> Iterator[Complaint]:
    for strand in instrument.strands:
        if strand.id in COLUMNS:
            change = _("Choose another id; golden.csv has a column of this name.")
            yield Complaint(FILE, f"strands.{strand.id}", change)
    groups: dict[str, Iterable[str]] = {
        "sources": (part.id for part in instrument.sources),
        "strands": (part.id for part in instrument.strands),
        "sections": (part.id for part in instrument.sections),
        "items": (part.id for part in instrument.items),
        "bands": (part.id for part in instrument.bands),
        "outcomes": (part.id for part in instrument.outcomes),
        "scales": (part.id for part in instrument.scales),
        "scores": (part.strand for part in instrument.scores),
        "cautions": (part.when for part in instrument.cautions),
    }
    for group, names in groups.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Complaint(FILE, f"{group}.{name}", _("Give each one a name of its own."))


def _sources(instrument: Instrument) -> Iterator[Complaint]:
    used = {item.source for item in instrument.items} | {s.source for s in instrument.scales}
    used |= {source for rule in instrument.rescreen for source in rule.sources}
    used |= {section.source for section in instrument.sections if section.source}
    used |= {hole.source for scale in instrument.scales for hole in scale.unassigned}
    for source in instrument.sources:
        if not source.own and not source.url.startswith(("https://", "http://")):
            yield Complaint(
                FILE, f"sources.{source.id}", _("Give its web address, or mark it “own: true”.")
            )
        if source.id not in used:
            yield Complaint(FILE, f"sources.{source.id}", _("Remove this; nothing cites it."))
    yield from _unknown("sources", used, (source.id for source in instrument.sources))


def _items(instrument: Instrument) -> Iterator[Complaint]:
    strands = {strand.id for strand in instrument.strands}
    sections = {section.id for section in instrument.sections}
    bands = {band.id for band in instrument.bands}
    for item in instrument.items:
        key = f"items.{item.id}"
        yield from _unknown(f"{key}.strand", [item.strand], strands)
        yield from _unknown(f"{key}.sections", item.sections, sections)
        if isinstance(item, Choice):
            yield from _unknown(f"{key}.options", item.options, bands)
        if isinstance(item, Count) and not 0 <= item.least < item.most <= MOST:
            yield Complaint(FILE, key, _("Let least be under most, both from 0 to 1000."))
        if isinstance(item, Pointing) and item.target not in item.pictures:
            yield Complaint(FILE, f"{key}.target", _("Choose the target from the pictures."))


def _rules(instrument: Instrument) -> Iterator[Complaint]:
    strands = {strand.id for strand in instrument.strands}
    sections = {section.id for section in instrument.sections}
    bands = {band.id for band in instrument.bands}
    outcomes = {outcome.id for outcome in instrument.outcomes}
    yield from _unknown("scores", (score.strand for score in instrument.scores), strands)
    yield from _means(instrument)
    for scale in instrument.scales:
        key = f"scales.{scale.id}"
        yield from _unknown(f"{key}.strands", scale.strands, strands)
        yield from _unknown(f"{key}.sections", scale.sections, sections)
        yield from _unknown(f"{key}.ranges", (r.band for r in scale.ranges), bands)
    for rule in instrument.overall:
        yield from _unknown("overall", [rule.outcome], outcomes)
        yield from _unknown("overall", [rule.band] if rule.band else [], bands)
    for named in (*instrument.stops, *instrument.basals):
        yield from _unknown("stops and basals", named.strands, strands)
    for again in instrument.rescreen:
        yield from _unknown("rescreen", again.outcomes, outcomes)
    if instrument.repeat:
        yield from _unknown("repeat.band", [instrument.repeat.band], bands)
    yield from _starts(instrument)


def _means(instrument: Instrument) -> Iterator[Complaint]:
    """Only a typed total has a mean, and the total is one that so many ratings can have."""
    for score in instrument.scores:
        if score.mean_of is None:
            continue
        typed = [
            item
            for item in instrument.items
            if item.strand == score.strand and isinstance(item, Count)
        ]
        if (
            score.rule != "entered"
            or score.mean_of < 2
            or any(item.least % score.mean_of or item.most % score.mean_of for item in typed)
        ):
            change = _("Let it be entered, its least and most so many times one rating’s.")
            yield Complaint(FILE, f"scores.{score.strand}.mean_of", change)


def _starts(instrument: Instrument) -> Iterator[Complaint]:
    for section in instrument.sections:
        for start in section.starts:
            have = {item.id for item in instrument.items_in(section.id, start.strand)}
            yield from _unknown(f"sections.{section.id}.starts", [start.item], have)


def _unknown(key: str, used: Iterable[str], known: Iterable[str]) -> Iterator[Complaint]:
    for name in sorted(set(used) - set(known)):
        yield Complaint(
            FILE, key, _("Correct “{name}”; there is nothing of that name.").format(name=name)
        )
