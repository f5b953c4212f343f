"""One child for the people who work with them: how it looks, what to do, when we look again."""

from elsec_app.i18n import _
from elsec_app.operations.words import age_words
from elsec_app.reports.blocks import grid, heading
from elsec_app.reports.evidence import band_strip, screening, strategies, tried
from elsec_app.reports.facts import ChildSummaryFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off
from elsec_app.reports.sheet import Running, Sheet


def child_summary(facts: ChildSummaryFacts) -> bytes:
    """The summary as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: ChildSummaryFacts) -> str:
    return _("Summary for {child}").format(child=facts.child.known_as or facts.child.name)


def compose(sheet: Sheet, facts: ChildSummaryFacts) -> None:
    audience = _("staff at {setting}").format(setting=facts.setting.name)
    about = _("about {child}").format(child=facts.child.name)
    running = Running(title(facts), audience, about, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts))
    _glance(sheet, facts)
    if facts.strategies:
        heading(sheet, _("What to do"), keep=90)
        strategies(sheet, facts.strategies)
    heading(sheet, _("What the screen showed"), keep=150)
    screening(sheet, facts.screening)
    if facts.interventions:
        heading(sheet, _("Groups and other help"), keep=90)
        tried(sheet, facts.interventions)
    sign_off(sheet, facts.imprint)


def _glance(sheet: Sheet, facts: ChildSummaryFacts) -> None:
    look, child = sheet.look, facts.child
    with sheet.card(look.page, look.line):
        words(sheet, child.name, look.heading, tag="P")
        line = (
            _("Born {day}").format(day=day(child.born)),
            child.year_group,
            child.class_name,
            _("aged {age} at the screen").format(age=age_words(facts.screening.age_months)),
        )
        words(sheet, " · ".join(filter(None, line)))
        if facts.summary:
            sheet.gap(5)
            words(sheet, facts.summary, look.strong)
        sheet.gap(6)
        band_strip(sheet, facts.screening.strands)
        again = day(facts.rescreen_on) if facts.rescreen_on else _("not set")
        grid(
            sheet,
            (
                (_("Help for now"), facts.tier),
                (_("Decision"), facts.decision),
                (_("We look again"), again),
                (_("Hearing"), facts.hearing or _("not recorded")),
                (_("Home languages"), ", ".join(child.home_languages)),
            ),
        )
