"""One child, whole: who and where, what to bear in mind, and everything on record by date."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.operations import consents, identity, moves, referral, results, review
from elsec_app.operations.cohorts import TAKEN_BACK, state_words
from elsec_app.operations.people import ChildLine, children
from elsec_app.operations.results import Signed
from elsec_app.operations.words import hearing_words, year_words
from elsec_app.protocol import bodies
from elsec_app.protocol.kinds import SENCO
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft

READ, REVEAL = "read", "reveal"  # as the audit trail calls them
LOOKS = 200  # of the trail's last events that are told


class Event(msgspec.Struct, frozen=True):
    """Something on record: ``at`` is a day, or a moment where it is known. ``record`` leads to
    the signed screening, where that is what it is."""

    at: str
    kind: str
    what: str
    more: str = ""
    who: str = ""
    record: str = ""

    @property
    def on(self) -> date:
        return date.fromisoformat(self.at[:10])


class Look(msgspec.Struct, frozen=True):
    """Somebody looked at the child's page, or uncovered a number on it: once a day and person."""

    on: date
    who: str
    uncovered: bool


class ChildPage(msgspec.Struct, frozen=True):
    """All that the device holds of a child. ``events``, ``signed`` and ``looks`` are newest first;
    ``looks`` are those on this device."""

    child: ChildLine
    body: bodies.Child
    class_name: str
    year: str
    setting: str
    setting_name: str
    cautions: tuple[str, ...]
    signed: tuple[Signed, ...]
    events: tuple[Event, ...]
    looks: tuple[Look, ...] = ()

    @property
    def latest(self) -> Signed | None:
        """The newest result that stands."""
        return next((one for one in self.signed if not one.superseded), None)


def page(conn: Connection, actor: Actor, child: str) -> ChildPage:
    """The child's page, as *actor*'s role may see it. ``LookupError`` when it is not held."""
    line = children(conn, [child]).get(child)
    if line is None:
        raise LookupError(child)
    enrolled = _enrolment(conn, child)
    place = enrolled[0] if enrolled else line.setting
    signed = results.of_child(conn, child)
    return ChildPage(
        line,
        records.read(conn, child, bodies.Child),
        enrolled[1].class_name if enrolled else "",
        (year_words(enrolled[1].year_group) or "") if enrolled else "",
        place,
        conn.scalar(select(tables.setting.c.name).where(tables.setting.c.id == place)) or "",
        _cautions(conn, child, signed),
        signed,
        timeline(conn, child, signed, questions=actor.role != SENCO),
        _looks(conn, child),
    )


def timeline(
    conn: Connection, child: str, signed: Iterable[Signed], *, questions: bool
) -> tuple[Event, ...]:
    """Everything on record of a child, newest first; *questions* between colleagues too."""
    events = [
        *_enrolled(conn, child),
        *_moved(conn, child),
        *_made_one(conn, child),
        *_screened(signed),
        *_not_done(conn, child),
        *_opt_outs(conn, child),
    ]
    for one in signed:
        events += _decided(conn, one.id, questions=questions)
    events += [*_consents(conn, child), *_referrals(conn, child), *_notes(conn, child)]
    events.sort(key=lambda event: event.at)
    return tuple(reversed(events))  # of one moment the last said comes first


def add_note(conn: Connection, actor: Actor, child: str, text: str) -> str:
    """Keep a note on a child. It stays as it is written. ``NotAllowed`` when empty."""
    if not text.strip():
        raise NotAllowed(_("Write the note first."))
    line = children(conn, [child])[child]
    return records.add(conn, actor, Draft("note", bodies.Note(text.strip()), line.setting, child))


def opened(conn: Connection, actor: Actor, child: str, what: str = READ) -> None:
    """Keep that somebody opened the child's page, or uncovered a number on it (``REVEAL``)."""
    audit.note(conn, actor, what, child)


def _looks(conn: Connection, child: str) -> tuple[Look, ...]:
    a = tables.audit.c
    rows = conn.execute(
        select(a.at, a.user, a.action)
        .where(a.subject == child, a.action.in_((READ, REVEAL)))
        .order_by(a.n.desc())
        .limit(LOOKS)
    ).all()
    people = names(conn, {row.user for row in rows})
    seen: dict[tuple[str, str], bool] = {}
    for row in rows:
        key = row.at[:10], people.get(row.user, row.user)
        seen[key] = seen.get(key, False) or row.action == REVEAL
    return tuple(Look(date.fromisoformat(on), who, seen[on, who]) for on, who in seen)


def _cautions(conn: Connection, child: str, signed: Iterable[Signed]) -> tuple[str, ...]:
    said: list[str] = []
    latest = next((one for one in signed if not one.superseded), None)
    if latest is not None:
        body = latest.body
        said += body.cautions
        if not said and body.context.hearing_checked != "yes":  # else the tool has said it
            said.append(hearing_words(body.context))
    o = tables.opt_out.c
    standing = select(o.id).where(o.child == child, o.withdrawn_on.is_(None), o.cohort == "")
    if conn.scalar(standing):
        said.append(_("The family has opted out of every screening."))
    return tuple(said)


def _enrolment(conn: Connection, child: str) -> tuple[str, bodies.Enrolment] | None:
    e = tables.enrolment.c
    row = conn.execute(
        select(e.id, e.setting)
        .where(e.child == child, e.withdrawn == "")
        .order_by(e.since.desc())
        .limit(1)
    ).one_or_none()
    return (row.setting, records.read(conn, row.id, bodies.Enrolment)) if row else None


def _screened(signed: Iterable[Signed]) -> Iterator[Event]:
    for one in signed:
        body = one.body
        what = _("Screened with {tool}").format(tool=f"{body.title} {body.version}")
        if body.supersedes:
            what = _("Screening changed: {reason}").format(reason=body.reason)
        more = body.overall_label
        if one.superseded:
            more = _("{outcome} (a newer version was signed)").format(outcome=more)
        yield Event(body.signed.at, "screening", what, more, body.signed.name, one.id)


def _decided(conn: Connection, screening: str, *, questions: bool) -> Iterator[Event]:
    for one in review.every(conn, screening):
        asked = one.body.decision == "returned"
        if asked and not questions:
            continue
        what = review.decision_words(one.body.decision)
        if not one.stands:
            what = _("Taken back: {what}").format(what=what)
        more = one.body.question or one.body.comment
        yield Event(one.body.signed.at, "review", what, more, one.body.signed.name, screening)
    for asked_for in review.asked(conn, screening) if questions else ():
        by = asked_for.answered_by
        if by is not None:
            yield Event(by.at, "reply", _("Answered"), asked_for.answer, by.name, screening)


def _not_done(conn: Connection, child: str) -> Iterator[Event]:
    """Why the child was not screened; what was taken back as a slip is left out."""
    n, r = tables.not_done.c, tables.record.c
    rows = conn.execute(
        select(n.code, n.made, r.author)
        .join(tables.record, r.id == n.id)
        .where(n.child == child)
        .order_by(n.on, n.made, n.id)
    ).all()
    kept = []
    for row in rows:
        if row.code != TAKEN_BACK:
            kept.append(row)
        elif kept:
            kept.pop()
    people = names(conn, {row.author for row in kept})
    for row in kept:
        what = _("Not screened: {why}").format(why=state_words(row.code).lower())
        yield Event(row.made, "not_done", what, who=people.get(row.author, ""))


def _opt_outs(conn: Connection, child: str) -> Iterator[Event]:
    o = tables.opt_out.c
    ids = conn.scalars(select(o.id).where(o.child == child)).all()
    for body in records.bodies(conn, ids, bodies.OptOut).values():
        said = (
            _("Opted out of every screening") if not body.cohort else _("Opted out of this round")
        )
        more = " · ".join(filter(None, (body.by, body.how)))
        yield Event(body.on.isoformat(), "opt_out", said, more)
        if body.withdrawn_on:
            yield Event(body.withdrawn_on.isoformat(), "opt_out", _("May be screened again"), more)


def _consents(conn: Connection, child: str) -> Iterator[Event]:
    for _record, body in consents.history(conn, child):
        said = _("Consent given: {what}") if body.given else _("Consent not given: {what}")
        what = said.format(what=consents.purpose_words(body.purpose).lower())
        more = " · ".join(filter(None, (body.by, body.how)))
        yield Event(body.on.isoformat(), "consent", what, more)


def _referrals(conn: Connection, child: str) -> Iterator[Event]:
    for one in referral.of_child(conn, child):
        what = _("Referred to {service}").format(service=one.body.service)
        signed = one.body.signed
        yield Event(signed.at, "referral", what, one.body.amended, signed.name)
        for step in one.events:
            state = referral.state_words(step.body.state).lower()
            said = _("Referral: {state}").format(state=state)
            yield Event(step.body.on.isoformat(), "referral", said, step.body.reason)


def _enrolled(conn: Connection, child: str) -> Iterator[Event]:
    e, s = tables.enrolment.c, tables.setting.c
    rows = conn.execute(
        select(e.class_name, e.since, e.until, s.name)
        .join_from(tables.enrolment, tables.setting, e.setting == s.id)
        .where(e.child == child, e.withdrawn == "")
    )
    for row in rows:
        joined = _("Joined {group} at {setting}").format(group=row.class_name, setting=row.name)
        yield Event(row.since, "enrolment", joined)
        if row.until:
            left = _("Left {group} at {setting}").format(group=row.class_name, setting=row.name)
            yield Event(row.until, "enrolment", left)


def _moved(conn: Connection, child: str) -> Iterator[Event]:
    s = tables.setting.c
    names = {row.id: row.name for row in conn.execute(select(s.id, s.name))}
    for gone in moves.left(conn, child):
        if gone.to:
            what = _("Went to {setting}").format(setting=names.get(gone.to, _("another setting")))
        else:
            what = _("Left the area")
        yield Event(gone.on.isoformat(), "move", what, gone.to_area)


def _made_one(conn: Connection, child: str) -> Iterator[Event]:
    for said in identity.joined(conn, child):
        what = _("Found to be one child with {name}").format(name=said.other_name)
        yield Event(said.on.isoformat(), "same_child", what, said.reason, said.by)


def _notes(conn: Connection, child: str) -> Iterator[Event]:
    r, a = tables.record.c, tables.alias.c
    same = [child, *conn.scalars(select(a.child).where(a.kept == child))]
    rows = conn.execute(
        select(r.made, r.author, r.body).where(in_ids(r.child, same), r.kind == "note")
    ).all()
    people = names(conn, {row.author for row in rows})
    for row in rows:
        text = msgspec.json.decode(row.body, type=bodies.Note).text
        yield Event(row.made, "note", _("Note"), text, people.get(row.author, ""))


def names(conn: Connection, users: Iterable[str]) -> dict[str, str]:
    """What the people *users* are called; those not known are left out."""
    u = tables.user.c
    return {r.id: r.name for r in conn.execute(select(u.id, u.name).where(in_ids(u.id, users)))}
