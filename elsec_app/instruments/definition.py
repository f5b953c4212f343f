"""An instrument, whole: what a pack says once its files are read and its words put in."""

from datetime import date
from functools import cached_property
from typing import Literal, Protocol, TypeVar

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.ages import Age, age_at, in_words
from elsec_app.instruments.items import Item
from elsec_app.instruments.rules import (
    Basal,
    Caution,
    DownwardsUntil,
    MissingRule,
    NoneMissing,
    OverallRule,
    Rescreen,
    Scale,
    Score,
    StopRule,
)


class OutsideAges(BadInput):
    """The child is younger or older than any section of the instrument."""

    code = "outside-ages"


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_P = TypeVar("_P", bound=_Named)


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A named part of an instrument."""

    id: str


class Source(Part, frozen=True, kw_only=True):
    """Where a number or an expectation comes from, and the day somebody read it.

    ``edition`` names the edition of a book or manual; a web page has none, and is meant as it
    stood on the day. ``own`` marks the pack's own working rule, which claims no authority.
    """

    title: str
    checked: date
    edition: str = ""
    url: str = ""
    own: bool = False


Area = Literal["attention", "understanding", "talking", "speech-sounds", "social"]


class Strand(Part, frozen=True, kw_only=True):
    """A part of a screen that has a score of its own.

    ``areas`` of communication are what it tells of, and what strategies are kept by; empty when
    the strand is itself an area, and called so.
    """

    name: str
    areas: tuple[Area, ...] = ()


class Start(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """In a section, the strand starts at this item (and goes back as the basal rule says)."""

    strand: str
    item: str


class Section(Part, frozen=True, kw_only=True):
    """Ages ``from_months`` (inclusive) to ``to_months`` (exclusive), in completed months.

    ``source`` is where a publisher states these ages; empty when they are the pack's own.
    """

    name: str
    from_months: int
    to_months: int
    source: str = ""
    starts: tuple[Start, ...] = ()


class Band(Part, frozen=True, kw_only=True):
    """A strand's result in plain words. ``attention``: someone should look at this child."""

    label: str
    meaning: str
    recommendation: str
    attention: bool


class Outcome(Part, frozen=True, kw_only=True):
    """The result of the whole screen, and the tier of support it suggests."""

    label: str
    meaning: str
    recommendation: str
    attention: bool
    tier: Literal["universal", "targeted", "specialist"]


class Advice(Part, frozen=True, kw_only=True):
    """One strategy of ``strategies.yaml``: what to do on Monday after one of ``outcomes``.

    Empty ``strands`` or ``sections`` mean all. ``notice`` is how an adult sees that it works.
    """

    outcomes: tuple[str, ...]
    source: str
    title: str
    do: str
    notice: str
    strands: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


class Picture(Part, frozen=True, kw_only=True):
    """A picture or recording in ``media/`` (its id is its file name): whose it is, its licence."""

    licence: str
    source: str


class NormRow(msgspec.Struct, frozen=True):
    """Ages in completed months and raw scores, ``to`` exclusive for ages, inclusive for raw."""

    from_months: int
    to_months: int
    raw_from: int
    raw_to: int
    standard: int


class NormTable(msgspec.Struct, frozen=True):
    """One ``norms/*.csv``, named without its suffix."""

    id: str
    rows: tuple[NormRow, ...]


class Instrument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """One version of one screen, in one language. ``bands`` run from strongest to weakest.

    ``statement`` is shown wherever a result is. ``standardised`` is null if not known.
    """

    format: Literal[1]
    id: str
    version: str
    kind: Literal["administered", "recorded"]
    status: Literal["draft", "pilot", "live", "closed"]
    language: str
    languages: tuple[str, ...]
    title: str
    summary: str
    statement: str
    publisher: str
    edition: str
    licence: str
    standardised: bool | None
    sources: tuple[Source, ...]
    strands: tuple[Strand, ...]
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    scales: tuple[Scale, ...]
    bands: tuple[Band, ...]
    outcomes: tuple[Outcome, ...]
    overall: tuple[OverallRule, ...]
    missing: MissingRule = NoneMissing()
    stops: tuple[StopRule, ...] = ()
    basals: tuple[Basal, ...] = ()
    cautions: tuple[Caution, ...] = ()
    rescreen: tuple[Rescreen, ...] = ()
    repeat: DownwardsUntil | None = None
    pictures: tuple[Picture, ...] = ()
    strategies: tuple[Advice, ...] = ()
    norms: tuple[NormTable, ...] = ()
    hash: str = ""

    def may_begin(self, *, practice: bool = False) -> bool:
        """Whether a new screening may be begun with it: a draft in practice only, closed never."""
        return self.status in ("pilot", "live") or (practice and self.status == "draft")

    def item(self, item: str) -> Item:
        """The item of that id; :class:`KeyError` when there is none."""
        return self._items[item]

    def section(self, section: str) -> Section:
        """The section of that id; :class:`KeyError` when there is none."""
        return _named(self.sections, section)

    def strand(self, strand: str) -> Strand:
        """The strand of that id; :class:`KeyError` when there is none."""
        return _named(self.strands, strand)

    def band(self, band: str) -> Band:
        """The band of that id; :class:`KeyError` when there is none."""
        return _named(self.bands, band)

    def outcome(self, outcome: str) -> Outcome:
        """The outcome of that id; :class:`KeyError` when there is none."""
        return _named(self.outcomes, outcome)

    def source(self, source: str) -> Source:
        """The source of that id; :class:`KeyError` when there is none."""
        return _named(self.sources, source)

    def items_in(self, section: str, strand: str | None = None) -> tuple[Item, ...]:
        """The items of a section, in the order they are asked; only of *strand* when given."""
        return self._shelves.get((section, strand), ())

    def scales_in(self, section: str, strand: str) -> tuple[Scale, ...]:
        """Every scale that names a strand and a section; the proof lets there be one."""
        return self._scales.get((section, strand), ())

    def rank(self, band: str) -> int:
        """The place of a band from the strongest, 0, on; :class:`KeyError` when there is none."""
        return self._ranks[band]

    # Scoring asks for these all the time.

    @cached_property
    def _items(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {band.id: place for place, band in enumerate(self.bands)}

    @cached_property
    def _scales(self) -> dict[tuple[str, str], tuple[Scale, ...]]:
        found: dict[tuple[str, str], list[Scale]] = {}
        everywhere = tuple(section.id for section in self.sections)
        for scale in self.scales:
            for section in scale.sections or everywhere:
                for strand in scale.strands:
                    found.setdefault((section, strand), []).append(scale)
        return {key: tuple(scales) for key, scales in found.items()}

    @cached_property
    def _shelves(self) -> dict[tuple[str, str | None], tuple[Item, ...]]:
        """Items by section and strand, and by section alone."""
        shelves: dict[tuple[str, str | None], list[Item]] = {}
        for item in self.items:
            for section in item.sections:
                shelves.setdefault((section, None), []).append(item)
                shelves.setdefault((section, item.strand), []).append(item)
        return {key: tuple(items) for key, items in shelves.items()}


class ChosenSection(msgspec.Struct, frozen=True):
    """A section chosen for a child, with the reason in words."""

    section: Section
    age: Age
    because: str


def choose_section(instrument: Instrument, born: date, on: date) -> ChosenSection:
    """The section for the child's age on the day. Raises OutsideAges or BornAfterTest."""
    age = age_at(born, on)
    for section in instrument.sections:
        if section.from_months <= age.months < section.to_months:
            because = _("{age} on the day of the test: {section}").format(
                age=in_words(age.months), section=section.name
            )
            return ChosenSection(section, age, because)
    raise OutsideAges(
        _("{title} is for ages {least} to {most}; this child is {age}. Choose another.").format(
            title=instrument.title,
            least=in_words(min(s.from_months for s in instrument.sections)),
            most=in_words(max(s.to_months for s in instrument.sections) - 1),
            age=in_words(age.months),
        )
    )


def _named(parts: tuple[_P, ...], name: str) -> _P:
    for part in parts:
        if part.id == name:
            return part
    raise KeyError(name)
