"""The facts of the prints about one child."""

from datetime import date

from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import consents, offer, referral, results, review
from elsec_app.operations.cohorts import TAKEN_BACK, state_words
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.words import hearing_words, role_words
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common
from elsec_app.store import tables


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


def _consents(conn: Connection, child: str) -> tuple[facts.Consent, ...]:
    words = {
        "referral": _("To this referral"),
        "share": _("To share information with the people involved"),
        "reports": _("To send copies of reports"),
    }
    held = consents.standing(conn, child)
    return tuple(
        facts.Consent(words[purpose], c.given, c.body.by, c.body.on, c.body.how)
        if (c := held.get(purpose))
        else facts.Consent(words[purpose], None)
        for purpose in words
    )


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
            said.on,
            _("Consent to referral") if said.given else _("Consent refused or taken back"),
            said.how,
            said.by,
        )
        for _record, said in consents.history(conn, child)
        if said.purpose == "referral"
    ]


def _referred(conn: Connection, child: str) -> list[facts.Event]:
    events = []
    for one in referral.of_child(conn, child):
        made = one.body.signed
        what = _("Referred to {service}").format(service=one.body.service)
        events.append(facts.Event(one.signed_on, what, by=made.name))
        events += [
            facts.Event(
                step.body.on,
                _("Referral: {state}").format(state=referral.state_words(step.body.state).lower()),
                step.body.reason or None,
            )
            for step in one.events
        ]
    return events
