"""The prints about a class, a setting, a cohort, and blank forms."""

from datetime import date

import msgspec

from elsec_app.reports.facts.about_child import ChildSummaryFacts
from elsec_app.reports.facts.record import (
    Band,
    BandChange,
    CountLine,
    Coverage,
    Group,
    Instrument,
    StrandCount,
    Strategy,
)
from elsec_app.reports.facts.who import Child, Imprint, Setting


class ClassOfferFacts(msgspec.Struct, frozen=True):
    """The class plan: the things that help this whole class, and why. It names no child."""

    imprint: Imprint
    setting: Setting
    class_name: str
    term: str
    year_group: str | None = None
    instrument: Instrument | None = None
    coverage: Coverage | None = None
    strands: tuple[StrandCount, ...] = ()
    offer: tuple[Strategy, ...] = ()
    rescreen_on: date | None = None
    note: str | None = None


class ListRow(msgspec.Struct, frozen=True):
    """One child of a class list; ``state`` in words where there are no bands."""

    child: Child
    bands: tuple[Band | None, ...] = ()
    state: str | None = None
    screened_on: date | None = None
    rescreen_on: date | None = None
    known: str | None = None
    decision: str | None = None


class ClassListFacts(msgspec.Struct, frozen=True):
    """A class, child by child; ``strands`` heads the bands of each row."""

    imprint: Imprint
    setting: Setting
    class_name: str
    term: str
    strands: tuple[str, ...]
    rows: tuple[ListRow, ...]
    coverage: Coverage | None = None
    instrument: Instrument | None = None


class ClassLine(msgspec.Struct, frozen=True):
    """One class within a setting's summary."""

    class_name: str
    coverage: Coverage
    strands: tuple[StrandCount, ...] = ()


class SettingOfferFacts(msgspec.Struct, frozen=True):
    """A setting's universal offer: what is in place, class by class, and groups by need."""

    imprint: Imprint
    setting: Setting
    term: str
    classes: tuple[ClassLine, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    groups: tuple[Group, ...] = ()
    rescreen_on: date | None = None
    note: str | None = None


class ProvisionLine(msgspec.Struct, frozen=True):
    """One thing that a setting has in place. ``source``: the page that it follows."""

    title: str
    since: date
    what: str | None = None
    source: str | None = None
    led_by: str | None = None
    reviewed_on: date | None = None
    review_by: date | None = None


class ProvisionListFacts(msgspec.Struct, frozen=True):
    """A setting's own list of what it has in place; advisory, of no order of merit."""

    imprint: Imprint
    setting: Setting
    lines: tuple[ProvisionLine, ...] = ()


class ClassPackFacts(msgspec.Struct, frozen=True):
    """Everything for one class in one file."""

    imprint: Imprint
    title: str
    list: ClassListFacts | None = None
    offer: ClassOfferFacts | None = None
    summaries: tuple[ChildSummaryFacts, ...] = ()


class FormItem(msgspec.Struct, frozen=True):
    """One item of a paper form: what to say or look for, and the answers to tick."""

    number: str
    prompt: str
    answers: tuple[str, ...]
    note: str | None = None


class FormStrand(msgspec.Struct, frozen=True):
    strand: str
    items: tuple[FormItem, ...]
    instruction: str | None = None


class PaperFormFacts(msgspec.Struct, frozen=True):
    """A blank form of an administered pack. A child's name may stand on it already."""

    imprint: Imprint
    instrument: Instrument
    section: str
    strands: tuple[FormStrand, ...]
    instructions: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    child: Child | None = None
    setting: Setting | None = None


class CohortReportFacts(msgspec.Struct, frozen=True):
    """A cohort in counts: coverage first. No child and no league."""

    imprint: Imprint
    cohort: str
    coverage: Coverage
    instrument: Instrument
    changes: tuple[BandChange, ...] = ()
    known: tuple[CountLine, ...] = ()
    interventions: tuple[CountLine, ...] = ()
    referrals: tuple[CountLine, ...] = ()
    strands: tuple[StrandCount, ...] = ()
    suppressed_below: int | None = None
    cautions: tuple[str, ...] = ()
