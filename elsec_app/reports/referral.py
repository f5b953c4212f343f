"""A referral: what a therapist needs first, then the receiving service's form in its own order."""

from collections.abc import Callable

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.reports.blocks import bullets, grid, heading, missing, notice
from elsec_app.reports.evidence import band_strip, screening
from elsec_app.reports.facts import Consent, FormPart, ReferralFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit
from elsec_app.reports.place import bits, words
from elsec_app.reports.press import masthead, printed, sign_off
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Column, table

WIDE = 60  # characters: a longer answer stands across the page


def referral(facts: ReferralFacts) -> bytes:
    """The referral as PDF. Raises :class:`NotAllowed` unless it is signed, or is asked for as a
    draft, which says so on every page."""
    if facts.imprint.signature is None and not facts.draft:
        raise NotAllowed(_("This referral is not signed: sign it first, then print it."))
    return printed(facts.title, facts.imprint.made, lambda sheet: compose(sheet, facts))


def compose(sheet: Sheet, facts: ReferralFacts) -> None:
    about = _("about {child}").format(child=facts.glance.name)
    draft = facts.imprint.signature is None
    running = Running(facts.title, facts.service, about, facts.imprint, draft=draft)
    masthead(sheet, running, facts.title)
    if facts.direct_route:
        with notice(sheet, "refer", _("Direct route: {route}").format(route=facts.direct_route)):
            words(sheet, _("This does not wait for a screening cycle."))
    if facts.amended:
        with notice(sheet, "watch", _("This takes the place of an earlier version")):
            words(sheet, facts.amended)
    _glance(sheet, facts)
    for part in facts.parts:
        if isinstance(part, FormPart):
            _answers(sheet, part)
        else:
            _PARTS[part.part](sheet, part.title, facts)
    words(sheet, facts.form, sheet.look.small)
    sign_off(sheet, facts.imprint)


def _glance(sheet: Sheet, facts: ReferralFacts) -> None:
    """The ten seconds: who, why, how it looks, and whether one may act."""
    look, glance = sheet.look, facts.glance
    with sheet.card(look.page, look.line):
        words(sheet, glance.name, look.heading, tag="P")
        born = _("Born {day} · {age} at referral").format(day=glance.born, age=glance.age)
        words(sheet, " · ".join(filter(None, (born, glance.setting))), look.body)
        sheet.gap(6)
        words(sheet, facts.reason, look.strong)
        sheet.gap(6)
        if facts.screening:
            band_strip(sheet, facts.screening.strands)
        grid(
            sheet,
            (
                (_("Areas of concern"), glance.concerns),
                (_("Consent to refer"), _first_consent(facts)),
                (_("Hearing"), glance.hearing or _("not recorded")),
                (_("Home languages"), glance.languages),
                (_("Interpreter"), glance.interpreter),
                (_("Referred on"), glance.referred_on),
            ),
        )


def _first_consent(facts: ReferralFacts) -> str:
    if not facts.consents:
        return _("not recorded")
    return _consent(facts.consents[0])


def _consent(consent: Consent) -> str:
    given = {True: _("Yes"), False: _("No"), None: _("Not asked")}[consent.given]
    when = day(consent.on) if consent.on else None
    return ", ".join(filter(None, (given, consent.by, when)))


def _answers(sheet: Sheet, part: FormPart) -> None:
    """A heading, the answers in the form's order, and one line that names what is empty."""
    heading(sheet, part.title, keep=50)
    rows = tuple((row.label, row.value) for row in part.rows)
    wide = any(row.value and len(row.value) > WIDE for row in part.rows)
    grid(sheet, rows, 2 if wide else 3)
    gaps = missing(rows)
    if gaps:
        words(sheet, _("Not recorded: {list}").format(list=gaps), sheet.look.small)


def _evidence(sheet: Sheet, title: str, facts: ReferralFacts) -> None:
    heading(sheet, title, keep=140)
    if facts.decision:
        words(sheet, _("Decision at review: {decision}").format(decision=facts.decision))
    if facts.screening is None:
        words(sheet, _("No screening: see the concern and the direct route."))
        return
    screening(sheet, facts.screening)
    for earlier in facts.earlier:
        screening(sheet, earlier)


def _rules(sheet: Sheet, title: str, facts: ReferralFacts) -> None:
    if not (facts.rules or facts.despite):
        return
    heading(sheet, title, keep=60)
    bullets(sheet, facts.rules)
    if facts.despite:
        words(sheet, _("Referred all the same: {why}").format(why=facts.despite), sheet.look.strong)


def consent_table(sheet: Sheet, consents: tuple[Consent, ...]) -> None:
    """Each consent by itself: asked for what, given or not, by whom, when."""
    look = sheet.look
    columns = (Column(_("Consent to"), 1.6), Column(_("Answer, who and when"), 2.4))
    rows = []
    for consent in consents:
        answer = [Bit(_consent(consent), look.table)]
        if consent.note:
            answer.append(Bit(consent.note, look.small))
        rows.append(((Bit(consent.what, look.table_strong),), tuple(answer)))
    table(sheet, columns, rows)


def _consents(sheet: Sheet, title: str, facts: ReferralFacts) -> None:
    heading(sheet, title, keep=80)
    if facts.consents:
        consent_table(sheet, facts.consents)
    else:
        words(sheet, _("No consent is recorded."))


def _office(sheet: Sheet, title: str, _facts: ReferralFacts) -> None:
    heading(sheet, title, keep=70)
    labels = (_("Received"), _("Registration number"), _("Added to waiting list"))
    bits(sheet, tuple(Bit(f"{label}: " + "_" * 40, sheet.look.body, before=8) for label in labels))
    sheet.gap(8)


_PARTS: dict[str, Callable[[Sheet, str, ReferralFacts], None]] = {
    "evidence": _evidence,
    "rules": _rules,
    "consents": _consents,
    "office": _office,
}
