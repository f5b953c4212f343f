"""A cohort in counts: coverage first, then the bands before and after, then what was done."""

from collections.abc import Sequence

from elsec_app.i18n import _
from elsec_app.reports.blocks import heading
from elsec_app.reports.charts import in_order, share, stacked
from elsec_app.reports.evidence import cautions, tool
from elsec_app.reports.facts import Band, BandChange, BandCount, CohortReportFacts, CountLine
from elsec_app.reports.lines import Bit
from elsec_app.reports.look import look
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off_small
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Cell, Column, table


def cohort_report(facts: CohortReportFacts) -> bytes:
    """The report as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: CohortReportFacts) -> str:
    return _("Cohort report: {cohort}").format(cohort=facts.cohort)


def compose(sheet: Sheet, facts: CohortReportFacts) -> None:
    # Small numbers can tell who a child is: with them the report stays in the team.
    audience = _("the service and its partners") if facts.suppressed_below else _("the team only")
    about = facts.imprint.setting or facts.imprint.area
    running = Running(title(facts), audience, about, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts))
    _coverage(sheet, facts)
    if facts.changes:
        heading(sheet, _("Bands at baseline and at repeat"), keep=120)
        words(
            sheet, _("The same tool and edition both times. A change here is not proof of cause.")
        )
        for change in facts.changes:
            _change(sheet, change)
    if facts.strands:
        heading(sheet, _("Bands by strand"), keep=100)
        rows = [(strand.strand, strand.counts) for strand in facts.strands]
        stacked(sheet, rows)
        _band_table(sheet, _("Strand"), rows)
    _counts(sheet, _("Newly identified and already known"), facts.known)
    _counts(sheet, _("Interventions"), facts.interventions)
    _counts(sheet, _("Referrals"), facts.referrals)
    cautions(sheet, facts.cautions)
    if facts.suppressed_below:
        words(sheet, _suppression(facts.suppressed_below), sheet.look.small)
    words(sheet, tool(facts.instrument), sheet.look.small)
    sign_off_small(sheet, facts.imprint)


def _suppression(least: int) -> str:
    return _(
        "Numbers below {n}, and others from which they could be worked out, are not shown: “few”."
    ).format(n=least)


def _coverage(sheet: Sheet, facts: CohortReportFacts) -> None:
    heading(sheet, _("Coverage"), keep=80)
    coverage = facts.coverage
    rest = coverage.listed - coverage.screened
    parts = (
        BandCount(Band("track", _("Screened")), coverage.screened),
        BandCount(Band("quiet", _("Not screened")), rest),
    )
    stacked(sheet, [(_("Of {n} children").format(n=coverage.listed), parts)])
    screened = share(coverage.screened, coverage.listed)
    lines = [CountLine(_("Screened"), coverage.screened, screened)]
    lines += [
        CountLine(why, count, share(count, coverage.listed)) for why, count in coverage.not_screened
    ]
    _count_table(sheet, lines)


def _change(sheet: Sheet, change: BandChange) -> None:
    heading(sheet, change.phase, level=3, keep=110)
    rows = [(_("Baseline"), change.baseline), (_("Repeat"), change.repeat)]
    known = [(label, counts) for label, counts in rows if counts]
    stacked(sheet, known)
    _band_table(sheet, _("When"), known)
    if change.note:
        words(sheet, change.note, sheet.look.small)


def _band_table(sheet: Sheet, head: str, rows: Sequence[tuple[str, Sequence[BandCount]]]) -> None:
    """The numbers of a chart again, as a table that can be read and copied."""
    style = look()
    bands = {count.band.label: count.band for _row, counts in rows for count in counts}
    labels = [band.label for band in in_order(bands.values())]
    body: list[tuple[Cell, ...]] = []
    for label, counts in rows:
        by_band = {count.band.label: count for count in counts}
        cells = [(Bit(_shown(by_band.get(name)), style.table),) for name in labels]
        body.append(((Bit(label, style.table_strong),), *cells))
    table(sheet, [Column(head, 1.4), *[Column(name) for name in labels]], body)


def _shown(count: BandCount | None) -> str:
    if count is None:
        return "0"
    return _("few") if count.children is None else str(count.children)


def _counts(sheet: Sheet, title_: str, lines: Sequence[CountLine]) -> None:
    if lines:
        heading(sheet, title_, keep=70)
        _count_table(sheet, lines)


def _count_table(sheet: Sheet, lines: Sequence[CountLine]) -> None:
    style = look()
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        number = _("few") if line.count is None else str(line.count)
        rows.append(
            (
                (Bit(line.what, style.table_strong),),
                (Bit(number, style.table),),
                (Bit(line.note or "–", style.table),),
            )
        )
    columns = (Column(_("What"), 2), Column(_("Children"), 0.8), Column(_("Note"), 2))
    table(sheet, columns, rows)
