"""A setting's own list of what it has in place for speech, language and communication."""

from datetime import date

from elsec_app.i18n import _
from elsec_app.reports.facts import ProvisionLine, ProvisionListFacts
from elsec_app.reports.furniture import short_day
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import look
from elsec_app.reports.place import words
from elsec_app.reports.press import masthead, printed, sign_off_small
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table


def provision_list(facts: ProvisionListFacts) -> bytes:
    """The list as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: ProvisionListFacts) -> str:
    return _("What is in place at {setting}").format(setting=facts.setting.name)


def compose(sheet: Sheet, facts: ProvisionListFacts) -> None:
    about = _("Speech, language and communication")
    audience = _("families, the setting and its advisers")
    running = Running(title(facts), audience, about, facts.imprint, draft=False, screen=False)
    masthead(sheet, running, title(facts))
    said = _(
        "The setting wrote this list itself, oldest first. It is there to be asked about: it"
        " places no child, and compares no settings."
    )
    words(sheet, said)
    sheet.gap(8)
    if facts.lines:
        columns = (Column(_("What"), 3), Column(_("Since")), Column(_("Looked at")))
        table(sheet, columns, [_row(line) for line in facts.lines])
    else:
        words(sheet, _("Nothing is recorded yet."))
    sign_off_small(sheet, facts.imprint, draft=False)


def _row(line: ProvisionLine) -> tuple[Cell, ...]:
    style = look()
    told = [Bit(line.title, style.table_strong)]
    if line.what:
        told.append(Bit(line.what, style.table))
    source = _("Source: {source}").format(source=line.source) if line.source else None
    led = _("Led by {name}").format(name=line.led_by) if line.led_by else None
    if small := " · ".join(filter(None, (led, source))):
        told.append(Bit(small, style.small, before=1))
    return (
        tuple(told),
        (Bit(short_day(line.since), style.table),),
        tuple(Bit(text, style.table) for text in _looked_at(line)),
    )


def _looked_at(line: ProvisionLine) -> list[str]:
    last = _said(_("Last {day}"), line.reviewed_on) or _("Not yet")
    return [last, *filter(None, [_said(_("Again by {day}"), line.review_by)])]


def _said(words: str, day: date | None) -> str:
    return words.format(day=short_day(day)) if day else ""
