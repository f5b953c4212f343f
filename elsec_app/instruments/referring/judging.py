"""What local rules say of one child: met, not met, or cannot tell, and the sentence for each.

Pure: everything that is asked of is in the ``Case``. A person decides; this shows why.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any, Literal

import msgspec

from elsec_app.i18n import _, ngettext
from elsec_app.instruments.ages import completes
from elsec_app.instruments.referring import rules as r
from elsec_app.instruments.referring.concerns import concern_words
from elsec_app.instruments.referring.rules import LocalRules, Rule

Verdict = Literal["met", "not_met", "cannot_tell", "not_needed", "clock"]
Standing = Literal["straight", "met", "not_met", "cannot_tell"]


class Attempt(msgspec.Struct, frozen=True):
    """A band in one section. ``step`` counts sections from the one for the child's age: 0 is that
    one, -1 the one below; none where the order of sections is not known here."""

    band: str | None
    step: int | None


class Screen(msgspec.Struct, frozen=True):
    """A signed screening, as rules ask of it."""

    instrument: str
    title: str
    on: date
    attempts: tuple[Attempt, ...] = ()


class Tried(msgspec.Struct, frozen=True):
    """What has been tried; ``until`` none while it still runs."""

    since: date | None = None
    until: date | None = None


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One child, on one day. ``earlier`` are screens before ``screen``, by any tool."""

    today: date
    concerns: frozenset[str] = frozenset()
    decision: str = ""
    screen: Screen | None = None
    earlier: tuple[Screen, ...] = ()
    tried: Tried | None = None
    seen: Literal["yes", "no", ""] = ""  # by the receiving service, ever
    seen_on: date | None = None
    hearing: Literal["yes", "no", "not_known"] = "not_known"


class Said(msgspec.Struct, frozen=True):
    """One rule: what it comes to, in a few words and as the print quotes it."""

    rule: str
    part: Literal["reason", "condition", "clock"]
    verdict: Verdict
    because: str
    quoted: str


class Judgement(msgspec.Struct, frozen=True):
    """``straight``: by a direct route, whatever the conditions say."""

    standing: Standing
    said: tuple[Said, ...]

    @property
    def quoted(self) -> tuple[Said, ...]:
        """What the print quotes: the reasons that are met (all of them where none is), and every
        condition and clock; a direct route only where it is taken."""
        reasons = {one.verdict for one in self.said if one.part == "reason"}
        wanted = ("met",) if "met" in reasons else ("not_met", "cannot_tell")
        return tuple(s for s in self.said if s.part != "reason" or s.verdict in wanted)


def judge(rules: LocalRules, case: Case) -> Judgement:
    """What *rules* say of *case*."""
    found = {rule.id: _JUDGES[type(rule)](rule, case) for rule in rules.rules}
    straight = any(
        isinstance(rule, r.DirectRoute) and found[rule.id][0] == "met" for rule in rules.rules
    )
    said = tuple(_said(rules, rule, *found[rule.id], straight=straight) for rule in rules.rules)
    return Judgement("straight" if straight else _standing(said), said)


def _said(rules: LocalRules, rule: Rule, verdict: Verdict, because: str, *, straight: bool) -> Said:
    part = r.PART[type(rule)]
    if straight and part == "condition" and verdict != "met":
        verdict = "not_needed"
        because = _("does not apply: this goes straight to referral.")
    return Said(rule.id, part, verdict, because, rules.quote(rule, because))


def _standing(said: Iterable[Said]) -> Standing:
    """One reason is enough; every condition must hold; doubt is never rounded up."""
    listed = list(said)
    reasons = [one.verdict for one in listed if one.part == "reason"]
    conditions = [one.verdict for one in listed if one.part == "condition"]
    if "not_met" in conditions or not {"met", "cannot_tell"} & {*reasons}:
        return "not_met"
    if "cannot_tell" in conditions or "met" not in reasons:
        return "cannot_tell"
    return "met"


_Found = tuple[Verdict, str]


def _direct(rule: r.DirectRoute, case: Case) -> _Found:
    found = _concerned(rule, case)
    return found if found[0] == "met" else ("not_needed", found[1])


def _concerned(rule: r.DirectRoute | r.Concern, case: Case) -> _Found:
    named = [concern_words(c) for c in rule.concerns if c in case.concerns]
    if named:
        return "met", _("met, by {list}.").format(list=", ".join(named).lower())
    return "not_met", _("no such concern is stated.")


def _decided(_rule: r.Decided, case: Case) -> _Found:
    if case.decision == "refer":
        return "met", _("met: a therapist has decided so.")
    if case.decision:
        return "not_met", _("not met: the therapist decided otherwise.")
    return "not_met", _("not met: no therapist has decided yet.")


def _bands(rule: r.Bands, case: Case) -> _Found:
    screen = case.screen
    if screen is None:
        return "not_met", _("not met: the child has not been screened.")
    if screen.instrument not in rule.instruments:
        return "cannot_tell", _("cannot tell: the child was screened with {tool}.").format(
            tool=screen.title
        )
    got = [attempt for attempt in screen.attempts if attempt.band == rule.band]
    if rule.where == "any_sections":
        enough = len(got) >= rule.at_least
        counted = ngettext("{n} section", "{n} sections", len(got)).format(n=len(got))
        how = _("met, in {sections}.") if enough else _("not met: so banded in {sections}.")
        return ("met" if enough else "not_met"), how.format(sections=counted)
    return _in_steps(rule, screen, {attempt.step for attempt in got})


def _in_steps(rule: r.Bands, screen: Screen, got: set[int | None]) -> _Found:
    wanted = (0, -1) if rule.where == "age_section_and_below" else (0,)
    if any(attempt.step is None for attempt in screen.attempts):
        return "cannot_tell", _("cannot tell: the screen itself is not on this computer.")
    tried = {attempt.step for attempt in screen.attempts if attempt.band is not None}
    names = {0: _("the section for the child's age"), -1: _("the section below")}
    for step in wanted:
        if step not in tried:
            return "cannot_tell", _("cannot tell: {section} has no band.").format(
                section=names[step]
            )
        if step not in got:
            return "not_met", _("not met in {section}.").format(section=names[step])
    return "met", _("met, on {day}.").format(day=_day(screen.on))


def _screened(_rule: r.Screened, case: Case) -> _Found:
    if case.screen is None:
        return "not_met", _("not met: no screening is on record.")
    return "met", _("met: {tool}, {day}.").format(tool=case.screen.title, day=_day(case.screen.on))


def _review_screen(rule: r.ReviewScreen, case: Case) -> _Found:
    screen = case.screen
    if screen is None:
        return "not_met", _("not met: no screening is on record.")
    same = [s.on for s in case.earlier if s.instrument == screen.instrument and s.on < screen.on]
    if not same and case.earlier:
        return "cannot_tell", _("cannot tell: the earlier screen was with another tool.")
    if not same:
        first = _day(screen.on + timedelta(weeks=rule.weeks))
        return "not_met", _("not met: only one screen; the review is due from {day}.").format(
            day=first
        )
    between = (screen.on - min(same)).days // 7
    met = min(same) + timedelta(weeks=rule.weeks) <= screen.on
    apart = ngettext("{n} week", "{n} weeks", between).format(n=between)
    words = _("met: {weeks} between the screens.") if met else _("not met: only {weeks} apart.")
    return ("met" if met else "not_met"), words.format(weeks=apart)


def _interventions(rule: r.Interventions, case: Case) -> _Found:
    tried = case.tried
    if tried is None:
        return "not_met", _("not met: nothing tried is on record.")
    if not rule.weeks:
        return "met", _("met: what was tried is on record.")
    if tried.since is None:
        return "cannot_tell", _("cannot tell: nobody wrote since when.")
    weeks = ((tried.until or case.today) - tried.since).days // 7
    lasted = ngettext("{n} week", "{n} weeks", weeks).format(n=weeks)
    words = _("met: tried for {weeks}.") if weeks >= rule.weeks else _("not met: only {weeks}.")
    return ("met" if weeks >= rule.weeks else "not_met"), words.format(weeks=lasted)


def _not_seen(rule: r.NotSeenWithin, case: Case) -> _Found:
    if case.seen == "no":
        return "met", _("met: the service has not seen the child.")
    if not case.seen or case.seen_on is None:
        return "cannot_tell", _("cannot tell: it is not known when the service last saw the child.")
    recent = completes(case.seen_on, rule.months) > case.today
    words = _("not met: last seen on {day}.") if recent else _("met: last seen on {day}.")
    return ("not_met" if recent else "met"), words.format(day=_day(case.seen_on))


def _hearing(_rule: r.Hearing, case: Case) -> _Found:
    found: dict[str, _Found] = {
        "yes": ("met", _("met: hearing has been checked.")),
        "no": ("not_met", _("not met: hearing has not been checked.")),
        "not_known": ("cannot_tell", _("cannot tell: it is not known.")),
    }
    return found[case.hearing]


def _rescreen(rule: r.Rescreen, case: Case) -> _Found:
    if case.screen is None:
        return "clock", _("there is no screen to count from.")
    due = case.screen.on + timedelta(weeks=rule.weeks)
    words = _("due since {day}.") if due <= case.today else _("due on {day}.")
    return "clock", words.format(day=_day(due))


def _wait(rule: r.Wait, _case: Case) -> _Found:
    weeks = ngettext("{n} week", "{n} weeks", rule.weeks).format(n=rule.weeks)
    return "clock", _("the wait is counted against {weeks}.").format(weeks=weeks)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_JUDGES: dict[type, Callable[[Any, Case], _Found]] = {
    r.DirectRoute: _direct,
    r.Decided: _decided,
    r.Bands: _bands,
    r.Concern: _concerned,
    r.Screened: _screened,
    r.ReviewScreen: _review_screen,
    r.Interventions: _interventions,
    r.NotSeenWithin: _not_seen,
    r.Hearing: _hearing,
    r.Rescreen: _rescreen,
    r.Wait: _wait,
}
