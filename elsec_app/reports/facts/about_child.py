"""The prints about one child."""

from datetime import date
from typing import Literal

import msgspec

from elsec_app.reports.facts.record import (
    Background,
    Band,
    Event,
    Intervention,
    ScreeningFacts,
    Strategy,
)
from elsec_app.reports.facts.who import Child, Consent, Imprint, Setting


class ChildSummaryFacts(msgspec.Struct, frozen=True):
    """One child, for the people who work with them."""

    imprint: Imprint
    child: Child
    setting: Setting
    screening: ScreeningFacts
    tier: str | None = None
    decision: str | None = None
    summary: str | None = None
    strategies: tuple[Strategy, ...] = ()
    interventions: tuple[Intervention, ...] = ()
    rescreen_on: date | None = None
    hearing: str | None = None


class LetterFacts(msgspec.Struct, frozen=True):
    """A letter to the parents: which template, and what fills its places.

    ``letters.PLACES`` lists what may be filled. ``results`` and ``tips`` stand where the template
    puts them.
    """

    imprint: Imprint
    template: str
    places: dict[str, str]
    to: str
    address: str | None = None
    results: tuple[tuple[str, Band], ...] = ()
    tips: tuple[str, ...] = ()


class LetterPackFacts(msgspec.Struct, frozen=True):
    """A letter for each family of a class, in one file."""

    imprint: Imprint
    title: str
    letters: tuple[LetterFacts, ...]


class PanelFacts(msgspec.Struct, frozen=True):
    """One or two pages for a panel: need, evidence, what was tried, the decision asked for."""

    imprint: Imprint
    child: Child
    setting: Setting
    panel: str
    meets_on: date | None
    need: str
    asked: str
    consents: tuple[Consent, ...]
    screening: ScreeningFacts | None = None
    interventions: tuple[Intervention, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    child_view: str | None = None
    parent_view: str | None = None
    background: Background = Background()


class AdviceSection(msgspec.Struct, frozen=True):
    """One heading of the evidence, in the order the area asks for. ``author`` wrote the words, or
    ``basis`` says what they were taken from."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    author: str | None = None
    basis: str | None = None
    show: Literal["words", "screening", "tried", "strategies", "advice"] = "words"


class EhcEvidenceFacts(msgspec.Struct, frozen=True):
    """Evidence for an EHC needs assessment. Only a signed therapist's words are advice."""

    imprint: Imprint
    child: Child
    setting: Setting
    sections: tuple[AdviceSection, ...]
    order: str | None = None
    requested_on: date | None = None
    due_on: date | None = None
    screening: ScreeningFacts | None = None
    interventions: tuple[Intervention, ...] = ()
    strategies: tuple[Strategy, ...] = ()


class TimelineFacts(msgspec.Struct, frozen=True):
    """A child's record in order of date."""

    imprint: Imprint
    child: Child
    setting: Setting
    events: tuple[Event, ...]
    purpose: str | None = None
