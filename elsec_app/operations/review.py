"""The therapist's decision on a signed screening, and the questions asked before it.

Every decision is a record that stays. One taken back is followed by a record that says so, which
also holds when the first has long been sent.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _, ngettext
from elsec_app.operations import results
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Reply, Review, Signature
from elsec_app.store import audit, records, standing, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft

Decision = Literal[
    "universal", "targeted", "rescreen", "discuss", "refer", "already_open", "no_action", "returned"
]
WITHDRAWN = "withdrawn"


def decision_words(decision: str) -> str:
    """A decision as people say it."""
    return {
        "universal": _("Universal offer"),
        "targeted": _("Targeted group"),
        "rescreen": _("Re-screen on a date"),
        "discuss": _("Discuss with the setting"),
        "refer": _("Refer to speech and language therapy"),
        "already_open": _("Already open to speech and language therapy"),
        "no_action": _("No action"),
        "returned": _("Returned with a question"),
    }[decision]


class Decided(msgspec.Struct, frozen=True):
    """A decision. ``stands`` unless it was taken back."""

    id: str
    body: Review
    stands: bool = True


class Asked(msgspec.Struct, frozen=True):
    """A question that a screening was returned with, and its answer once there is one."""

    review: str
    question: str
    by: Signature
    answer: str = ""
    answered_by: Signature | None = None


class Question(msgspec.Struct, frozen=True):
    """A question that nobody has answered yet, with the screening that it is about."""

    signed: Signed
    asked: Asked


def decide(
    conn: Connection,
    actor: Actor,
    screening: str,
    decision: Decision,
    *,
    comment: str = "",
    question: str = "",
    rescreen_on: date | None = None,
) -> str:
    """Record a decision on a signed screening. Returns the review's id.

    ``NotAllowed``: a return without a question, a re-screen without a date, a screening that has
    a newer version.
    """
    body = Review(screening, decision, actor.sign(), comment.strip(), question.strip(), rescreen_on)
    return decide_many(conn, actor, [screening], body)[0]


def decide_many(
    conn: Connection, actor: Actor, screenings: Sequence[str], body: Review
) -> tuple[str, ...]:
    """The same decision on each of *screenings*: *body*, whose own screening does not count.

    Returns the reviews' ids, in the same order. ``NotAllowed`` as in :func:`decide`: then none.
    """
    _check(body)
    found = results.many(conn, screenings)
    if len(found) < len(set(screenings)):
        raise NotAllowed(_("Some of this is no longer on this computer: look at the list again."))
    if replaced := [one for one in found.values() if one.superseded]:
        raise NotAllowed(
            ngettext(
                "There is a newer version of this screening: decide on that one.",
                "{n} of these screenings have a newer version: decide on those.",
                len(replaced),
            ).format(n=len(replaced))
        )
    drafts = [
        Draft(
            "review",
            msgspec.structs.replace(body, screening=screening),
            found[screening].setting,
            found[screening].stated_of,
            found[screening].instrument_hash,
        )
        for screening in screenings
    ]
    made = records.add_many(conn, actor, drafts)
    for draft in drafts:
        audit.note(conn, actor, "review", draft.child)
    return tuple(made)


def take_back(conn: Connection, actor: Actor, reviews: Iterable[str]) -> None:
    """Say that decisions no longer stand: the screenings wait as they did before."""
    r = tables.record.c
    wanted = select(r.id, r.setting, r.child, r.instrument, r.body).where(in_ids(r.id, reviews))
    drafts = [
        Draft(
            "review",
            Review(
                msgspec.json.decode(row.body, type=Review).screening,
                WITHDRAWN,
                actor.sign(),
                takes_back=row.id,
            ),
            row.setting,
            row.child,
            row.instrument,
        )
        for row in conn.execute(wanted).all()
    ]
    if drafts:
        records.add_many(conn, actor, drafts)
    for draft in drafts:
        audit.note(conn, actor, "take-back", draft.child)


def reply(conn: Connection, actor: Actor, review: str, text: str) -> str:
    """Answer a returned question. ``NotAllowed`` when empty."""
    if not text.strip():
        raise NotAllowed(_("Write an answer first."))
    row = conn.execute(select(tables.record).where(tables.record.c.id == review)).one()
    return records.add(
        conn,
        actor,
        Draft("reply", Reply(review, text.strip(), actor.sign()), row.setting, row.child),
    )


def questions(conn: Connection) -> tuple[Question, ...]:
    """Screenings that were returned with a question which nobody has answered, oldest first."""
    s = tables.screening.c
    ids = conn.scalars(select(s.id).where(s.open == standing.RETURNED).order_by(s.since, s.id))
    found = results.many(conn, ids.all())
    return tuple(Question(one, asked(conn, one.id)[-1]) for one in found.values())


def count_questions(conn: Connection) -> tuple[int, str]:
    """How many questions wait for an answer, and who asked the oldest."""
    s = tables.screening.c
    ids = conn.scalars(
        select(s.id).where(s.open == standing.RETURNED).order_by(s.since, s.id)
    ).all()
    return len(ids), asked(conn, ids[0])[-1].by.name if ids else ""


def asked(conn: Connection, screening: str) -> tuple[Asked, ...]:
    """The questions about a screening that stand, with their answers, oldest first."""
    asked_for = [d for d in of_screening(conn, screening) if d.body.decision == "returned"]
    a = tables.reply.c
    ids = conn.scalars(
        select(a.id).where(in_ids(a.review, [d.id for d in asked_for])).order_by(a.id)
    ).all()
    held = {body.review: body for body in records.bodies(conn, ids, Reply).values()}
    return tuple(
        Asked(d.id, d.body.question, d.body.signed, answer.text, answer.signed)
        if (answer := held.get(d.id))
        else Asked(d.id, d.body.question, d.body.signed)
        for d in asked_for
    )


def every(conn: Connection, screening: str) -> tuple[Decided, ...]:
    """All decisions on a screening, oldest first, those taken back included and marked."""
    r = tables.review.c
    ids = conn.scalars(select(r.id).where(r.screening == screening).order_by(r.made, r.id)).all()
    held = records.bodies(conn, ids, Review)
    gone = {body.takes_back for body in held.values()}
    return tuple(Decided(i, held[i], i not in gone) for i in ids if held[i].decision != WITHDRAWN)


def of_screening(conn: Connection, screening: str) -> tuple[Decided, ...]:
    """The decisions on a screening that stand, oldest first."""
    return tuple(one for one in every(conn, screening) if one.stands)


def latest(conn: Connection, screening: str) -> Review | None:
    """The decision that stands: the last one that is not a question."""
    made = [d.body for d in of_screening(conn, screening) if d.body.decision != "returned"]
    return made[-1] if made else None


def _check(body: Review) -> None:
    if body.decision == "returned" and not body.question:
        raise NotAllowed(_("Write the question that the practitioner should answer."))
    if body.decision == "rescreen" and body.rescreen_on is None:
        raise NotAllowed(_("Choose the date of the re-screen."))
