"""A child's record in order of date: what happened, who said so, where to find it again."""

from elsec_app.i18n import _
from elsec_app.reports.facts import Event, TimelineFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import look
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table


def timeline(facts: TimelineFacts) -> bytes:
    """The timeline as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: TimelineFacts) -> str:
    return _("Timeline for {child}").format(child=facts.child.known_as or facts.child.name)


def compose(sheet: Sheet, facts: TimelineFacts) -> None:
    audience = facts.purpose or _("the people who work with the child and family")
    about = _("about {child}").format(child=facts.child.name)
    running = Running(title(facts), audience, about, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts))
    child = facts.child
    line = (_("Born {day}").format(day=day(child.born)), facts.setting.name, child.class_name)
    words(sheet, " · ".join(filter(None, line)))
    sheet.gap(6)
    columns = (Column(_("When"), 1.1), Column(_("What happened"), 3), Column(_("Who"), 1.4))
    events = sorted(facts.events, key=lambda event: event.on)
    table(sheet, columns, [_event(event) for event in events])
    sign_off(sheet, facts.imprint)


def _event(event: Event) -> tuple[Cell, Cell, Cell]:
    style = look()
    what = [Bit(event.what, style.table_strong)]
    if event.detail:
        what.append(Bit(event.detail, style.table))
    who = [Bit(event.by or "–", style.table)]
    if event.code:
        who.append(Bit(_("code {code}").format(code=event.code), style.small))
    return (Bit(day(event.on), style.table),), tuple(what), tuple(who)
