"""Evidence for an EHC needs assessment, under the area's own headings and in their order.

A screen contributes evidence; only a signed therapist's words are advice (domain.md 3.6). So each
heading says whose words stand under it.
"""

from elsec_app.i18n import _
from elsec_app.reports.blocks import grid, heading
from elsec_app.reports.evidence import screening, strategies, tried
from elsec_app.reports.facts import AdviceSection, EhcEvidenceFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.place import words
from elsec_app.reports.press import is_draft, masthead, printed, sign_off
from elsec_app.reports.sheet import Running, Sheet


def ehc_evidence(facts: EhcEvidenceFacts) -> bytes:
    """The evidence as PDF."""
    return printed(title(facts), facts.imprint.made, lambda sheet: compose(sheet, facts))


def title(_facts: EhcEvidenceFacts) -> str:
    return _("Evidence for an EHC needs assessment")


def compose(sheet: Sheet, facts: EhcEvidenceFacts) -> None:
    about = _("about {child}").format(child=facts.child.name)
    running = Running(
        title(facts), _("the local authority"), about, facts.imprint, is_draft(facts.imprint)
    )
    masthead(sheet, running, title(facts))
    with sheet.card(sheet.look.page, sheet.look.line):
        words(sheet, facts.child.name, sheet.look.heading)
        grid(
            sheet,
            (
                (_("Born"), day(facts.child.born)),
                (_("Setting"), facts.setting.name),
                (_("Home languages"), ", ".join(facts.child.home_languages)),
                (_("NHS number"), facts.child.nhs_number),
                (_("Asked for on"), day(facts.requested_on) if facts.requested_on else None),
                (_("Due on"), day(facts.due_on) if facts.due_on else None),
            ),
        )
        words(sheet, _status(facts), sheet.look.small_strong)
    for section in facts.sections:
        _section(sheet, facts, section)
    if facts.order:
        words(sheet, facts.order, sheet.look.small)
    sign_off(sheet, facts.imprint)


def _status(facts: EhcEvidenceFacts) -> str:
    if facts.imprint.signature is None:
        return _("Not signed by a speech and language therapist: nothing here is advice.")
    return _(
        "The screen is evidence. Only words under a therapist's name, signed by that therapist, "
        "are advice."
    )


def _section(sheet: Sheet, facts: EhcEvidenceFacts, section: AdviceSection) -> None:
    heading(sheet, section.heading, keep=60)
    if section.author:
        words(sheet, _("Words by {name}").format(name=section.author), sheet.look.small_strong)
    if section.basis:
        words(sheet, section.basis, sheet.look.small_strong)
    for paragraph in section.paragraphs:
        words(sheet, paragraph)
        sheet.gap(5)
    if section.show == "screening" and facts.screening:
        screening(sheet, facts.screening)
    if section.show == "tried":
        tried(sheet, facts.interventions)
    if section.show == "strategies":
        strategies(sheet, facts.strategies)
    if section.show == "advice":
        words(sheet, _("Only a signed therapist's words are advice, and none are on record here."))
    if section.show == "words" and not section.paragraphs:
        words(sheet, _("Nothing is on record under this heading."))
