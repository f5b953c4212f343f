"""A referral: what a therapist needs first, then every field of the receiving service's form."""

from collections.abc import Callable

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.i18n import _
from elsec_app.operations.words import age_words
from elsec_app.reports.blocks import Fact, grid, heading, missing, notice
from elsec_app.reports.evidence import band_strip, screening, strategies, tried
from elsec_app.reports.facts import Background, Child, Consent, FormOrder, Person, ReferralFacts
from elsec_app.reports.furniture import day
from elsec_app.reports.lines import Bit
from elsec_app.reports.place import bits, words
from elsec_app.reports.press import masthead, printed, sign_off
from elsec_app.reports.sheet import Running, Sheet
from elsec_app.reports.table import Column, table


def referral(facts: ReferralFacts) -> bytes:
    """The referral as PDF. Raises :class:`NotAllowed` unless it is signed."""
    if facts.imprint.signature is None:
        raise NotAllowed(_("This referral is not signed: sign it first, then print it."))
    return printed(facts.form.title, facts.imprint.made, lambda sheet: compose(sheet, facts))


def compose(sheet: Sheet, facts: ReferralFacts) -> None:
    about = _("about {child}").format(child=facts.child.name)
    running = Running(facts.form.title, facts.form.service, about, facts.imprint, draft=False)
    masthead(sheet, running, facts.form.title)
    if facts.direct_route:
        with notice(sheet, "refer", _("Direct route: {route}").format(route=facts.direct_route)):
            words(sheet, _("This does not wait for a screening cycle."))
    _glance(sheet, facts)
    for name in facts.form.sections:
        _section(facts.form, name)(sheet, facts)
    form = _("Form {id}, version {version}").format(id=facts.form.id, version=facts.form.version)
    words(sheet, form, sheet.look.small)
    sign_off(sheet, facts.imprint)


def _glance(sheet: Sheet, facts: ReferralFacts) -> None:
    """The ten seconds: who, why, how it looks, and whether one may act."""
    look, child = sheet.look, facts.child
    with sheet.card(look.page, look.line):
        words(sheet, child.name, look.heading, tag="P")
        born = _("Born {day} · {age} at referral").format(
            day=day(child.born), age=age_words(facts.age_months)
        )
        words(sheet, " · ".join(filter(None, (born, facts.setting.name))), look.body)
        sheet.gap(6)
        words(sheet, facts.reason, look.strong)
        sheet.gap(6)
        if facts.screening:
            band_strip(sheet, facts.screening.strands)
        grid(
            sheet,
            (
                (_("Areas of concern"), ", ".join(facts.concern_areas)),
                (_("Consent to refer"), _first_consent(facts)),
                (_("Hearing"), _hearing(facts.background) or _("not recorded")),
                (_("Home languages"), ", ".join(child.home_languages)),
                (_("Interpreter"), _interpreters(child)),
                (_("Referred on"), day(facts.referred_on)),
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


def _hearing(known: Background) -> str | None:
    when = day(known.hearing_on) if known.hearing_on else None
    return ", ".join(filter(None, (known.hearing, when))) or None


def _interpreters(child: Child) -> str:
    answer = {True: _("yes"), False: _("no"), None: _("not recorded")}
    return _("for the parent: {parent}; for the child: {child}").format(
        parent=answer[child.interpreter_parent], child=answer[child.interpreter_child]
    )


def _concern(sheet: Sheet, facts: ReferralFacts) -> None:
    heading(sheet, _("The concern"))
    aware = {True: _("Yes"), False: _("No"), None: None}[facts.child_aware]
    grid(
        sheet,
        (
            (_("What is hoped for"), facts.hoped_for),
            (_("Rule that was met"), facts.rule_met),
            (_("Decision at review"), facts.decision),
            (_("Child knows about the referral"), aware),
            (_("Copies of reports to"), ", ".join(facts.report_copies_to)),
        ),
        2,
    )


def _evidence(sheet: Sheet, facts: ReferralFacts) -> None:
    heading(sheet, _("Screening evidence"), keep=140)
    if facts.screening is None:
        words(sheet, _("No screening: see the concern and the direct route."))
        return
    screening(sheet, facts.screening)
    for earlier in facts.earlier:
        screening(sheet, earlier)


def _tried(sheet: Sheet, facts: ReferralFacts) -> None:
    heading(sheet, _("What has been tried"), keep=90)
    tried(sheet, facts.interventions)


def _strategies(sheet: Sheet, facts: ReferralFacts) -> None:
    if facts.strategies:
        heading(sheet, _("In use in the setting"), keep=90)
        strategies(sheet, facts.strategies)


def _facts(sheet: Sheet, title: str, facts: tuple[Fact, ...], columns: int = 3) -> None:
    """A heading, what is known, and one line that names what is not."""
    heading(sheet, title, keep=50)
    grid(sheet, facts, columns)
    gaps = missing(facts)
    if gaps:
        words(sheet, _("Not recorded: {list}").format(list=gaps), sheet.look.small)


def background_facts(known: Background) -> tuple[Fact, ...]:
    """The evidence beside the screen, with its labels."""
    return (
        (_("Hearing"), _hearing(known)),
        (_("Vision"), known.vision),
        (_("Medical"), known.medical),
        (_("Play and development"), known.development),
        (_("Attainment"), known.attainment),
        (_("Latest plans"), known.plans),
        (_("Earlier speech and language therapy"), known.previous_therapy),
        (_("Other reports"), known.other_reports),
    )


def _background(sheet: Sheet, facts: ReferralFacts) -> None:
    _facts(sheet, _("Background"), background_facts(facts.background), 2)


def _child(sheet: Sheet, facts: ReferralFacts) -> None:
    child = facts.child
    rows = (
        (_("Name"), child.name),
        (_("Known as"), child.known_as),
        (_("Date of birth"), day(child.born)),
        (_("Sex or gender"), child.sex),
        (_("NHS number"), child.nhs_number),
        (_("Unique pupil number"), child.upn),
        (_("Year and class"), " · ".join(filter(None, (child.year_group, child.class_name)))),
        (_("Ethnicity"), child.ethnicity),
        (_("Home languages"), ", ".join(child.home_languages)),
        (_("Other languages"), ", ".join(child.other_languages)),
        (_("Address"), child.address),
    )
    _facts(sheet, _("The child"), rows)


def _family(sheet: Sheet, facts: ReferralFacts) -> None:
    family = facts.family
    carers = tuple((carer.role or _("Parent or carer"), _person(carer)) for carer in family.carers)
    rows = (
        (_("Address, if different"), family.address),
        (_("Daytime phone"), family.daytime_phone),
        (_("Best times"), family.preferred_times),
        (_("E-mail"), family.email),
        (_("Parental responsibility"), family.responsibility),
    )
    _facts(sheet, _("Family"), (*carers, *rows))


def _person(person: Person) -> str:
    parts = (
        person.name,
        person.organisation,
        person.registration,
        person.phone,
        person.email,
        person.address,
    )
    return ", ".join(filter(None, parts))


def _professionals(sheet: Sheet, facts: ReferralFacts) -> None:
    setting = facts.setting
    school = (setting.kind, setting.reference, setting.address, setting.phone, setting.email)
    rows = [(_("Referrer: {role}").format(role=facts.referrer.role), _person(facts.referrer))]
    rows.append((_("Setting"), ", ".join(filter(None, (setting.name, *school)))))
    if setting.senco:
        rows.append((setting.senco.role or _("SENCO"), _person(setting.senco)))
    rows += [(person.role, _person(person)) for person in facts.professionals]
    heading(sheet, _("People and places"), keep=50)
    grid(sheet, rows, 2)


def _status(sheet: Sheet, facts: ReferralFacts) -> None:
    status = facts.status
    rows = (
        (_("SEN stage"), status.sen_stage),
        (_("Education, health and care plan"), status.ehc_plan),
        (_("Early help"), status.early_help),
        (_("Social care"), status.social_care),
        (_("Child in care"), status.looked_after),
        (_("Child protection plan"), status.protection_plan),
        (_("Disability plan"), status.disability_plan),
    )
    _facts(sheet, _("Other support"), rows)


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


def _consents(sheet: Sheet, facts: ReferralFacts) -> None:
    heading(sheet, _("Consents"), keep=80)
    if facts.consents:
        consent_table(sheet, facts.consents)
    else:
        words(sheet, _("No consent is recorded."))


def _office(sheet: Sheet, _facts: ReferralFacts) -> None:
    heading(sheet, _("For the receiving service"), keep=70)
    labels = (_("Received"), _("Registration number"), _("Added to waiting list"))
    bits(sheet, tuple(Bit(f"{label}: " + "_" * 40, sheet.look.body, before=8) for label in labels))
    sheet.gap(8)


_SECTIONS: dict[str, Callable[[Sheet, ReferralFacts], None]] = {
    "concern": _concern,
    "evidence": _evidence,
    "tried": _tried,
    "strategies": _strategies,
    "background": _background,
    "child": _child,
    "family": _family,
    "professionals": _professionals,
    "status": _status,
    "consent": _consents,
    "office": _office,
}


def _section(form: FormOrder, name: str) -> Callable[[Sheet, ReferralFacts], None]:
    if name not in _SECTIONS:
        raise BadInput(
            _(
                "Form {id} asks for a part named {name}, which is not known: correct the form."
            ).format(id=form.id, name=name)
        )
    return _SECTIONS[name]
