"""What was found and what was done: instruments, bands, screenings, interventions."""

from datetime import date
from typing import Literal

import msgspec

from elsec_app.reports.facts.who import Person

BandKind = Literal["track", "watch", "refer", "quiet"]
"""The icon and colour of a band: as expected, keep an eye on, act, no band."""


class Band(msgspec.Struct, frozen=True):
    """A band as the instrument or its publisher names it."""

    kind: BandKind
    label: str
    meaning: str = ""


class Instrument(msgspec.Struct, frozen=True):
    """The tool: which one, in which version, and what it may claim."""

    title: str
    version: str
    status: str
    sha256: str
    standardised: bool | None = None  # none: not known
    edition: str | None = None
    publisher: str | None = None
    source: str | None = None
    licence: str | None = None
    statement: str | None = None


class Judgement(msgspec.Struct, frozen=True):
    """What the practitioner thinks where it differs from the rule, and why."""

    band: Band
    reason: str
    by: str


class StrandLine(msgspec.Struct, frozen=True):
    """One strand: the band, the rule that gave it in one sentence, and the judgement beside it."""

    strand: str
    band: Band
    rule: str
    score: str | None = None
    judgement: Judgement | None = None
    note: str | None = None


class ScreeningFacts(msgspec.Struct, frozen=True):
    """One screening: who, when, with what, and what came out. ``changes`` says in sentences what
    moved since an earlier one of the same tool and edition, or that nobody can tell."""

    on: date
    age_months: int
    instrument: Instrument
    by: Person
    device: str
    language: str
    strands: tuple[StrandLine, ...]
    section: str | None = None
    place: str | None = None
    cautions: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    notes: str | None = None


class Intervention(msgspec.Struct, frozen=True):
    """What has been tried. Entry and exit are in words, by the same tool."""

    programme: str
    started: date
    ended: date | None = None
    sessions_planned: int | None = None
    sessions_attended: int | None = None
    entry: str | None = None
    exit: str | None = None
    led_by: str | None = None
    outcome: str | None = None


class Strategy(msgspec.Struct, frozen=True):
    """One thing to do, in our words, and where it comes from."""

    title: str
    what: str
    why: str
    source: str
    strand: str | None = None
    tier: str | None = None
    reviewed: date | None = None
    in_place: bool | None = None
    example: str | None = None


class Background(msgspec.Struct, frozen=True):
    """Evidence beside the screen: domain.md 3.4, group Evidence."""

    hearing: str | None = None
    hearing_on: date | None = None
    vision: str | None = None
    medical: str | None = None
    development: str | None = None
    attainment: str | None = None
    plans: str | None = None
    other_reports: str | None = None
    previous_therapy: str | None = None


class BandCount(msgspec.Struct, frozen=True):
    """How many children; ``None`` is a number too small to show."""

    band: Band
    children: int | None


class StrandCount(msgspec.Struct, frozen=True):
    strand: str
    counts: tuple[BandCount, ...]


class Coverage(msgspec.Struct, frozen=True):
    """How many of the list were screened, and why not the others, in the field's words."""

    listed: int
    screened: int
    not_screened: tuple[tuple[str, int], ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Children with the same need, for a group."""

    need: str
    children: tuple[str, ...]
    programme: str | None = None
    led_by: str | None = None


class CountLine(msgspec.Struct, frozen=True):
    """A count with its words; ``None`` is a number too small to show."""

    what: str
    count: int | None
    note: str | None = None


class BandChange(msgspec.Struct, frozen=True):
    """The same children at baseline and at repeat, by the same tool and edition."""

    phase: str
    baseline: tuple[BandCount, ...]
    repeat: tuple[BandCount, ...] = ()
    note: str | None = None


class Event(msgspec.Struct, frozen=True):
    """One dated thing that happened."""

    on: date
    what: str
    detail: str | None = None
    by: str | None = None
    code: str | None = None
