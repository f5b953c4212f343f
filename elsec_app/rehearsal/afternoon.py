"""After the screening: sync, the therapist's review and referrals, the answered question."""

from datetime import timedelta

from sqlalchemy import Connection

from elsec_app.operations import (
    consents,
    referral,
    referral_draft,
    results,
    review,
    worklist,
)
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.operations.review import Decision
from elsec_app.sync import Report, open_line, sync_once

SERVICE = "Children's speech and language therapy (invented)"
_ANSWERS = {
    "service": SERVICE,
    "reason": "Found by the class screening. (invented)",
    "hoped_for": "Advice for the class. (invented)",
    "interventions": "Small group, twice a week (invented)",
    "interventions_since": "2026-09-07",
}


def sync(desk: Desk) -> Report:
    """One sync with the centre that the desk's device is enrolled at."""
    with open_line(desk.who.centre if desk.who else "") as line:
        return sync_once(desk.store, line)


def ask_one_question(desk: Desk) -> str:
    """The therapist returns the first of the worklist with a question. Returns the screening."""
    with desk.store.writing() as conn:
        first = worklist.find(conn, desk.actor.today()).ids[0]
        review.decide(conn, desk.actor, first, "returned", question="Was it noisy? (invented)")
    return first


def answer_questions(desk: Desk) -> int:
    """The practitioner answers every question that came back. Returns how many."""
    with desk.store.writing() as conn:
        asked = review.questions(conn)
        for question in asked:
            review.reply(
                conn, desk.actor, question.asked.review, "Yes, next to the hall. (invented)"
            )
    return len(asked)


def review_all(desk: Desk) -> list[str]:
    """The therapist decides on everything, refers what needs it. Returns the referrals."""
    with desk.store.writing() as conn:
        waiting = worklist.find(conn, desk.actor.today()).ids
        for signed in results.many(conn, waiting).values():
            decision = _decision(signed)
            on = desk.actor.today() + timedelta(weeks=12) if decision == "rescreen" else None
            review.decide(conn, desk.actor, signed.id, decision, rescreen_on=on)
        return [_refer(desk, conn, signed) for signed in referral.to_refer(conn)]


def _decision(signed: Signed) -> Decision:
    if signed.body.urgent:
        return "refer"
    if not signed.attention:
        return "universal"
    needing = sum(s.attention for s in signed.body.strands)
    if needing > 2:
        return "refer"
    return "targeted" if needing == 2 else "rescreen"


def _refer(desk: Desk, conn: Connection, signed: Signed) -> str:
    """By the neutral form and rules, as a service does that has chosen no other."""
    child, actor = signed.child.id, desk.actor
    consents.state(
        conn,
        actor,
        child,
        signed.setting,
        "referral",
        given=True,
        by="parent",
        how="signed form",
    )
    draft = referral_draft.begin(conn, desk, child, signed.id)
    for field, value in _ANSWERS.items():
        referral_draft.answer(conn, actor, draft.id, field, value)
    return referral.sign(conn, desk, referral_draft.load(conn, draft.id))
