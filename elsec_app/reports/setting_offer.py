"""A setting's universal offer: how the classes are, what is in place, groups by need."""

from collections.abc import Sequence

from elsec_app.i18n import _
from elsec_app.reports.blocks import heading
from elsec_app.reports.charts import share, stacked
from elsec_app.reports.evidence import source
from elsec_app.reports.facts import Group, SettingOfferFacts, Strategy
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import look
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table


def setting_offer(facts: SettingOfferFacts) -> bytes:
    """The setting's summary as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: SettingOfferFacts) -> str:
    return _("The universal offer at {setting}").format(setting=facts.setting.name)


def compose(sheet: Sheet, facts: SettingOfferFacts) -> None:
    audience = _("the SENCO and leaders")
    running = Running(title(facts), audience, facts.term, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts))
    _coverage(sheet, facts)
    for line in facts.classes:
        if line.strands:
            heading(sheet, line.class_name, level=3, keep=80)
            stacked(sheet, [(strand.strand, strand.counts) for strand in line.strands])
    if facts.strategies:
        heading(sheet, _("What is in place"), keep=100)
        _in_place(sheet, facts.strategies)
    if facts.groups:
        heading(sheet, _("Groups by need"), keep=90)
        _groups(sheet, facts.groups)
    if facts.note:
        words(sheet, facts.note)
    if facts.rescreen_on:
        words(sheet, _("We look again on {day}.").format(day=day(facts.rescreen_on)))
    sign_off(sheet, facts.imprint)


def _coverage(sheet: Sheet, facts: SettingOfferFacts) -> None:
    style = look()
    heading(sheet, _("Who was screened"), keep=80)
    rows: list[tuple[Cell, ...]] = []
    for line in facts.classes:
        rest = ", ".join(f"{why} {count}" for why, count in line.coverage.not_screened)
        screened = share(line.coverage.screened, line.coverage.listed)
        rows.append(
            (
                (Bit(line.class_name, style.table_strong),),
                (Bit(screened, style.table),),
                (Bit(rest or "–", style.table),),
            )
        )
    table(sheet, (Column(_("Class")), Column(_("Screened")), Column(_("Not screened"), 2)), rows)


def _in_place(sheet: Sheet, strategies: Sequence[Strategy]) -> None:
    style = look()
    words_for = {True: _("in place"), False: _("not yet"), None: _("not recorded")}
    rows: list[tuple[Cell, ...]] = []
    for each in strategies:
        about = " · ".join(filter(None, (each.strand, each.tier, source(each))))
        text = (
            Bit(each.what, style.table),
            Bit(_("Why: {why}").format(why=each.why), style.table),
            Bit(about, style.small, before=1),
        )
        here = (Bit(words_for[each.in_place], style.table_strong),)
        rows.append(((Bit(each.title, style.table_strong),), text, here))
    table(sheet, (Column(_("What helps"), 1.2), Column(_("How"), 3), Column(_("Here"), 0.8)), rows)


def _groups(sheet: Sheet, groups: Sequence[Group]) -> None:
    style = look()
    rows: list[tuple[Cell, ...]] = []
    for group in groups:
        plan = " · ".join(filter(None, (group.programme, group.led_by)))
        rows.append(
            (
                (Bit(group.need, style.table_strong),),
                (Bit(", ".join(group.children), style.table),),
                (Bit(plan or "–", style.table),),
            )
        )
    table(sheet, (Column(_("Need")), Column(_("Children"), 2), Column(_("Plan"), 1.3)), rows)
