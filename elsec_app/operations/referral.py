"""A referral: what is still missing, consent, its signed content, and what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import results
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Consent, Referral, ReferralEvent
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft

Purpose = Literal["referral", "share", "reports"]
State = Literal["sent", "received", "accepted", "returned", "declined", "closed"]


class Missing(msgspec.Struct, frozen=True):
    """Something a referral still needs. ``must``: it cannot be signed without."""

    field: str
    sentence: str
    must: bool


class Referred(msgspec.Struct, frozen=True):
    """A signed referral, with its latest state."""

    id: str
    child: str
    setting: str
    body: Referral
    state: str
    state_on: date | None


def give_consent(
    conn: Connection,
    actor: Actor,
    child: str,
    setting: str,
    purpose: Purpose,
    *,
    given: bool,
    by: str,
    how: str,
) -> str:
    """Record consent, or that it was not given: dated, and apart from the basis of screening."""
    body = Consent(purpose, given, by, actor.today(), how)
    return records.add(conn, actor, Draft("consent", body, setting, child))


def consents(conn: Connection, child: str) -> dict[str, Consent]:
    """The latest statement for each purpose."""
    c = tables.consent.c
    ids = conn.scalars(select(c.id).where(c.child == child).order_by(c.made, c.id)).all()
    held = records.bodies(conn, ids, Consent)
    return {held[i].purpose: held[i] for i in ids}


def readiness(
    conn: Connection, screening: str, reason: str, details: Mapping[str, str]
) -> tuple[Missing, ...]:
    """Everything that is missing before the referral may be signed and before it is strong."""
    signed = results.one(conn, screening)
    consent = consents(conn, signed.child.id).get("referral")
    checks = (
        (
            "screening",
            not signed.superseded,
            _("This screening has a newer version: refer from that one."),
            True,
        ),
        (
            "consent",
            consent is not None and consent.given,
            _("A parent or carer has not yet consented to this referral."),
            True,
        ),
        ("reason", bool(reason.strip()), _("Say why the child is referred."), True),
        (
            "hearing",
            signed.body.context.hearing_checked == "yes",
            _("It is not known whether the child's hearing has been checked."),
            False,
        ),
        (
            "interventions",
            bool(details.get("interventions", "").strip()),
            _("Say what has been tried in the setting, and since when."),
            False,
        ),
    )
    return tuple(Missing(field, words, must) for field, met, words, must in checks if not met)


def sign(
    conn: Connection,
    actor: Actor,
    screening: str,
    *,
    service: str,
    reason: str,
    hoped_for: str = "",
    details: Mapping[str, str] | None = None,
    supersedes: str = "",
) -> str:
    """Sign a referral that rests on a signed screening. Returns its id.

    ``NotAllowed``, naming the first thing that must still be there.
    """
    details = details or {}
    for missing in readiness(conn, screening, reason, details):
        if missing.must:
            raise NotAllowed(missing.sentence)
    signed = results.one(conn, screening)
    body = Referral(
        screening,
        service,
        reason.strip(),
        actor.sign(),
        hoped_for.strip(),
        signed.body.urgent,
        dict(details),
        supersedes,
    )
    referral = records.add(
        conn,
        actor,
        Draft("referral", body, signed.setting, signed.stated_of, signed.instrument_hash),
    )
    audit.note(conn, actor, "refer", signed.child.id)
    return referral


def note_state(
    conn: Connection, actor: Actor, referral: str, state: State, *, reason: str = ""
) -> str:
    """What became of a referral, dated today. ``NotAllowed``: returned or declined without why."""
    if state in ("returned", "declined") and not reason.strip():
        raise NotAllowed(_("Say the reason that the service gave."))
    row = conn.execute(select(tables.record).where(tables.record.c.id == referral)).one()
    body = ReferralEvent(referral, state, actor.today(), reason.strip())
    return records.add(conn, actor, Draft("referral_event", body, row.setting, row.child))


def of_child(conn: Connection, child: str) -> tuple[Referred, ...]:
    """The child's referrals, newest first."""
    r = tables.referral.c
    ids = conn.scalars(
        select(r.id).where(r.child == child).order_by(r.made.desc(), r.id.desc())
    ).all()
    return tuple(one(conn, i) for i in ids)


def one(conn: Connection, referral: str) -> Referred:
    """One signed referral. ``LookupError`` when the device does not hold it."""
    r, f, e = tables.record.c, tables.referral.c, tables.referral_event.c
    row = conn.execute(
        select(f.child, r.setting, r.body)
        .join(tables.referral, f.id == r.id)
        .where(r.id == referral)
    ).one_or_none()
    if row is None:
        raise LookupError(referral)
    last = conn.execute(
        select(e.state, e.on).where(e.referral == referral).order_by(e.on.desc(), e.made.desc())
    ).first()
    return Referred(
        referral,
        row.child,
        row.setting,
        msgspec.json.decode(row.body, type=Referral),
        last.state if last else "ready",
        date.fromisoformat(last.on) if last else None,
    )


def to_refer(conn: Connection) -> tuple[Signed, ...]:
    """Screenings that a therapist decided to refer and for which no referral is signed."""
    v, r = tables.review.c, tables.referral.c
    ids = conn.scalars(
        select(v.screening)
        .where(v.decision == "refer", v.screening.not_in(select(r.screening)))
        .distinct()
    ).all()
    return tuple(results.one(conn, i) for i in ids)
