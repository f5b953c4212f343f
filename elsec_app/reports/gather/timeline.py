"""The facts of a child's timeline: everything on record, by date."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, select

from elsec_app.i18n import _
from elsec_app.operations import codes, consents, referral, results, review
from elsec_app.operations.cohorts import TAKEN_BACK, state_words
from elsec_app.operations.desk import Desk
from elsec_app.protocol import bodies
from elsec_app.reports import facts
from elsec_app.reports.facts import Event
from elsec_app.reports.furniture import day
from elsec_app.reports.gather import common
from elsec_app.reports.gather.drawn import coded
from elsec_app.store import records, tables


def timeline(conn: Connection, desk: Desk, child: str) -> facts.TimelineFacts:
    """Everything on record of one child, by date."""
    setting = conn.execute(select(tables.child.c.setting).where(tables.child.c.id == child)).one()
    parts = (_enrolled, _opted_out, _not_done, _screened, _consented, _referred)
    events = [event for part in parts for event in part(conn, child)]
    signed = results.of_child(conn, child)
    counted = facts.Pooled(len(signed), 0, desk.actor.today())
    made = facts.TimelineFacts(
        imprint=common.imprint(conn, desk, setting.setting, pooled=counted),
        child=common.child(conn, child),
        setting=common.place(conn, setting.setting),
        events=tuple(sorted(events, key=lambda event: event.on)),
    )
    return coded(made, "timeline", child)


def _enrolled(conn: Connection, child: str) -> Iterator[Event]:
    e, s = tables.enrolment.c, tables.setting.c
    rows = conn.execute(
        select(e.class_name, e.since, e.until, s.name)
        .join_from(tables.enrolment, tables.setting, e.setting == s.id)
        .where(e.child == child, e.withdrawn == "")
        .order_by(e.since)
    )
    for row in rows:
        said = _("Joined {group} at {setting}").format(group=row.class_name, setting=row.name)
        yield Event(date.fromisoformat(row.since), said)
        if row.until:
            yield Event(date.fromisoformat(row.until), _("Left {setting}").format(setting=row.name))


def _opted_out(conn: Connection, child: str) -> Iterator[Event]:
    o = tables.opt_out.c
    ids = conn.scalars(select(o.id).where(o.child == child)).all()
    for body in records.bodies(conn, ids, bodies.OptOut).values():
        yield Event(body.on, _("The family opted out of screening"), body.how or None, body.by)
        if body.withdrawn_on:
            yield Event(body.withdrawn_on, _("The opt-out was taken back"))


def _not_done(conn: Connection, child: str) -> Iterator[Event]:
    """Why the child was not screened; what was taken back as a slip is left out."""
    n = tables.not_done.c
    rows = conn.execute(select(n.on, n.code).where(n.child == child).order_by(n.on, n.made, n.id))
    events: list[Event] = []
    for row in rows:
        if row.code == TAKEN_BACK:
            events = events[:-1]
            continue
        said = _("Not screened: {why}").format(why=state_words(row.code))
        events.append(Event(date.fromisoformat(row.on), said))
    yield from events


def _screened(conn: Connection, child: str) -> Iterator[Event]:
    for one in results.of_child(conn, child):
        body = one.body
        tool = _("Screened with {tool}").format(tool=f"{body.title} {body.version}")
        amended = _("{what}, new version: {why}").format(what=tool, why=body.reason)
        yield Event(
            body.tested_on,
            amended if body.supersedes else tool,
            body.overall_label or None,
            body.signed.name,
            codes.short_code(one.id),
        )
        for made in review.of_screening(conn, one.id):
            yield Event(
                _day(made.body.signed),
                review.decision_words(made.body.decision),
                _decided(made.body),
                made.body.signed.name,
            )


def _decided(body: bodies.Review) -> str | None:
    again = _("On {day}.").format(day=day(body.rescreen_on)) if body.rescreen_on else ""
    return " ".join(filter(None, (again, body.question or body.comment))) or None


def _consented(conn: Connection, child: str) -> Iterator[Event]:
    for _record, body in consents.history(conn, child):
        said = _("Consent given: {what}") if body.given else _("Consent not given: {what}")
        what = consents.purpose_words(body.purpose).lower()
        yield Event(body.on, said.format(what=what), body.how or None, body.by)


def _referred(conn: Connection, child: str) -> Iterator[Event]:
    for one in referral.of_child(conn, child):
        to = _("Referred to {service}").format(service=one.body.service)
        code = codes.short_code(one.id)
        yield Event(one.signed_on, to, one.body.amended or None, one.body.signed.name, code)
        for step in one.events:
            state = referral.state_words(step.body.state).lower()
            said = _("Referral: {state}").format(state=state)
            yield Event(step.body.on, said, step.body.reason or None)


def _day(signed: bodies.Signature) -> date:
    return date.fromisoformat(signed.at[:10])
