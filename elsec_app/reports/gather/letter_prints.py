"""The facts of the letters to parents: before a class is screened, and after a child was."""

from collections.abc import Mapping

from sqlalchemy import Connection

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import cohorts, offer, results, review
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.words import hearing_words, language_words, role_words
from elsec_app.protocol import bodies
from elsec_app.reports import facts, letters
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common
from elsec_app.reports.gather.child_prints import rescreen_on, signed_imprint
from elsec_app.reports.gather.drawn import letter_code

Places = Mapping[str, str]


def letter_before(
    conn: Connection,
    desk: Desk,
    child: str,
    setting: str,
    places: Places,
    template: str = letters.BEFORE,
) -> facts.LetterFacts:
    """The letter before a class is screened. *places* fills when, deadline and contact."""
    who = common.child(conn, child)
    return facts.LetterFacts(
        imprint=common.imprint(conn, desk, setting, code=letter_code(template, child)),
        template=template,
        places=_sender(desk)
        | {
            "child": who.known_as or who.name.split()[0],
            "class_name": who.class_name or "",
            "setting": common.place(conn, setting).name,
        }
        | dict(places),
        to=_("parents or carers of {child}").format(child=who.name),
    )


def letters_before(
    conn: Connection, desk: Desk, cohort: str, class_name: str, places: Places
) -> facts.LetterPackFacts:
    """The letter to every family of a class that has not opted out."""
    sheet = cohorts.run_sheet(conn, cohort, class_name, today=desk.actor.today())
    setting = sheet.cohort.setting
    return facts.LetterPackFacts(
        imprint=common.imprint(conn, desk, setting),
        title=_("Letters before screening: {group}").format(group=class_name),
        letters=tuple(
            letter_before(conn, desk, line.child.id, setting, places)
            for line in sheet.lines
            if line.state != cohorts.OPTED_OUT
        ),
    )


def letter_after(
    conn: Connection, desk: Desk, screening: str, contact: str, template: str = letters.AFTER
) -> facts.LetterFacts:
    """The letter after a signed screening. ``NotAllowed`` before a therapist's decision.

    What to do at home is drawn from the library, each with its example.
    """
    signed = results.one(conn, screening)
    decided = review.latest(conn, screening)
    if decided is None:
        raise NotAllowed(_("The therapist has not yet decided on this screening."))
    who = common.child(conn, signed.child.id)
    on = rescreen_on(signed, decided)
    return facts.LetterFacts(
        imprint=signed_imprint(conn, desk, signed),
        template=template,
        places=_sender(desk)
        | {
            "child": who.known_as or who.name.split()[0],
            "setting": common.place(conn, signed.setting).name,
            "screened_on": day(signed.body.tested_on),
            "screened_by": signed.body.signed.name,
            "next_step": next_step(decided),
            "hearing": hearing_words(signed.body.context),
            "language": _other_language(signed),
            "rescreen_on": day(on) if on else "",
            "contact": contact,
        },
        to=_("parents or carers of {child}").format(child=who.name),
        results=tuple(
            (strand.name, common.shown_band(desk, signed.body, strand))
            for strand in signed.body.strands
            if strand.section == signed.body.section
        ),
        tips=tuple(f"{tip.do} {tip.example}" for tip in offer.for_home(desk.strategies, signed)),
    )


def letters_after(
    conn: Connection, desk: Desk, cohort: str, class_name: str, contact: str
) -> facts.LetterPackFacts:
    """The letter to every family of a class on whose child a therapist has decided.

    ``NotAllowed`` while there is none.
    """
    signed = results.of_cohort(conn, cohort, class_name)
    decided = [one for one in signed if review.latest(conn, one.id) is not None]
    if not decided:
        raise NotAllowed(_("The therapist has not yet decided on any child of this class."))
    return facts.LetterPackFacts(
        imprint=common.imprint(conn, desk, decided[0].setting),
        title=_("Letters after screening: {group}").format(group=class_name),
        letters=tuple(letter_after(conn, desk, one.id, contact) for one in decided),
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


def _other_language(signed: Signed) -> str:
    """The language of the screen, where the child has another at home as well."""
    context = signed.body.context
    other = set(context.home_languages) - {context.language_of_test}
    if not (context.eal or other):
        return ""
    return language_words(context.language_of_test)


def _sender(desk: Desk) -> dict[str, str]:
    who = desk.who
    return {
        "service": who.service if who and who.service else _("our team"),
        "sender": who.name if who else "",
        "sender_role": role_words(who.role) if who else "",
    }
