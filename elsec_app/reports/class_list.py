"""A class, child by child, on its side: the band of each strand as icon and word."""

from datetime import date

from elsec_app.i18n import _
from elsec_app.reports.class_offer import coverage_words
from elsec_app.reports.evidence import tool
from elsec_app.reports.facts import ClassListFacts, ListRow
from elsec_app.reports.furniture import short_day
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import A4, look
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off_small
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table

LANDSCAPE = (A4[1], A4[0])


def class_list(facts: ClassListFacts) -> bytes:
    """The class list as PDF, A4 on its side."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: ClassListFacts) -> str:
    return _("Class list: {group}").format(group=facts.class_name)


def compose(sheet: Sheet, facts: ClassListFacts) -> None:
    audience = _("the SENCO and class staff at {setting}").format(setting=facts.setting.name)
    running = Running(title(facts), audience, facts.term, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts), size=LANDSCAPE)
    if facts.coverage:
        words(sheet, coverage_words(facts.coverage))
        sheet.gap(6)
    columns = [Column(_("Child"), 1.4)]
    columns += [Column(strand, 1.6) for strand in facts.strands]
    columns += [Column(_("Screened"), 1.05), Column(_("What next"), 1.2)]
    table(sheet, columns, [_row(row, len(facts.strands)) for row in facts.rows], pad=3)
    sheet.gap(4)
    if facts.instrument:
        words(sheet, tool(facts.instrument), sheet.look.small)
    sign_off_small(sheet, facts.imprint)


def _row(row: ListRow, strands: int) -> list[Cell]:
    style = look()
    born = _("born {day}").format(day=short_day(row.child.born))
    cells: list[Cell] = [(Bit(row.child.name, style.table_strong, before=2), *_small(born))]
    for n in range(strands):
        band = row.bands[n] if n < len(row.bands) else None
        cells.append((Bit(band.label, style.small_strong, band.kind),) if band else _plain("–"))
    screened = short_day(row.screened_on) if row.screened_on else row.state or _("not screened")
    cells.append((*_plain(screened), *_small(row.state if row.screened_on else None)))
    again = _again(row.rescreen_on) if row.rescreen_on else None
    cells.append((*_plain(row.decision or "–"), *_small(row.known), *_small(again)))
    return cells


def _again(when: date) -> str:
    return _("again {day}").format(day=short_day(when))


def _plain(text: str) -> Cell:
    return (Bit(text, look().table, before=2),)


def _small(text: str | None) -> Cell:
    return (Bit(text, look().small),) if text else ()
