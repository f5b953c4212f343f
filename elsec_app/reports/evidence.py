"""The blocks that several prints share: a screening, what was tried, what to do."""

from collections.abc import Sequence
from itertools import groupby

from elsec_app.i18n import _
from elsec_app.operations.words import age_words
from elsec_app.reports.blocks import Fact, bullets, heading, notice, strip
from elsec_app.reports.facts import (
    Background,
    Band,
    Instrument,
    Intervention,
    ScreeningFacts,
    StrandLine,
    Strategy,
)
from elsec_app.reports.furniture import day, short_day
from elsec_app.reports.lines import Bit, flow, height_of
from elsec_app.reports.look import look
from elsec_app.reports.place import bits, words
from elsec_app.reports.sheet import Sheet
from elsec_app.reports.table import Cell, Column, table

FINGERPRINT = 16
"""Signs of a pack's hash on paper: enough to tell two packs apart, few enough to compare by eye."""


def band_bit(band: Band) -> Bit:
    return Bit(band.label, look().table_strong, band.kind)


def band_strip(sheet: Sheet, strands: Sequence[StrandLine]) -> None:
    """Each strand above its band: the whole picture in one glance."""
    strip(sheet, [(line.strand, band_bit(line.band)) for line in strands])


def screening(sheet: Sheet, facts: ScreeningFacts, *, level: int = 3) -> None:
    """One screening with everything that gave its bands."""
    title = _("{tool}, {day}, aged {age}").format(
        tool=facts.instrument.title, day=day(facts.on), age=age_words(facts.age_months)
    )
    heading(sheet, title, level=level, keep=90)
    columns = (
        Column(_("Strand"), 1.05),
        Column(_("Band"), 1.6),
        Column(_("What it means, and the rule that gave it"), 3.1),
    )
    table(sheet, columns, [_strand(line) for line in facts.strands])
    cautions(sheet, facts.cautions)
    if facts.changes:
        words(sheet, _("Since the last time"), sheet.look.strong)
        bullets(sheet, facts.changes, sheet.look.table)
    if facts.notes:
        words(sheet, _("Notes: {notes}").format(notes=facts.notes))
        sheet.gap(5)
    words(sheet, provenance(facts), sheet.look.small)
    sheet.gap(4)


def _strand(line: StrandLine) -> tuple[Cell, Cell, Cell]:
    style = look()
    band = [band_bit(line.band)]
    if line.score:
        band.append(Bit(_("Score {score}").format(score=line.score), style.small, before=4))
    meaning = [Bit(line.band.meaning, style.table)] if line.band.meaning else []
    meaning.append(Bit(line.rule, style.small, before=1))
    if line.note:
        meaning.append(Bit(line.note, style.table, before=2))
    if line.judgement:
        meaning += _judgement(line)
    return (Bit(line.strand, style.table_strong),), tuple(band), tuple(meaning)


def _judgement(line: StrandLine) -> list[Bit]:
    style, judgement = look(), line.judgement
    if judgement is None:
        return []
    head = _("Practitioner's judgement ({name})").format(name=judgement.by)
    return [
        Bit(head, style.small_strong, before=5),
        band_bit(judgement.band),
        Bit(judgement.band.meaning, style.small, before=3),
        Bit(judgement.reason, style.table, before=1),
    ]


def cautions(sheet: Sheet, items: Sequence[str]) -> None:
    """What to bear in mind when reading a result."""
    if not items:
        return
    with notice(sheet, "watch", _("Read with care")):
        bullets(sheet, items, sheet.look.table)


def provenance(facts: ScreeningFacts) -> str:
    """Who screened, where, with what: one paragraph."""
    by = ", ".join(filter(None, (facts.by.name, facts.by.role, facts.by.organisation)))
    parts = [
        _("Screened by {who}").format(who=by),
        facts.place,
        _("language of the screen: {language}").format(language=facts.language),
        facts.section and _("section: {section}").format(section=facts.section),
        _("device: {device}").format(device=facts.device),
    ]
    return " · ".join(filter(None, parts)) + ". " + tool(facts.instrument)


def _claim(instrument: Instrument) -> str:
    """Whether it is standardised; nothing where the publisher does not say."""
    words = {True: _("standardised"), False: _("not standardised"), None: ""}
    return words[instrument.standardised]


def tool_name(instrument: Instrument) -> str:
    """The tool in a few words: title, version, status and claim."""
    return _("{title}, version {version} ({about})").format(
        title=instrument.title,
        version=instrument.version,
        about=", ".join(filter(None, (instrument.status, _claim(instrument)))),
    )


def tool(instrument: Instrument) -> str:
    """The tool in full: version, status, edition, publisher, source, fingerprint."""
    parts = [
        tool_name(instrument),
        instrument.edition and _("edition {edition}").format(edition=instrument.edition),
        instrument.publisher,
        instrument.source and _("source: {source}").format(source=instrument.source),
        instrument.licence,
        _("fingerprint {hash}").format(hash=instrument.sha256[:FINGERPRINT]),
    ]
    return ". ".join(filter(None, (" · ".join(filter(None, parts)), instrument.statement)))


def tried(sheet: Sheet, items: Sequence[Intervention]) -> None:
    """What has been tried, with dates, sessions and the same tool before and after."""
    if not items:
        words(sheet, _("Nothing recorded."), sheet.look.body)
        return
    columns = (
        Column(_("What was done"), 1.6),
        Column(_("When"), 1.3),
        Column(_("Sessions"), 0.8),
        Column(_("Before and after"), 2.0),
    )
    table(sheet, columns, [_intervention(item) for item in items])


def _intervention(item: Intervention) -> tuple[Cell, Cell, Cell, Cell]:
    style = look()
    what = [Bit(item.programme, style.table_strong)]
    if item.led_by:
        what.append(Bit(_("Led by {who}").format(who=item.led_by), style.small))
    end = _("to {day}").format(day=day(item.ended)) if item.ended else _("still running")
    when = (Bit(day(item.started), style.table), Bit(end, style.table))
    change = [
        Bit(_("Before: {words}").format(words=item.entry), style.table) if item.entry else None,
        Bit(_("After: {words}").format(words=item.exit), style.table) if item.exit else None,
        Bit(item.outcome, style.table) if item.outcome else None,
    ]
    return tuple(what), when, (Bit(_sessions(item), style.table),), tuple(filter(None, change))


def _sessions(item: Intervention) -> str:
    if item.sessions_attended is None:
        return _("not recorded")
    if item.sessions_planned is None:
        return str(item.sessions_attended)
    return _("{n} of {m}").format(n=item.sessions_attended, m=item.sessions_planned)


def background_facts(known: Background) -> tuple[Fact, ...]:
    """The evidence beside the screen, with its labels."""
    when = day(known.hearing_on) if known.hearing_on else None
    return (
        (_("Hearing"), ", ".join(filter(None, (known.hearing, when))) or None),
        (_("Vision"), known.vision),
        (_("Medical"), known.medical),
        (_("Play and development"), known.development),
        (_("Attainment"), known.attainment),
        (_("Latest plans"), known.plans),
        (_("Earlier speech and language therapy"), known.previous_therapy),
        (_("Other reports"), known.other_reports),
    )


def strategies(sheet: Sheet, items: Sequence[Strategy]) -> None:
    """Things to do, strand by strand: title, how, and small below why and where it comes from."""
    for strand, group in groupby(items, key=lambda item: item.strand):
        if strand:
            heading(sheet, strand, level=3, keep=70)
        for item in group:
            _strategy(sheet, item)


def _strategy(sheet: Sheet, item: Strategy) -> None:
    style = sheet.look
    why = _("Why: {why}").format(why=item.why)
    small = " · ".join(filter(None, (why, item.tier, _in_place(item), source(item))))
    content = (Bit(item.title, style.strong), Bit(item.what, style.body), Bit(small, style.small))
    sheet.need(min(height_of(flow(content, sheet.width)), 140))
    bits(sheet, content)
    sheet.gap(7)


def in_short(sheet: Sheet, items: Sequence[Strategy]) -> None:
    """Things to do in a line or two each, where there is little room."""
    bullets(sheet, [f"{item.title}. {item.what}" for item in items], sheet.look.table)


def _in_place(item: Strategy) -> str | None:
    if item.in_place is None:
        return None
    return _("in place") if item.in_place else _("not yet in place")


def source(item: Strategy) -> str:
    reviewed = _(", reviewed {day}").format(day=short_day(item.reviewed)) if item.reviewed else ""
    return _("Source: {source}").format(source=item.source) + reviewed
