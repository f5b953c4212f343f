"""Names: each once, each leading somewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.cases import COLUMNS
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import MAIN as FILE
from elsec_app.instruments.files import MOST_LANGUAGES, STRATEGIES
from elsec_app.instruments.items import Choice, Count, Item, Pointing, SoundChecklist

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_VERSION = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){0,2}")
_MOST = {
    "languages": MOST_LANGUAGES, "sources": 500, "strands": 30, "sections": 60, "items": 1_000,
    "scores": 30,
    "scales": 200, "bands": 20, "outcomes": 30, "overall": 30, "strategies": 200, "pictures": 1_500,
    "norms": 50,
}  # fmt: skip
MOST = 1000
"""The largest count: the proof looks at each score, and no screen counts further."""


def name_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Ids that are given twice, or that nothing answers to."""
    yield from _many(instrument)
    yield from _empty(instrument)
    yield from _shapes(instrument)
    yield from _twice(instrument)
    yield from _items(instrument)
    yield from _rules(instrument)


def _many(instrument: Instrument) -> Iterator[Complaint]:
    """More than a screen can have: the proof looks at each with each."""
    for group, most in _MOST.items():
        if len(getattr(instrument, group)) > most:
            yield Complaint(FILE, group, _("Have {most} here at most.").format(most=most))


def _empty(instrument: Instrument) -> Iterator[Complaint]:
    groups = ("languages", "strands", "sections", "items", "scores", "bands")
    for group in (name for name in groups if not getattr(instrument, name)):
        yield Complaint(FILE, group, _("Write at least one here."))
    for key, text in _told(instrument):
        if not text.strip():
            yield Complaint(FILE, key, _("Fill this in."))


def _told(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """What must be said of a pack, its sources and its pictures, by key."""
    for name in ("publisher", "edition", "licence"):
        yield name, getattr(instrument, name)
    for source in instrument.sources:
        yield f"sources.{source.id}.title", source.title
    for picture in instrument.pictures:
        yield f"pictures.{picture.id}.licence", picture.licence
        yield f"pictures.{picture.id}.source", picture.source


def _shapes(instrument: Instrument) -> Iterator[Complaint]:
    """Ids are read as single words, and some as names of folders and files."""
    plain = _("Use small letters, digits and hyphens only, 64 at most.")
    if not _ID.fullmatch(instrument.id):
        yield Complaint(FILE, "id", plain)
    if not _VERSION.fullmatch(instrument.version):
        yield Complaint(FILE, "version", _("Use numbers with points between, such as 1 or 2.1."))
    for group in ("strands", "sections", "items", "bands", "outcomes", "scales", "sources"):
        for part in getattr(instrument, group):
            if not _ID.fullmatch(part.id):
                yield Complaint(FILE, f"{group}.{part.id}", plain)
    for advice in instrument.strategies:
        if not _ID.fullmatch(advice.id):
            yield Complaint(STRATEGIES, advice.id, plain)


def _twice(instrument: Instrument) -> Iterator[Complaint]:
    for strand in instrument.strands:
        if strand.id in COLUMNS:
            change = _("Choose another id; golden.csv has a column of this name.")
            yield Complaint(FILE, f"strands.{strand.id}", change)
    groups: dict[str, Iterable[str]] = {
        "languages": instrument.languages,
        "sources": (part.id for part in instrument.sources),
        "strands": (part.id for part in instrument.strands),
        "sections": (part.id for part in instrument.sections),
        "items": (part.id for part in instrument.items),
        "bands": (part.id for part in instrument.bands),
        "outcomes": (part.id for part in instrument.outcomes),
        "scales": (part.id for part in instrument.scales),
        "scores": (part.strand for part in instrument.scores),
        "cautions": (part.when for part in instrument.cautions),
        "pictures": (part.id for part in instrument.pictures),
        "strategies": (part.id for part in instrument.strategies),
    }
    for group, names in groups.items():
        for name, times in Counter(names).items():
            if times > 1:
                yield Complaint(FILE, f"{group}.{name}", _("Give each one a name of its own."))


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
        for part, change in _fields(item):
            yield Complaint(FILE, f"{key}{part}", change)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    """What is wrong with the fields of one item: key and change."""
    lists = {
        "sections": item.sections,
        "pictures": item.pictures if isinstance(item, Pointing) else (),
        "sounds": item.sounds if isinstance(item, SoundChecklist) else (),
        "options": item.options if isinstance(item, Choice) else (),
    }
    for name, entries in lists.items():
        if len(set(entries)) < len(entries):
            yield f".{name}", _("Name each one once.")
    if isinstance(item, Pointing):
        if item.target not in item.pictures:
            yield ".target", _("Choose the target from the pictures.")
        if len(item.pictures) < 2:
            yield ".pictures", _("Add a foil: there is nothing to choose between.")
    if isinstance(item, SoundChecklist) and not item.sounds:
        yield ".sounds", _("Name the sounds.")
    if isinstance(item, SoundChecklist) and any(_unclear(sound) for sound in item.sounds):
        yield ".sounds", _("Write each sound without spaces or plus signs.")
    if isinstance(item, Choice) and len(item.options) < 2:
        yield ".options", _("Offer two bands at least.")
    if isinstance(item, Count) and not 0 <= item.least < item.most <= MOST:
        yield "", _("Let least be under most, both from 0 to 1000.")


def _unclear(sound: str) -> bool:
    return not sound.strip() or "+" in sound or " " in sound


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
    yield from _advice(instrument)
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


def _advice(instrument: Instrument) -> Iterator[Complaint]:
    groups = {
        "outcomes": {outcome.id for outcome in instrument.outcomes},
        "strands": {strand.id for strand in instrument.strands},
        "sections": {section.id for section in instrument.sections},
    }
    for advice in instrument.strategies:
        for group, known in groups.items():
            key = f"{advice.id}.{group}"
            for found in _unknown(key, getattr(advice, group), known):
                yield msgspec.structs.replace(found, file=STRATEGIES)


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
