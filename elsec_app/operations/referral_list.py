"""All referrals in one list, each with where it stands, how long the child has waited, and what to
do next: direct routes first, then what is ours to do, then the longest wait."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.operations import consents, people, referral, referral_draft, results
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.referral import SIGNED, Referred, Waiting
from elsec_app.operations.referral_case import routes
from elsec_app.operations.results import Signed
from elsec_app.protocol.kinds import SENCO, THERAPIST
from elsec_app.store import standing, tables

Kind = Literal["to_refer", "draft", "ready", "signed"]
OVER = ("declined", "closed")


class Line(msgspec.Struct, frozen=True):
    """One referral, or one that is to be. ``key`` is the referral's or the draft's id, or the
    screening's where nothing is written yet; ``days`` since it was sent, signed, handed over, or
    screened, by how far it has come."""

    key: str
    kind: Kind
    child: ChildLine
    setting: str
    state: str
    service: str
    urgent: bool
    days: int
    clock: Waiting | None
    next_step: str
    ours: bool
    screening: str = ""
    reason: str = ""
    last_event: str = ""
    next_states: tuple[str, ...] = ()


class Found(msgspec.Struct, frozen=True):
    """The list in its order. ``over`` are closed and declined ones, newest first."""

    lines: tuple[Line, ...]
    over: tuple[Line, ...]

    def line(self, key: str) -> Line | None:
        return next((one for one in (*self.lines, *self.over) if one.key == key), None)


def caseload(conn: Connection, desk: Desk) -> Found:
    """Every referral that this device knows of; one that was replaced stands in its newer version.

    A SENCO sees what is signed and nothing before.
    """
    actor, today = desk.actor, desk.actor.today()
    r = tables.referral.c
    ids = conn.scalars(select(r.id).order_by(r.made.desc(), r.id.desc())).all()
    signed = [one for one in referral.read(conn, ids) if not one.replaced]
    lines = [*_signed(conn, signed, actor.role, today)]
    if actor.role != SENCO:
        lines += _unsigned(conn, desk, today)
    names = {place.id: place.name for place in people.places(conn)}
    lines = [msgspec.structs.replace(one, setting=names.get(one.setting, "")) for one in lines]
    going = [one for one in lines if one.state not in OVER]
    return Found(
        tuple(sorted(going, key=lambda o: (not o.urgent, not o.ours, -o.days, o.key))),
        tuple(one for one in lines if one.state in OVER),
    )


def step_words(state: str) -> str:
    """What a tap says that happened."""
    return {
        "sent": _("Mark as sent"),
        "received": _("They have it"),
        "accepted": _("Accepted"),
        "returned": _("Returned…"),
        "declined": _("Declined…"),
        "closed": _("Close"),
    }[state]


def _signed(conn: Connection, found: list[Referred], role: str, today: date) -> Iterator[Line]:
    kids = people.children(conn, [one.child for one in found])
    refusing = consents.refusing(conn, "referral")
    for one in found:
        if one.child not in kids:
            continue
        clock = referral.waiting(one, today)
        yield Line(
            key=one.id,
            kind="signed",
            child=kids[one.child],
            setting=one.setting,
            state=one.state,
            service=one.body.service,
            urgent=bool(one.body.routes),
            days=clock.days,
            clock=clock,
            next_step=_next(one.state, stopped=one.child in refusing),
            ours=one.state in (SIGNED, "returned") or clock.over,
            reason=one.reason,
            last_event=one.events[-1].id if one.events else "",
            next_states=() if role == SENCO else referral.NEXT[one.state],
        )


def _next(state: str, *, stopped: bool) -> str:
    if stopped:
        return _("The family took its consent back: do not send it")
    return {
        SIGNED: _("Send it"),
        "sent": _("Ask whether they have it"),
        "received": _("Wait for their answer"),
        "accepted": _("Wait for the first appointment"),
        "returned": _("Add what they ask for, and send it again"),
    }.get(state, "")


def _unsigned(conn: Connection, desk: Desk, today: date) -> Iterator[Line]:
    """What is written here, what was handed over, and what nobody has begun."""
    here = referral_draft.here(conn)
    handed = [
        one
        for one in referral_draft.handed_over(conn)
        if one.body.draft not in {draft.id for draft in here}
    ]
    for draft in here:
        begun = _begun(conn, draft.child, draft.screening, draft.answers, today)
        step = _("Finish it and sign it") if _signs(desk) else _("Finish it and hand it over")
        yield msgspec.structs.replace(begun, key=draft.id, setting=draft.setting, next_step=step)
    for one in handed:
        begun = _begun(conn, one.child, one.body.screening, one.body.answers, today)
        ours = _signs(desk) != (one.body.handed.role == THERAPIST)
        yield msgspec.structs.replace(
            begun,
            key=one.body.draft,
            kind="ready",
            state="ready" if one.body.handed.role != THERAPIST else "asked_back",
            setting=one.setting,
            days=(today - date.fromisoformat(one.body.handed.at[:10])).days,
            next_step=_("Sign it, or hand it back") if _signs(desk) else _("With the therapist"),
            ours=ours,
            reason=one.body.words,
        )
    written = {draft.child for draft in here} | {one.child for one in handed}
    for signed in _to_be_written(conn):
        if signed.child.id not in written:
            begun = _begun(conn, signed.child.id, signed.id, {}, today)
            step = _("Write the referral")
            yield msgspec.structs.replace(
                begun, key=signed.id, kind="to_refer", state="to_refer", next_step=step
            )


def _signs(desk: Desk) -> bool:
    return desk.actor.role == THERAPIST


def _begun(
    conn: Connection, child: str, screening: str, answers: Mapping[str, str], today: date
) -> Line:
    """A line of a referral that is not signed, as a draft."""
    signed = results.many(conn, [screening]).get(screening) if screening else None
    since = date.fromisoformat(signed.body.signed.at[:10]) if signed else today
    return Line(
        key="",
        kind="draft",
        child=people.children(conn, [child])[child],
        setting=signed.setting if signed else "",
        state="draft",
        service="",
        urgent=bool(routes(signed, answers)),
        days=(today - since).days,
        clock=None,
        next_step="",
        ours=True,
        screening=screening,
    )


def _to_be_written(conn: Connection) -> tuple[Signed, ...]:
    """Decided to be referred; and every direct route that nobody has referred or decided on."""
    s, r = tables.screening.c, tables.referral.c
    ids = conn.scalars(
        select(s.id).where(
            s.urgent != "", s.open != standing.CLOSED, s.id.not_in(select(r.screening))
        )
    ).all()
    found = {one.id: one for one in referral.to_refer(conn)}
    return tuple((results.many(conn, ids) | found).values())
