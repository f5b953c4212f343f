"""How a screen runs and is scored: the closed set of rules. Names and numbers, no expressions."""

from typing import Literal

import msgspec


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything a pack states that the engine obeys."""


class Sourced(Rule, frozen=True, kw_only=True):
    """A rule with numbers of its own: ``source`` says whose. The proof asks for it."""

    source: str = ""


class Stop(Sourced, frozen=True, kw_only=True, tag="in_a_row", tag_field="rule"):
    """Ceiling: stop a strand after ``not_yet`` items in a row were not seen (0 points).

    ``no_response`` breaks the row unless ``no_response_counts``. What follows counts as not seen.
    Empty ``strands`` means all.
    """

    not_yet: int
    no_response_counts: bool = False
    strands: tuple[str, ...] = ()


class StopOutOf(Sourced, frozen=True, kw_only=True, tag="out_of", tag_field="rule"):
    """Ceiling: stop a strand when ``not_yet`` of any ``window`` neighbouring items are not seen."""

    not_yet: int
    window: int
    no_response_counts: bool = False
    strands: tuple[str, ...] = ()


StopRule = Stop | StopOutOf


class Basal(Sourced, frozen=True, kw_only=True):
    """Start points need this: items below ``passes`` in a row at full points are credited.

    When the first ``passes`` items from the start point are not all passed, the strand reverses:
    it goes back one item at a time until that many in a row are passed, or to its first item.
    """

    passes: int
    strands: tuple[str, ...] = ()


class NoneMissing(Rule, frozen=True, kw_only=True, tag="none_missing", tag_field="rule"):
    """One missing item makes the strand not computable."""


class SameEitherWay(Rule, frozen=True, kw_only=True, tag="same_either_way", tag_field="rule"):
    """The band stands only if it would be the same however the missing items had gone."""


class Prorate(Sourced, frozen=True, kw_only=True, tag="prorate", tag_field="rule"):
    """Up to ``allow`` missing items: the raw score is scaled up to all items, rounded down."""

    allow: int


MissingRule = NoneMissing | SameEitherWay | Prorate


class Score(Sourced, frozen=True, kw_only=True):
    """One score of a strand.

    ``sum`` adds points; ``count`` counts items with full points; ``entered`` takes the band from
    the strand's ``choice`` item, and the raw score, where there is one, from its ``count`` item.
    ``norms`` names a table in ``norms/``. ``sem`` is the publisher's standard error of
    measurement, in points of the score that is banded. ``mean_of``: a typed total is the sum of so
    many ratings, and the result tells their mean too.
    """

    strand: str
    rule: Literal["sum", "count", "entered"]
    norms: str = ""
    sem: float | None = None
    mean_of: int | None = None
    missing: MissingRule | None = None


class Range(Rule, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Scores ``from`` to ``to``, both inclusive, whole points, get ``band``. Null: no limit."""

    band: str
    from_: int | None
    to: int | None


class Hole(Rule, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Scores, both inclusive, to which the publisher gives no band. The practitioner decides."""

    from_: int
    to: int
    source: str


class Scale(Rule, frozen=True, kw_only=True):
    """Turns a score into a band. ``measure``: the raw score, or the norm table's."""

    id: str
    strands: tuple[str, ...]
    ranges: tuple[Range, ...]
    source: str
    sections: tuple[str, ...] = ()
    measure: Literal["raw", "standard"] = "raw"
    unassigned: tuple[Hole, ...] = ()


class OverallRule(Sourced, frozen=True, kw_only=True):
    """``outcome`` when at least ``at_least`` strands are in ``band`` or a weaker one.

    Rules are tried in order, the first that holds wins; the last one has no band and always holds.
    """

    outcome: str
    band: str = ""
    at_least: int = 0


class Caution(Rule, frozen=True, kw_only=True):
    """``words`` on the result when the test was taken so that its bands need care."""

    when: Literal[
        "hearing_not_checked", "additional_language", "not_home_language", "other_section"
    ]
    words: str


class Rescreen(Rule, frozen=True, kw_only=True):
    """After one of ``outcomes``: not before ``earliest_weeks``, and due by ``due_weeks``."""

    outcomes: tuple[str, ...]
    earliest_weeks: int
    due_weeks: int
    sources: tuple[str, ...]


class DownwardsUntil(Sourced, frozen=True, kw_only=True):
    """Recorded packs: repeat with the section below until the strand reaches ``band``."""

    band: str
