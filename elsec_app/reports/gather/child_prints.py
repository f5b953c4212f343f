"""The facts of the prints about one child, and what other prints of a child share."""

from datetime import date

import msgspec
from sqlalchemy import Connection

from elsec_app.i18n import _
from elsec_app.operations import change, consents, offer, results, review
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.words import hearing_words
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common


def child_summary(conn: Connection, desk: Desk, screening: str) -> facts.ChildSummaryFacts:
    """What one signed screening says, for the people who work with the child."""
    signed = results.one(conn, screening)
    decided = review.latest(conn, screening)
    return facts.ChildSummaryFacts(
        imprint=signed_imprint(conn, desk, signed),
        child=common.child(conn, signed.child.id),
        setting=common.place(conn, signed.setting),
        screening=screening_with_change(conn, desk, signed),
        tier=signed.body.overall_label or None,
        decision=review.decision_words(decided.decision) if decided else None,
        summary=decided.comment or None if decided else None,
        strategies=helps(desk, signed),
        rescreen_on=rescreen_on(signed, decided),
        hearing=hearing_words(signed.body.context),
    )


def signed_imprint(conn: Connection, desk: Desk, signed: Signed) -> facts.Imprint:
    return common.imprint(
        conn,
        desk,
        signed.setting,
        signature=common.signature(conn, signed.body.signed, signed.id, "screening"),
    )


def rescreen_on(signed: Signed, decided: bodies.Review | None) -> date | None:
    return (decided.rescreen_on if decided else None) or signed.body.rescreen_due


def helps(desk: Desk, signed: Signed) -> tuple[facts.Strategy, ...]:
    return tuple(strategy(chosen) for chosen in offer.for_child(desk.strategies, signed))


def screening_with_change(conn: Connection, desk: Desk, signed: Signed) -> facts.ScreeningFacts:
    """One signed screening, and what moved since the one before it."""
    shown = common.screening(desk, signed)
    found = results.of_child(conn, signed.child.id)
    series = change.series(found, desk.instruments.get(signed.body.instrument), signed.id)
    comparable = [each for each in series if not each.apart]
    if not comparable:
        return shown
    last = comparable[0]
    on = day(last.earlier.body.tested_on)
    said = tuple(
        " ".join(filter(None, (f"{each.name}, {on}:", each.band, each.score)))
        for each in last.strands
    )
    return msgspec.structs.replace(shown, changes=said)


def strategy(chosen: bodies.Chosen) -> facts.Strategy:
    return facts.Strategy(
        title=chosen.title,
        what=chosen.what,
        why=chosen.why,
        source=chosen.source,
        strand=chosen.strand,
        tier=_tier_words(chosen.tier),
        reviewed=chosen.reviewed,
        example=chosen.example,
    )


def _tier_words(tier: str) -> str:
    words = {"universal": _("for everyone"), "targeted": _("for children who need more")}
    return words.get(tier, tier)


def consented(conn: Connection, child: str) -> tuple[facts.Consent, ...]:
    """What the family said to each purpose; one that was never asked says so."""
    held = consents.standing(conn, child)
    asked = (*_ALWAYS, *(purpose for purpose in held if purpose not in _ALWAYS))
    return tuple(
        facts.Consent(consents.purpose_words(purpose), c.given, c.body.by, c.body.on, c.body.how)
        if (c := held.get(purpose))
        else facts.Consent(consents.purpose_words(purpose), None)
        for purpose in asked
    )


_ALWAYS = ("referral", "share", "reports")


def sen_words(child: bodies.Child) -> str | None:
    """The help that the school's own records name."""
    return {
        "N": _("No special educational needs recorded"),
        "K": _("SEN support"),
        "E": _("Education, health and care plan"),
    }.get(child.sen_provision or "")
