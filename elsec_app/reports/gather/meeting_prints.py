"""The facts of the prints for a meeting about one child: a panel, an EHC needs assessment."""

from datetime import date

import msgspec
from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.operations import referral, results, review
from elsec_app.operations.desk import Desk
from elsec_app.operations.pooled import shown, wants_attention
from elsec_app.operations.referral import Referred
from elsec_app.operations.results import Signed
from elsec_app.operations.words import hearing_words, role_words
from elsec_app.reports import facts, headings
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common
from elsec_app.reports.gather.child_prints import (
    consented,
    helps,
    screening_with_change,
    signed_imprint,
)
from elsec_app.reports.headings import Heading


def panel_summary(
    conn: Connection,
    desk: Desk,
    screening: str,
    *,
    panel: str,
    need: str,
    asked: str,
    child_view: str = "",
    parent_view: str = "",
) -> facts.PanelFacts:
    """One or two pages for a panel; *need* and *asked* are the presenter's words."""
    signed = results.one(conn, screening)
    referred = _referred(conn, signed)
    return facts.PanelFacts(
        imprint=signed_imprint(conn, desk, signed),
        child=common.child(conn, signed.child.id),
        setting=common.place(conn, signed.setting),
        panel=panel,
        meets_on=None,
        need=need or needs_words(signed),
        asked=asked,
        consents=consented(conn, signed.child.id),
        screening=screening_with_change(conn, desk, signed),
        interventions=_tried(referred),
        strategies=helps(desk, signed),
        child_view=child_view or None,
        parent_view=parent_view or None,
        background=_background(signed, referred),
    )


def ehc_evidence(
    conn: Connection,
    desk: Desk,
    screening: str,
    *,
    names: str = "neutral",
    child_view: str = "",
    parent_view: str = "",
) -> facts.EhcEvidenceFacts:
    """Evidence under the area's headings *names*, from what stands on record and was said."""
    signed = results.one(conn, screening)
    referred = _referred(conn, signed)
    asked = headings.read(names)
    said = [
        _("The child: {words}").format(words=child_view) if child_view else "",
        _("The family: {words}").format(words=parent_view) if parent_view else "",
    ]
    given = {
        "needs": _needs(signed),
        "views": facts.AdviceSection("", tuple(filter(None, said)), basis=_told(desk)),
        "screening": facts.AdviceSection("", show="screening"),
        "tried": facts.AdviceSection("", show="tried"),
        "strategies": facts.AdviceSection("", show="strategies"),
        "advice": facts.AdviceSection("", show="advice"),
    }
    return facts.EhcEvidenceFacts(
        imprint=signed_imprint(conn, desk, signed),
        child=common.child(conn, signed.child.id),
        setting=common.place(conn, signed.setting),
        sections=(*(_under(each, given) for each in asked.heading), *_therapist(conn, signed)),
        order=_("Headings {id}, version {version}").format(id=asked.id, version=asked.version),
        screening=screening_with_change(conn, desk, signed),
        interventions=_tried(referred),
        strategies=helps(desk, signed),
    )


def _under(heading: Heading, given: dict[str, facts.AdviceSection]) -> facts.AdviceSection:
    section = given[heading.show]
    if section.show == "words" and not section.paragraphs:
        return facts.AdviceSection(heading.text)
    return msgspec.structs.replace(section, heading=heading.text)


def _needs(signed: Signed) -> facts.AdviceSection:
    """Each strand that wants attention, with the rule that gave its band."""
    found = tuple(
        f"{strand.name}: {shown(strand)[1]}. {strand.judgement_reason or strand.rule}"
        for strand in signed.body.strands
        if strand.section == signed.body.section and wants_attention(strand)
    )
    return facts.AdviceSection("", found, basis=_("From the signed screening: not advice"))


def needs_words(signed: Signed) -> str:
    """The strands that want attention, as one sentence."""
    names = [
        strand.name
        for strand in signed.body.strands
        if strand.section == signed.body.section and wants_attention(strand)
    ]
    if not names:
        return _("The screen found no strand that needs a closer look.")
    return _("The screen found that these need a closer look: {list}.").format(
        list=", ".join(names)
    )


def _therapist(conn: Connection, signed: Signed) -> tuple[facts.AdviceSection, ...]:
    """The therapist's own signed words, where the review has any."""
    decided = review.latest(conn, signed.id)
    if decided is None or not decided.comment:
        return ()
    by = f"{decided.signed.name}, {role_words(decided.signed.role)}"
    return (facts.AdviceSection(_("The therapist at review"), (decided.comment,), by),)


def _told(desk: Desk) -> str:
    who = desk.who.name if desk.who else ""
    return _("As told to {name}, {day}").format(name=who, day=day(desk.actor.today()))


def _referred(conn: Connection, signed: Signed) -> Referred | None:
    """The newest referral that rests on this screening: what was tried stands there."""
    found = referral.of_child(conn, signed.child.id)
    return next((one for one in found if one.body.screening == signed.id), None)


def _tried(referred: Referred | None) -> tuple[facts.Intervention, ...]:
    """What the referral says was tried, and since when."""
    details = referred.body.details if referred else {}
    words, since = details.get("interventions", ""), details.get("interventions_since", "")
    if not (words and since):
        return ()
    until = details.get("interventions_until", "")
    ended = date.fromisoformat(until) if until else None
    return (facts.Intervention(words, date.fromisoformat(since), ended),)


def _background(signed: Signed, referred: Referred | None) -> facts.Background:
    """The evidence beside the screen: from the referral, hearing from the screening."""
    details = referred.body.details if referred else {}
    return facts.Background(
        hearing=hearing_words(signed.body.context),
        vision=details.get("vision"),
        medical=details.get("medical"),
        development=details.get("development"),
        attainment=details.get("attainment"),
        previous_therapy=details.get("previous_therapy"),
        other_reports=details.get("other_reports"),
    )
