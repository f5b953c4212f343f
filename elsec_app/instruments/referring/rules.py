"""The closed set of local rules: names and numbers, no expressions.

A **reason** lets a child be referred, any one of them; a **condition** must hold beside it, all of
them; a **clock** says when to look again or how long a wait may be. A direct route is a reason that
sets every condition aside: no document can be loaded without one for each urgent concern.

To add a rule: a class here, its place in ``Rule`` and ``PART``, its judge in ``judging``.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.referring import document
from elsec_app.instruments.referring.concerns import CONCERNS, URGENT
from elsec_app.instruments.referring.document import DocumentRefused, Source, Stated
from elsec_app.resources import resources

LONGEST = 156  # weeks: a rule that asks for more than three years is a slip


class _Rule(Stated, frozen=True, kw_only=True):
    """``says`` is the rule in one sentence of ours; ``source`` where it stands."""

    id: str
    says: str
    source: str


class DirectRoute(_Rule, frozen=True, kw_only=True, tag="direct_route", tag_field="rule"):
    """Any of these concerns goes straight to referral."""

    concerns: tuple[str, ...]


class Decided(_Rule, frozen=True, kw_only=True, tag="decided_at_review", tag_field="rule"):
    """A therapist has decided at review to refer."""


class Bands(_Rule, frozen=True, kw_only=True, tag="bands", tag_field="rule"):
    """*band* of one of these *instruments*: in the section for the child's age, in that one and the
    one below, or in *at_least* sections."""

    instruments: tuple[str, ...]
    band: str
    where: Literal["age_section", "age_section_and_below", "any_sections"]
    at_least: int = 1


class Concern(_Rule, frozen=True, kw_only=True, tag="concern", tag_field="rule"):
    """Any of these concerns was stated."""

    concerns: tuple[str, ...]


class Screened(_Rule, frozen=True, kw_only=True, tag="screened", tag_field="rule"):
    """A screening tool was completed."""


class ReviewScreen(_Rule, frozen=True, kw_only=True, tag="review_screen", tag_field="rule"):
    """The last screen is at least *weeks* after an earlier one by the same tool."""

    weeks: int


class Interventions(_Rule, frozen=True, kw_only=True, tag="interventions", tag_field="rule"):
    """Something was tried, for at least *weeks*; 0 asks only that it was."""

    weeks: int = 0


class NotSeenWithin(_Rule, frozen=True, kw_only=True, tag="not_seen_within", tag_field="rule"):
    """The service has not seen the child in the last *months*."""

    months: int


class Hearing(_Rule, frozen=True, kw_only=True, tag="hearing_checked", tag_field="rule"):
    """Hearing is known to have been checked."""


class Rescreen(_Rule, frozen=True, kw_only=True, tag="rescreen", tag_field="rule"):
    """Screen again *weeks* after the last screen."""

    weeks: int


class Wait(_Rule, frozen=True, kw_only=True, tag="seen_within", tag_field="rule"):
    """The service's own standard: seen within *weeks* of the referral."""

    weeks: int


Rule = (
    DirectRoute
    | Decided
    | Bands
    | Concern
    | Screened
    | ReviewScreen
    | Interventions
    | NotSeenWithin
    | Hearing
    | Rescreen
    | Wait
)
PART: dict[type, Literal["reason", "condition", "clock"]] = {
    DirectRoute: "reason",
    Decided: "reason",
    Bands: "reason",
    Concern: "reason",
    Screened: "condition",
    ReviewScreen: "condition",
    Interventions: "condition",
    NotSeenWithin: "condition",
    Hearing: "condition",
    Rescreen: "clock",
    Wait: "clock",
}


class LocalRules(Stated, frozen=True, kw_only=True):
    """One version of one area's rules. ``area`` is empty where they are nobody's in particular."""

    format: Literal[1]
    id: str
    version: str
    title: str
    area: str
    note: str = ""
    sources: tuple[Source, ...]
    rules: tuple[Rule, ...]
    hash: str = ""

    def source(self, source: str) -> Source:
        """The source of that id; :class:`StopIteration` when there is none."""
        return next(one for one in self.sources if one.id == source)

    def quote(self, rule: Rule, because: str) -> str:
        """The rule as a print quotes it, with what it comes to for this child."""
        source = self.source(rule.source)
        area = "" if source.own else self.area
        where = ", ".join(filter(None, (area, source.title)))
        return _("Local rule “{says}” ({where}, checked {day}): {because}").format(
            says=rule.says.rstrip("."),
            where=where,
            day=f"{source.checked.day} {source.checked:%B %Y}",
            because=because,
        )

    @property
    def standard(self) -> Wait | None:
        """How long a wait may be, where the service states it."""
        return next((rule for rule in self.rules if isinstance(rule, Wait)), None)


def read_rules(content: bytes, name: str = "rules.yaml") -> LocalRules:
    """The rules in *content*, of a file or of a record. Raises :class:`DocumentRefused`."""
    plain = document.parsed(content, name)
    faults = document.listed(plain, "sources", Source, name)
    faults += document.listed(plain, "rules", Rule, name)
    if "hash" in plain:
        faults.append(Complaint(name, "hash", _("Remove this; it is worked out from the file.")))
    if not faults:
        made, faults = document.converted(plain, LocalRules, name, "")
    if not faults:
        faults = sorted(_complaints(name, made))
    if faults:
        raise DocumentRefused(name, tuple(faults))
    known: LocalRules = msgspec.structs.replace(made, hash=document.digest(content))
    return known


def shipped_rules() -> tuple[LocalRules, ...]:
    """Every document that comes with the application, by id."""
    files = sorted((resources() / "referral-rules").glob("*.yaml"))
    return tuple(read_rules(file.read_bytes(), file.name) for file in files)


def _complaints(name: str, rules: LocalRules) -> Iterator[Complaint]:
    yield from document.name_complaints(name, "rules", (rule.id for rule in rules.rules))
    yield from document.name_complaints(name, "sources", (s.id for s in rules.sources))
    used = {rule.source for rule in rules.rules}
    yield from document.source_complaints(name, rules.sources, used)
    for rule in rules.rules:
        for change in _changes(rule):
            yield Complaint(name, f"rules.{rule.id}", change)
    direct = {c for r in rules.rules if isinstance(r, DirectRoute) for c in r.concerns}
    for concern in URGENT:
        if concern not in direct:
            change = _("Give {concern} a direct route: it never waits.").format(concern=concern)
            yield Complaint(name, "rules", change)
    if sum(isinstance(rule, Wait) for rule in rules.rules) > 1:
        yield Complaint(name, "rules", _("State one standard for the wait, not two."))


def _changes(rule: Rule) -> Iterator[str]:
    if not rule.says.strip():
        yield _("Say the rule in one sentence.")
    if isinstance(rule, DirectRoute | Concern):
        strange = sorted(set(rule.concerns) - set(CONCERNS))
        if strange or not rule.concerns:
            yield _("Choose concerns among: {list}.").format(list=", ".join(CONCERNS))
    if isinstance(rule, Bands) and not (rule.instruments and rule.band):
        yield _("Name the instruments and the band.")
    if isinstance(rule, Bands) and not 1 <= rule.at_least <= 9:
        yield _("Let at_least be from 1 to 9.")
    if isinstance(rule, Bands) and rule.where != "any_sections" and rule.at_least != 1:
        yield _("at_least goes with “where: any_sections” only.")
    least = 0 if isinstance(rule, Interventions) else 1
    for number in (getattr(rule, "weeks", least), getattr(rule, "months", least)):
        if not least <= number <= LONGEST:
            yield _("Give a number from {least} to {most}.").format(least=least, most=LONGEST)
