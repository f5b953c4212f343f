"""One or two pages for a panel: the need, the evidence, what was tried, the decision asked for."""

from elsec_app.i18n import _
from elsec_app.reports.blocks import grid, heading
from elsec_app.reports.evidence import background_facts, in_short, screening, tried
from elsec_app.reports.facts import PanelFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off_small
from elsec_app.reports.referral import consent_table
from elsec_app.reports.sheet import Running, Sheet


def panel_summary(facts: PanelFacts) -> bytes:
    """The summary as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(facts: PanelFacts) -> str:
    return _("Panel summary for {child}").format(child=facts.child.known_as or facts.child.name)


def compose(sheet: Sheet, facts: PanelFacts) -> None:
    """On two pages where that can be."""
    sheet.within(2, lambda: _compose(sheet, facts))


def _compose(sheet: Sheet, facts: PanelFacts) -> None:
    about = _("about {child}").format(child=facts.child.name)
    running = Running(title(facts), facts.panel, about, facts.imprint, is_draft(facts.imprint))
    masthead(sheet, running, title(facts))
    _asked(sheet, facts)
    heading(sheet, _("The need"), keep=40)
    words(sheet, facts.need)
    grid(
        sheet,
        ((_("The child says"), facts.child_view), (_("The family says"), facts.parent_view)),
        2,
    )
    if facts.screening:
        heading(sheet, _("The evidence"), keep=150)
        screening(sheet, facts.screening)
    known = [(label, value) for label, value in background_facts(facts.background) if value]
    if known:
        heading(sheet, _("Background"), keep=50)
        grid(sheet, known, 2)
    heading(sheet, _("What has been tried"), keep=90)
    tried(sheet, facts.interventions)
    if facts.strategies:
        heading(sheet, _("What helps"), keep=60)
        in_short(sheet, facts.strategies)
    heading(sheet, _("Consents"), keep=80)
    consent_table(sheet, facts.consents)
    sign_off_small(sheet, facts.imprint)


def _asked(sheet: Sheet, facts: PanelFacts) -> None:
    look, child = sheet.look, facts.child
    with sheet.card(look.green_tint, look.green, bar=True):
        words(sheet, _("The decision asked for"), look.small_strong)
        words(sheet, facts.asked, look.strong)
        sheet.gap(4)
        meets = day(facts.meets_on) if facts.meets_on else None
        year = " · ".join(filter(None, (child.year_group, child.class_name)))
        grid(
            sheet,
            (
                (_("Child"), child.name),
                (_("Born"), day(child.born)),
                (_("Setting"), facts.setting.name),
                (_("Year and class"), year),
                (_("Home languages"), ", ".join(child.home_languages)),
                (_("Panel meets"), meets),
            ),
        )
