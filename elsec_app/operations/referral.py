"""A referral: signed from a draft and frozen, and what became of it."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import consents, results, review
from elsec_app.operations.desk import Desk
from elsec_app.operations.referral_draft import DESPITE, Draft, end
from elsec_app.operations.referral_fill import Sheet, sheet
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Document, Referral, ReferralEvent, RuleSaid
from elsec_app.protocol.kinds import THERAPIST
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft as Stated

State = Literal["sent", "received", "accepted", "returned", "declined", "closed"]
SIGNED, TAKEN_BACK = "signed", "taken_back"
# What may follow. A returned one is amended, or sent again as it is.
NEXT: dict[str, tuple[State, ...]] = {
    SIGNED: ("sent", "closed"),
    "sent": ("received", "accepted", "returned", "declined", "closed"),
    "received": ("accepted", "returned", "declined", "closed"),
    "accepted": ("closed",),
    "returned": ("sent", "closed"),
    "declined": ("closed",),
    "closed": (),
}
WITH_REASON = ("returned", "declined")


def state_words(state: str) -> str:
    """Where a referral stands, as people say it."""
    return {
        "to_refer": _("To be written"),
        "draft": _("Draft"),
        "ready": _("To be signed"),
        "asked_back": _("Handed back"),
        SIGNED: _("To be sent"),
        "sent": _("Sent"),
        "received": _("Received"),
        "accepted": _("Accepted"),
        "returned": _("Returned"),
        "declined": _("Declined"),
        "closed": _("Closed"),
        "replaced": _("Replaced by a newer version"),
    }.get(state, state)


class Event(msgspec.Struct, frozen=True):
    id: str
    body: ReferralEvent


class Referred(msgspec.Struct, frozen=True):
    """A signed referral, with where it stands. ``events`` are those that stand, oldest first.

    ``stated_of`` is the child that the record names: another where two were found to be one.
    """

    id: str
    child: str
    stated_of: str
    setting: str
    body: Referral
    state: str
    state_on: date | None
    events: tuple[Event, ...] = ()
    replaced: bool = False

    @property
    def reason(self) -> str:
        """What the service said at the last step."""
        return self.events[-1].body.reason if self.events else ""

    @property
    def signed_on(self) -> date:
        return date.fromisoformat(self.body.signed.at[:10])


class Waiting(msgspec.Struct, frozen=True):
    """The clock: whole days since it was sent (since it was signed, until then). It stops when the
    service has answered no, or all is over. ``over``: longer than the service's own standard."""

    days: int
    since: Literal["signed", "sent"]
    running: bool
    standard_weeks: int | None = None

    @property
    def over(self) -> bool:
        return self.standard_weeks is not None and self.days > 7 * self.standard_weeks


def sign(conn: Connection, desk: Desk, draft: Draft) -> str:
    """Sign *draft*: from now on the referral does not change. Returns its id.

    ``NotAllowed``, naming the first thing that must still be there; and for a practitioner, unless
    it goes by a direct route, which waits for nobody.
    """
    whole = sheet(conn, desk, draft)
    for missing in whole.missing:
        if missing.must:
            raise NotAllowed(_("Still missing: {what}").format(what=missing.sentence))
    if desk.actor.role != THERAPIST and not whole.routes:
        raise NotAllowed(_("A speech and language therapist signs this: hand it over."))
    pack = whole.signed.instrument_hash if whole.signed else ""
    body = _frozen(conn, desk, whole)
    stated = Stated("referral", body, draft.setting, draft.child, pack)
    referral = records.add(conn, desk.actor, stated)
    end(conn, draft.id)
    audit.note(conn, desk.actor, "refer", draft.child)
    return referral


def as_it_stands(conn: Connection, desk: Desk, draft: Draft) -> Referral:
    """What *draft* would be if it were signed now, for looking at; nothing is kept."""
    return _frozen(conn, desk, sheet(conn, desk, draft))


def _frozen(conn: Connection, desk: Desk, whole: Sheet) -> Referral:
    """Everything that the print will say, as it is known at this moment."""
    answers, form, rules = whole.answers, whole.form, whole.rules
    own = ("reason", "hoped_for")
    doubtful = whole.judgement.standing in ("not_met", "cannot_tell")
    standing = [whole.consents[a.purpose] for a in form.consents if a.purpose in whole.consents]
    decided = [d.id for d in review.of_screening(conn, whole.draft.screening) if _settles(d)]
    return Referral(
        screening=whole.draft.screening,
        service=answers.get("service", form.service).strip(),
        reason=answers.get("reason", "").strip(),
        signed=desk.actor.sign(),
        hoped_for=answers.get("hoped_for", "").strip(),
        routes=whole.routes,
        details=whole.heading | {f: value for f, value in answers.items() if f not in own},
        supersedes=whole.draft.amends,
        amended=whole.draft.amended,
        origins={one.field.id: one.origin for one in whole.filled if one.value},
        form=Document(form.id, form.version, form.hash),
        rules=Document(rules.id, rules.version, rules.hash),
        standing=whole.judgement.standing,
        said=tuple(RuleSaid(s.rule, s.part, s.verdict, s.quoted) for s in whole.judgement.quoted),
        despite=whole.draft.answers.get(DESPITE, "").strip() if doubtful else "",
        wait_weeks=rules.standard.weeks if rules.standard else None,
        consents=tuple(one.record for one in standing),
        earlier=tuple(one.id for one in _earlier(conn, whole.signed)),
        review=decided[-1] if decided else "",
        draft=whole.draft.id,
    )


def _settles(decided: review.Decided) -> bool:
    return decided.body.decision != "returned"


def _earlier(conn: Connection, signed: Signed | None) -> tuple[Signed, ...]:
    """Screenings before this one by the same pack: the only ones that can be set beside it."""
    if signed is None:
        return ()
    return tuple(
        one
        for one in results.of_child(conn, signed.child.id)
        if not one.superseded
        and one.id != signed.id
        and one.body.tested_on < signed.body.tested_on
        and one.instrument_hash == signed.instrument_hash
    )


def note_state(
    conn: Connection, actor: Actor, referral: str, state: State, *, reason: str = ""
) -> str:
    """What became of a referral, dated today. Returns the event's id.

    ``NotAllowed``: returned or declined without why; a step that cannot follow the last; sending
    what is replaced, or what the family no longer consents to.
    """
    held = one(conn, referral)
    if state in WITH_REASON and not reason.strip():
        raise NotAllowed(_("Say the reason that the service gave."))
    if state not in NEXT[held.state]:
        words = _("This referral is {state}: that cannot follow.")
        raise NotAllowed(words.format(state=state_words(held.state).lower()))
    if state == "sent" and held.replaced:
        raise NotAllowed(_("There is a newer version of this referral: send that one."))
    if state == "sent" and withdrawn(conn, held):
        raise NotAllowed(_("The family no longer consents to this referral: do not send it."))
    body = ReferralEvent(referral, state, actor.today(), reason.strip())
    return records.add(conn, actor, Stated("referral_event", body, held.setting, held.stated_of))


def take_back(conn: Connection, actor: Actor, referral: str, event: str) -> str:
    """The last step was a slip: it stays on record, and no longer counts.

    ``NotAllowed`` when something has followed it.
    """
    held = one(conn, referral)
    if not held.events or held.events[-1].id != event:
        raise NotAllowed(_("Something has followed that step: it can no longer be taken back."))
    body = ReferralEvent(referral, TAKEN_BACK, actor.today(), takes_back=event)
    return records.add(conn, actor, Stated("referral_event", body, held.setting, held.stated_of))


def withdrawn(conn: Connection, referred: Referred) -> bool:
    """Whether the family's last word on being referred is no."""
    said = consents.standing(conn, referred.child).get("referral")
    return said is not None and not said.given


def waiting(referred: Referred, today: date) -> Waiting:
    """How long the child has waited with this referral."""
    sent = [event.body.on for event in referred.events if event.body.state == "sent"]
    began = sent[0] if sent else referred.signed_on
    running = referred.state not in ("declined", "closed", "returned") and not referred.replaced
    until = today if running else referred.state_on or today
    weeks = referred.body.wait_weeks
    return Waiting((until - began).days, "sent" if sent else "signed", running, weeks)


def of_child(conn: Connection, child: str) -> tuple[Referred, ...]:
    """The child's referrals, newest first."""
    r = tables.referral.c
    found = select(r.id).where(r.child == child).order_by(r.made.desc(), r.id.desc())
    return read(conn, conn.scalars(found).all())


def one(conn: Connection, referral: str) -> Referred:
    """One signed referral. ``LookupError`` when the device does not hold it."""
    found = read(conn, [referral])
    if not found:
        raise LookupError(referral)
    return found[0]


def read(conn: Connection, ids: Iterable[str]) -> tuple[Referred, ...]:
    """The referrals *ids*, in that order; those not held are left out."""
    wanted = list(ids)
    r, t = tables.record.c, tables.referral.c
    rows = conn.execute(
        select(r.id, t.child, r.child.label("stated_of"), r.setting, r.body)
        .join(tables.referral, t.id == r.id)
        .where(in_ids(r.id, wanted))
    )
    held = {row.id: row for row in rows}
    replaced = set(conn.scalars(select(t.supersedes).where(in_ids(t.supersedes, wanted))))
    events = _events(conn, wanted)
    found = []
    for i in (i for i in wanted if i in held):
        row, last = held[i], events.get(i, ())
        body = msgspec.json.decode(row.body, type=Referral)
        state = last[-1].body.state if last else SIGNED
        on = last[-1].body.on if last else None
        where = (row.child, row.stated_of, row.setting)
        found.append(Referred(i, *where, body, state, on, last, i in replaced))
    return tuple(found)


def _events(conn: Connection, ids: list[str]) -> dict[str, tuple[Event, ...]]:
    """The steps that stand, by referral, in order."""
    e = tables.referral_event.c
    rows = conn.execute(
        select(e.id, e.takes_back).where(in_ids(e.referral, ids)).order_by(e.on, e.made, e.id)
    ).all()
    slips = {row.takes_back for row in rows if row.takes_back}
    standing = [row.id for row in rows if not row.takes_back and row.id not in slips]
    held = records.bodies(conn, standing, ReferralEvent)
    found: dict[str, tuple[Event, ...]] = {}
    for i in standing:
        found[held[i].referral] = (*found.get(held[i].referral, ()), Event(i, held[i]))
    return found


def to_refer(conn: Connection) -> tuple[Signed, ...]:
    """Screenings whose standing decision is to refer, and for which no referral is signed."""
    v, r, s = tables.review.c, tables.referral.c, tables.screening.c
    ids = conn.scalars(
        select(v.screening)
        .where(
            v.decision == "refer",
            v.screening.not_in(select(r.screening)),
            v.screening.not_in(select(s.supersedes)),
        )
        .distinct()
    ).all()
    decided = {i: review.latest(conn, i) for i in ids}
    wanted = [i for i, one in decided.items() if one is not None and one.decision == "refer"]
    return tuple(results.many(conn, wanted).values())
