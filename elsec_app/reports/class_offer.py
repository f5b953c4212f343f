"""The class plan: a page for the wall. What helps this whole class, and why; no child is named."""

from elsec_app.i18n import _, ngettext
from elsec_app.reports import shapes
from elsec_app.reports.blocks import heading
from elsec_app.reports.charts import height, stacked
from elsec_app.reports.evidence import source, tool_name
from elsec_app.reports.facts import ClassOfferFacts, Coverage, Strategy
from elsec_app.reports.fonts import face
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit, flow, height_of
from elsec_app.reports.look import Style
from elsec_app.reports.place import pour, words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off_small
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.tags import ordered_list

_NUMERAL = 30.0


def class_offer(facts: ClassOfferFacts) -> bytes:
    """The class plan as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: ClassOfferFacts) -> str:
    return _("What helps {group}").format(group=facts.class_name)


def compose(sheet: Sheet, facts: ClassOfferFacts) -> None:
    """On one page where that can be: it hangs on a wall."""
    sheet.within(1, lambda: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: ClassOfferFacts) -> None:
    about = " · ".join(filter(None, (facts.setting.name, facts.year_group, facts.term)))
    audience = _("everyone who works in {group}").format(group=facts.class_name)
    running = Running(title(facts), audience, about, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts))
    words(sheet, _opening(facts), sheet.look.body)
    sheet.gap(10)
    with sheet.canvas.element("L", attributes=ordered_list()):
        for n, strategy in enumerate(facts.offer, 1):
            _step(sheet, n, strategy)
    if facts.strands:
        rows = [(strand.strand, strand.counts) for strand in facts.strands]
        heading(sheet, _("How the class is doing"), keep=height(sheet, rows))
        stacked(sheet, rows)
    sheet.gap(6)
    covered = coverage_words(facts.coverage) if facts.coverage else None
    used = tool_name(facts.instrument) + "." if facts.instrument else None
    words(sheet, " ".join(filter(None, (facts.note, covered, used))), sheet.look.small)
    sign_off_small(sheet, facts.imprint)


def _opening(facts: ClassOfferFacts) -> str:
    n = len(facts.offer)
    text = ngettext(
        "{n} thing to do every day, for every child.",
        "{n} things to do every day, for every child.",
        n,
    ).format(n=n)
    if facts.rescreen_on:
        text += " " + _("We look again on {day}.").format(day=day(facts.rescreen_on))
    return text


def coverage_words(coverage: Coverage) -> str:
    """``27 of 30 children were screened. Absent 2, opted out 1.``"""
    text = _("{n} of {m} children were screened.").format(n=coverage.screened, m=coverage.listed)
    rest = ", ".join(f"{why} {count}" for why, count in coverage.not_screened)
    return f"{text} {_('Not screened: {list}.').format(list=rest)}" if rest else text


def _step(sheet: Sheet, n: int, strategy: Strategy) -> None:
    """One thing to do, with its numeral in the margin."""
    look = sheet.look
    large = Style("bold", 13.5, 18, look.ink)
    content = (
        Bit(strategy.title, large),
        Bit(_how(strategy), Style("regular", 11.5, 16.5, look.ink)),
        Bit(
            strategy.why, Style("regular", look.body.size, look.body.leading, look.ink_2), before=1
        ),
        Bit(source(strategy), look.small, before=2),
    )
    found = flow(content, sheet.width - _NUMERAL - 10)
    sheet.need(min(height_of(found), 160))
    with sheet.canvas.element("LI"):
        with sheet.canvas.element("Lbl"):
            _numeral(sheet, str(n))
        with sheet.inset(_NUMERAL + 10), sheet.canvas.element("LBody"):
            pour(sheet, found)
    sheet.gap(11)


def _how(strategy: Strategy) -> str:
    if not strategy.example:
        return strategy.what
    return _("{how} For example: {example}").format(how=strategy.what, example=strategy.example)


def _numeral(sheet: Sheet, text: str) -> None:
    look, radius = sheet.look, _NUMERAL / 2
    x, y = sheet.x + radius, sheet.y - radius + 1
    style = Style("bold", 15, 18, look.white)
    disc = shapes.circle(x, y, radius, "f")
    sheet.canvas.artifact(shapes.fill(look.green), disc)
    with sheet.canvas.marked():
        sheet.canvas.write(x - face("bold").width(text, 15) / 2, y - 5.2, text, style)
