"""The facts of the prints about one child."""

from datetime import date

from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import offer, referral, results, review
from elsec_app.operations.cohorts import TAKEN_BACK, state_words
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.words import hearing_words, role_words
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common
from elsec_app.store import records, tables


def child_summary(conn: Connection, desk: Desk, screening: str) -> facts.ChildSummaryFacts:
    """What one signed screening says, for the people who work with the child."""
    signed = results.one(conn, screening)
    decided = review.latest(conn, screening)
    return facts.ChildSummaryFacts(
        imprint=_signed_imprint(conn, desk, signed),
        child=common.child(conn, signed.child.id),
        setting=common.place(conn, signed.setting),
        screening=common.screening(desk, signed),
        decision=review.decision_words(decided.decision) if decided else None,
        summary=decided.comment or None if decided else None,
        strategies=_strategies(desk, signed),
        rescreen_on=_rescreen(signed, decided),
        hearing=hearing_words(signed.body.context),
    )


def referral_form(conn: Connection, desk: Desk, referral_id: str) -> facts.ReferralFacts:
    """A signed referral, with the screening it rests on and every fact that stands on record."""
    referred = referral.one(conn, referral_id)
    body = referred.body
    signed = results.one(conn, body.screening)
    decided = review.latest(conn, body.screening)
    return facts.ReferralFacts(
        imprint=common.imprint(
            conn,
            desk,
            referred.setting,
            signature=common.signature(conn, body.signed, referral_id, "referral"),
        ),
        form=facts.FormOrder(
            "neutral", "1", body.service, _("Referral to speech and language therapy")
        ),
        child=common.child(conn, referred.child),
        setting=common.place(conn, referred.setting),
        age_months=_age(signed, body.signed),
        referred_on=date.fromisoformat(body.signed.at[:10]),
        referrer=_person(body.signed),
        reason=body.reason,
        hoped_for=body.hoped_for or None,
        concern_areas=tuple(
            s.name for s in signed.body.strands if s.judgement_attention or s.attention
        ),
        direct_route=", ".join(route_words(r) for r in body.routes) or None,
        consents=_consents(conn, referred.child),
        background=_background(signed, body.details),
        screening=common.screening(desk, signed),
        earlier=_earlier(conn, desk, signed),
        interventions=_tried(body),
        decision=review.decision_words(decided.decision) if decided else None,
        status=facts.Status(
            sen_stage=_sen_words(records.read(conn, referred.child, bodies.Child)),
            ehc_plan=body.details.get("ehc_plan"),
            early_help=body.details.get("early_help"),
            social_care=body.details.get("social_care"),
        ),
        family=_family(body.details),
    )


def letter_before(
    conn: Connection, desk: Desk, child: str, setting: str, places: dict[str, str]
) -> facts.LetterFacts:
    """The letter before a class is screened. *places* fills when, deadline and contact."""
    who = common.child(conn, child)
    return facts.LetterFacts(
        imprint=common.imprint(conn, desk, setting),
        template="before-screening",
        places=_sender(desk)
        | {
            "child": who.known_as or who.name.split()[0],
            "class_name": who.class_name or "",
            "setting": common.place(conn, setting).name,
        }
        | places,
        to=_("parents or carers of {child}").format(child=who.name),
    )


def letter_after(conn: Connection, desk: Desk, screening: str, contact: str) -> facts.LetterFacts:
    """The letter after a signed screening. ``NotAllowed`` before a therapist's decision."""
    signed = results.one(conn, screening)
    decided = review.latest(conn, screening)
    if decided is None:
        raise NotAllowed(_("The therapist has not yet decided on this screening."))
    who = common.child(conn, signed.child.id)
    on = _rescreen(signed, decided)
    return facts.LetterFacts(
        imprint=_signed_imprint(conn, desk, signed),
        template="after-screening",
        places=_sender(desk)
        | {
            "child": who.known_as or who.name.split()[0],
            "setting": common.place(conn, signed.setting).name,
            "screened_on": day(signed.body.tested_on),
            "screened_by": signed.body.signed.name,
            "next_step": next_step(decided),
            "hearing": hearing_words(signed.body.context),
            "language": "",
            "rescreen_on": day(on) if on else "",
            "contact": contact,
        },
        to=_("parents or carers of {child}").format(child=who.name),
        results=tuple(
            (strand.name, common.shown_band(desk, signed.body, strand))
            for strand in signed.body.strands
            if strand.section == signed.body.section
        ),
    )


def panel_summary(
    conn: Connection, desk: Desk, screening: str, *, panel: str, need: str, asked: str
) -> facts.PanelFacts:
    """One or two pages for a panel; *need* and *asked* are the presenter's words."""
    signed = results.one(conn, screening)
    return facts.PanelFacts(
        imprint=_signed_imprint(conn, desk, signed),
        child=common.child(conn, signed.child.id),
        setting=common.place(conn, signed.setting),
        panel=panel,
        meets_on=None,
        need=need,
        asked=asked,
        consents=_consents(conn, signed.child.id),
        screening=common.screening(desk, signed),
        strategies=_strategies(desk, signed),
    )


def ehc_evidence(
    conn: Connection, desk: Desk, screening: str, headings: tuple[str, ...]
) -> facts.EhcEvidenceFacts:
    """Evidence under the area's *headings*; the screening stands first, words are to be written."""
    signed = results.one(conn, screening)
    shown = facts.AdviceSection(_("Screening"), show="screening")
    used = facts.AdviceSection(_("What helps"), show="strategies")
    return facts.EhcEvidenceFacts(
        imprint=_signed_imprint(conn, desk, signed),
        child=common.child(conn, signed.child.id),
        setting=common.place(conn, signed.setting),
        sections=(shown, *(facts.AdviceSection(heading) for heading in headings), used),
        screening=common.screening(desk, signed),
        strategies=_strategies(desk, signed),
    )


def timeline(conn: Connection, desk: Desk, child: str) -> facts.TimelineFacts:
    """Everything on record of one child, by date."""
    body = conn.execute(select(tables.child.c.setting).where(tables.child.c.id == child)).one()
    events = [*_screened(conn, child), *_not_done(conn, child), *_consented(conn, child)]
    events += _referred(conn, child)
    return facts.TimelineFacts(
        imprint=common.imprint(conn, desk, body.setting),
        child=common.child(conn, child),
        setting=common.place(conn, body.setting),
        events=tuple(sorted(events, key=lambda event: event.on)),
    )


def next_step(decided: bodies.Review) -> str:
    """The therapist's decision, said to a parent."""
    return {
        "universal": _("The help that everyone in the class gets is right for your child now."),
        "targeted": _("Your child will join a small group in the setting for a while."),
        "rescreen": _("We would like to look again after some time, before deciding anything."),
        "discuss": _("We will talk with the staff who know your child, and then with you."),
        "refer": _("We would like to ask a speech and language therapist to see your child."),
        "already_open": _("Your child's own therapist will be told what we saw."),
        "no_action": _("Nothing more is needed now."),
    }[decided.decision]


def route_words(route: str) -> str:
    return {
        "stammering": _("Stammering"),
        "voice": _("Voice"),
        "swallowing": _("Eating, drinking and swallowing"),
        "selective_mutism": _("Selective mutism"),
    }[route]


def _signed_imprint(conn: Connection, desk: Desk, signed: Signed) -> facts.Imprint:
    return common.imprint(
        conn,
        desk,
        signed.setting,
        signature=common.signature(conn, signed.body.signed, signed.id, "screening"),
    )


def _rescreen(signed: Signed, decided: bodies.Review | None) -> date | None:
    return (decided.rescreen_on if decided else None) or signed.body.rescreen_due


def _strategies(desk: Desk, signed: Signed) -> tuple[facts.Strategy, ...]:
    return tuple(strategy(chosen) for chosen in offer.for_child(desk.strategies, signed))


def strategy(chosen: offer.Chosen) -> facts.Strategy:
    return facts.Strategy(
        title=chosen.title,
        what=chosen.what,
        why=chosen.why,
        source=chosen.source,
        strand=chosen.strand,
        tier=chosen.tier,
        reviewed=chosen.reviewed,
    )


def _person(signed: bodies.Signature) -> facts.Person:
    return facts.Person(
        signed.name, role_words(signed.role), registration=signed.registration or None
    )


def _age(signed: Signed, when: bodies.Signature) -> int:
    from elsec_app.instruments.ages import age_at

    return age_at(signed.child.born, date.fromisoformat(when.at[:10])).months


def _consents(conn: Connection, child: str) -> tuple[facts.Consent, ...]:
    words = {
        "referral": _("To this referral"),
        "share": _("To share information with the people involved"),
        "reports": _("To send copies of reports"),
    }
    held = referral.consents(conn, child)
    return tuple(
        facts.Consent(words[purpose], c.given, c.by, c.on, c.how or None)
        if (c := held.get(purpose))
        else facts.Consent(words[purpose], None)
        for purpose in words
    )


def _background(signed: Signed, details: dict[str, str]) -> facts.Background:
    return facts.Background(
        hearing=hearing_words(signed.body.context),
        vision=details.get("vision"),
        medical=details.get("medical"),
        development=details.get("development"),
        attainment=details.get("attainment"),
        plans=details.get("plans"),
        previous_therapy=details.get("previous_therapy"),
    )


def _family(details: dict[str, str]) -> facts.Family:
    return facts.Family(
        carers=(facts.Person(details["carer"]),) if details.get("carer") else (),
        address=details.get("address"),
        daytime_phone=details.get("daytime_phone"),
        preferred_times=details.get("preferred_times"),
        email=details.get("email"),
        responsibility=details.get("responsibility"),
    )


def _tried(body: bodies.Referral) -> tuple[facts.Intervention, ...]:
    words = body.details.get("interventions", "").strip()
    began = body.details.get("interventions_since", "")
    if not words or not began:
        return ()
    return (facts.Intervention(words, date.fromisoformat(began)),)


def _earlier(conn: Connection, desk: Desk, signed: Signed) -> tuple[facts.ScreeningFacts, ...]:
    return tuple(
        common.screening(desk, one)
        for one in results.of_child(conn, signed.child.id)
        if not one.superseded
        and one.id != signed.id
        and one.body.tested_on < signed.body.tested_on
        and one.instrument_hash == signed.instrument_hash
    )


def _sen_words(child: bodies.Child) -> str | None:
    return {
        "N": _("No special educational needs recorded"),
        "K": _("SEN support"),
        "E": _("Education, health and care plan"),
    }.get(child.sen_provision or "")


def _sender(desk: Desk) -> dict[str, str]:
    who = desk.who
    return {
        "service": who.service if who and who.service else _("our team"),
        "sender": who.name if who else "",
        "sender_role": role_words(who.role) if who else "",
    }


def _screened(conn: Connection, child: str) -> list[facts.Event]:
    events = []
    for one in results.of_child(conn, child):
        made = one.body.signed
        events.append(
            facts.Event(
                one.body.tested_on,
                _("Screened with {tool}").format(tool=f"{one.body.title} {one.body.version}"),
                one.body.overall_label or None,
                made.name,
            )
        )
        events += [
            facts.Event(
                date.fromisoformat(d.body.signed.at[:10]),
                review.decision_words(d.body.decision),
                d.body.question or d.body.comment or None,
                d.body.signed.name,
            )
            for d in review.of_screening(conn, one.id)
        ]
    return events


def _not_done(conn: Connection, child: str) -> list[facts.Event]:
    """Why the child was not screened; what was taken back as a slip is left out."""
    n = tables.not_done.c
    rows = conn.execute(select(n.on, n.code).where(n.child == child).order_by(n.on, n.made, n.id))
    events: list[facts.Event] = []
    for row in rows:
        if row.code == TAKEN_BACK:
            events = events[:-1]
            continue
        said = _("Not screened: {why}").format(why=state_words(row.code))
        events.append(facts.Event(date.fromisoformat(row.on), said))
    return events


def _consented(conn: Connection, child: str) -> list[facts.Event]:
    return [
        facts.Event(
            given.on, _("Consent to referral") if given.given else _("Consent not given"), given.how
        )
        for given in referral.consents(conn, child).values()
    ]


def _referred(conn: Connection, child: str) -> list[facts.Event]:
    return [
        facts.Event(
            date.fromisoformat(one.body.signed.at[:10]),
            _("Referred to {service}").format(service=one.body.service),
            one.state,
            one.body.signed.name,
        )
        for one in referral.of_child(conn, child)
    ]
