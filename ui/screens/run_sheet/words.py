"""How the run sheet says where a child stands."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from elsec_app.i18n import _, ngettext
from elsec_app.operations import cohorts
from elsec_app.operations.cohorts import IN_PROGRESS, OPTED_OUT, PARTLY, SCREENED, TO_SCREEN
from elsec_app.operations.people import ChildLine
from elsec_app.operations.today import Today, TodayLine
from elsec_app.operations.words import day_words
from ui.widgets.model import Done, Row
from ui.widgets.paint import Mark
from ui.widgets.status import band_mark

_MARKS = {
    TO_SCREEN: ("circle-dashed", "quiet"),
    IN_PROGRESS: ("clock", "green"),
    PARTLY: ("circle-dot", "green"),
    OPTED_OUT: ("ban", "quiet"),
    "language": ("languages", "quiet"),
    "left": ("log-out", "quiet"),
}


def age(months: int) -> str:
    """Completed months as years and months: 51 is ``4 y 3 m``."""
    return _("{years} y {months} m").format(years=months // 12, months=months % 12)


def mark(line: TodayLine) -> Mark:
    """Where a child stands, as a pill."""
    state = line.sheet.state
    if state == SCREENED:
        return band_mark(line.tone or "quiet", line.sheet.overall or cohorts.state_words(SCREENED))
    if state in (TO_SCREEN, IN_PROGRESS) and line.sheet.again:
        return Mark(_("Try again"), "redo-2", "watch")
    icon, tone = _MARKS.get(state, ("circle-pause", "quiet"))
    return Mark(cohorts.state_words(state), icon, tone)


def again(line: TodayLine) -> str:
    """Why the child is to be tried again, where that was said on another day."""
    day = line.sheet.again_on
    if day is None or line.sheet.state not in (TO_SCREEN, IN_PROGRESS):
        return ""
    why = cohorts.state_words(line.sheet.again).lower()
    return _("Not screened on {day}: {why}.").format(day=day_words(day), why=why)


def row(line: TodayLine, names: Counter[str]) -> Row:
    """A child's row; the whole name where two would read alike."""
    child = line.sheet.child
    name = child.short_name if names[child.short_name] == 1 else child.name
    return Row(child.id, (name, age(line.sheet.months), _items(line), mark(line)))


def rows(lines: Iterable[TodayLine], names: Counter[str]) -> list[Row]:
    return [row(line, names) for line in lines]


def names(at: Today) -> Counter[str]:
    return Counter(line.sheet.child.short_name for line in at.lines)


def elsewhere(child: ChildLine) -> Row:
    """A child found who is in another class."""
    return Row(child.id, (child.name, "", "", Mark(_("In another class"), "users", "quiet")))


def _items(line: TodayLine) -> str | Done:
    if line.sheet.state == SCREENED:
        return _("Done")
    if line.sheet.state not in (TO_SCREEN, IN_PROGRESS, PARTLY) or line.chosen is None:
        return "–"
    said = _("{done} of {total}").format(done=line.done, total=line.total)
    return Done(line.done, line.total, said) if line.sheet.state == IN_PROGRESS else said


def coverage(at: Today) -> str:
    """“17 of 30 screened · 2 absent · 1 opted out · 10 to go”."""
    count = dict(at.coverage)
    total = sum(count.values())
    parts = [
        _("{n} of {total} screened").format(n=count.pop(SCREENED, 0), total=total),
    ]
    to_go = sum(count.pop(state, 0) for state in (TO_SCREEN, PARTLY, IN_PROGRESS))
    parts += [
        _("{n} {state}").format(n=n, state=cohorts.state_words(state).lower())
        for state, n in sorted(count.items(), key=lambda pair: -pair[1])
    ]
    parts.append(_("{n} to go").format(n=to_go) if to_go else _("nobody to go"))
    return " · ".join(parts)


def subtitle(at: Today, today: date) -> str:
    """The round, the class, how many; and until when families may opt out, while they may."""
    many = ngettext("{n} child", "{n} children", len(at.lines)).format(n=len(at.lines))
    until = at.cohort.opt_out_by
    opt_out = ""
    if until is not None and until >= today:
        opt_out = _("families may opt out until {day}").format(day=day_words(until))
    return " · ".join(filter(None, (at.cohort.name, at.class_name, many, opt_out)))


def first_name(child: ChildLine) -> str:
    return child.known_as or child.forename


def start(line: TodayLine) -> str:
    """The words on the one filled button."""
    name = first_name(line.sheet.child)
    if line.plan is not None and line.plan.state == IN_PROGRESS:
        return _("Go on with {name}").format(name=name)
    if line.sheet.state == PARTLY:
        return _("Next screen for {name}").format(name=name)
    return _("Screen {name}").format(name=name)


def may_start(line: TodayLine) -> bool:
    """Whether the child can be screened now; someone absent may have come after all."""
    return line.chosen is not None and line.sheet.state not in (SCREENED, OPTED_OUT, "left")


def asked(questions: int, who: str, to_rate: int) -> str:
    """That somebody waits for an answer, or for a second rating."""
    said = ngettext("{n} question from {who}", "{n} questions, the first from {who}", questions)
    again = ngettext("{n} to rate a second time", "{n} to rate a second time", to_rate)
    parts = (said.format(n=questions, who=who), again.format(n=to_rate))
    return " · ".join(p for p, n in zip(parts, (questions, to_rate), strict=True) if n)
