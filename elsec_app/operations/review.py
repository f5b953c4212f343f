"""The therapist's desk: what to look at first, and the decision on each."""

from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import results
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Reply, Review
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.records import Draft

Decision = Literal[
    "universal", "targeted", "rescreen", "discuss", "refer", "already_open", "no_action", "returned"
]


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


class WorkItem(msgspec.Struct, frozen=True):
    """A signed screening that waits for a decision, with why it stands where it stands."""

    signed: Signed
    urgent: tuple[str, ...]
    doubts: tuple[str, ...]
    days: int  # since it was signed
    answered: str = ""  # the practitioner's reply to a returned question


class Decided(msgspec.Struct, frozen=True):
    id: str
    body: Review


def worklist(conn: Connection, today: date) -> tuple[WorkItem, ...]:
    """Signed and not decided: urgent routes first, then attention, then doubt, then wait."""
    s, r = tables.screening.c, tables.review.c
    settled = select(r.screening).where(r.decision != "returned")
    replaced = select(s.supersedes).where(s.supersedes != "")
    ids = conn.scalars(select(s.id).where(s.id.not_in(settled), s.id.not_in(replaced))).all()
    waiting = _awaiting_reply(conn)
    items = [
        _item(conn, results.one(conn, screening), today)
        for screening in ids
        if screening not in waiting
    ]
    return tuple(
        sorted(
            items,
            key=lambda i: (
                not i.urgent,
                not i.signed.attention,
                not i.doubts,
                -i.days,
                i.signed.id,
            ),
        )
    )


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

    ``NotAllowed``: a return without a question, a re-screen without a date.
    """
    if decision == "returned" and not question.strip():
        raise NotAllowed(_("Write the question that the practitioner should answer."))
    if decision == "rescreen" and rescreen_on is None:
        raise NotAllowed(_("Choose the date of the re-screen."))
    signed = results.one(conn, screening)
    body = Review(screening, decision, actor.sign(), comment.strip(), question.strip(), rescreen_on)
    review = records.add(
        conn, actor, Draft("review", body, signed.setting, signed.stated_of, signed.instrument_hash)
    )
    audit.note(conn, actor, "review", signed.child.id)
    return review


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


def questions(conn: Connection) -> tuple[tuple[Signed, Decided], ...]:
    """Screenings that were returned with a question which nobody has answered."""
    open_ones = _awaiting_reply(conn)
    return tuple(
        (results.one(conn, screening), decided) for screening, decided in open_ones.items()
    )


def of_screening(conn: Connection, screening: str) -> tuple[Decided, ...]:
    """All decisions on a screening, oldest first."""
    r = tables.review.c
    ids = conn.scalars(select(r.id).where(r.screening == screening).order_by(r.made, r.id)).all()
    held = records.bodies(conn, ids, Review)
    return tuple(Decided(i, held[i]) for i in ids)


def latest(conn: Connection, screening: str) -> Review | None:
    """The decision that stands: the last one that is not a question."""
    made = [d.body for d in of_screening(conn, screening) if d.body.decision != "returned"]
    return made[-1] if made else None


def _awaiting_reply(conn: Connection) -> dict[str, Decided]:
    r, a = tables.review.c, tables.reply.c
    rows = conn.execute(
        select(r.id, r.screening)
        .where(r.decision == "returned", r.id.not_in(select(a.review)))
        .order_by(r.made)
    ).all()
    held = records.bodies(conn, [row.id for row in rows], Review)
    return {row.screening: Decided(row.id, held[row.id]) for row in rows}


def _item(conn: Connection, signed: Signed, today: date) -> WorkItem:
    on = date.fromisoformat(signed.body.signed.at[:10])
    return WorkItem(
        signed, signed.body.urgent, _doubts(signed), (today - on).days, _answer(conn, signed.id)
    )


def _doubts(signed: Signed) -> tuple[str, ...]:
    body = signed.body
    said = []
    if any(strand.judgement for strand in body.strands):
        said.append(_("The practitioner's judgement differs from the screen"))
    if any(strand.band is None for strand in body.strands):
        said.append(_("A strand could not be computed"))
    if body.context.eal:
        said.append(_("English is an additional language"))
    if body.context.hearing_checked != "yes":
        said.append(_("Hearing not known to be checked"))
    return tuple(said)


def _answer(conn: Connection, screening: str) -> str:
    r, a = tables.review.c, tables.reply.c
    ids = conn.scalars(
        select(a.id).where(
            in_ids(a.review, conn.scalars(select(r.id).where(r.screening == screening)).all())
        )
    ).all()
    held = records.bodies(conn, ids, Reply)
    return "\n".join(held[i].text for i in ids)
