"""A class, child by child, on its side: the band of each strand as icon and word."""

from elsec_app.i18n import _
from elsec_app.reports.class_offer import coverage_words
from elsec_app.reports.evidence import band_bit, tool
from elsec_app.reports.facts import ClassListFacts, ListRow
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import A4, look
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off
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
    columns = [Column(_("Child"), 1.7), *[Column(strand, 1.55) for strand in facts.strands]]
    columns += [Column(_("Screened"), 1.0), Column(_("What next"), 1.6)]
    table(sheet, columns, [_row(row, len(facts.strands)) for row in facts.rows])
    if facts.instrument:
        words(sheet, tool(facts.instrument), sheet.look.small)
    sign_off(sheet, facts.imprint)


def _row(row: ListRow, strands: int) -> list[Cell]:
    style = look()
    name = [Bit(row.child.name, style.table_strong)]
    name.append(Bit(_("born {day}").format(day=day(row.child.born)), style.small))
    cells: list[Cell] = [tuple(name)]
    for n in range(strands):
        band = row.bands[n] if n < len(row.bands) else None
        cells.append((band_bit(band),) if band else (Bit("–", style.table),))
    when = day(row.screened_on) if row.screened_on else row.state or _("not screened")
    cells.append((Bit(when, style.table), *_small(row.state if row.screened_on else None)))
    again = _("again {day}").format(day=day(row.rescreen_on)) if row.rescreen_on else None
    cells.append((Bit(row.decision or "–", style.table), *_small(again), *_small(row.known)))
    return cells


def _small(text: str | None) -> tuple[Bit, ...]:
    return (Bit(text, look().small),) if text else ()
