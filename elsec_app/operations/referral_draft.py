"""A referral in the making: begun, written field by field, handed to a colleague, gone on with.

Each field is one row, durable when the caller's transaction commits, so that a draft outlives a
lock and a killed process. Handing it over makes a record of it, which travels; the colleague goes
on from there on their own device. Only signing (``referral.sign``) makes a referral.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.referring.forms import catalogue
from elsec_app.operations.desk import Desk
from elsec_app.protocol.bodies import Referral, ReferralDraft
from elsec_app.protocol.kinds import writable_by
from elsec_app.store import audit, records, sameness, state, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft as Stated

NEUTRAL = "neutral"
DESPITE = "despite"  # a field beside the form's: why it is referred although no rule is met
LONGEST = 20_000  # characters of one answer
_LIKED = "referral"  # the form and rules that were chosen last on this device


class Draft(msgspec.Struct, frozen=True):
    """``answers`` are those that somebody gave; what is known from records is not among them.
    ``handed`` is what it goes on from, when a colleague began it."""

    id: str
    child: str
    setting: str
    screening: str
    form: str
    rules: str
    answers: dict[str, str] = {}
    authors: dict[str, str] = {}
    handed: str = ""
    amends: str = ""
    amended: str = ""


class Handed(msgspec.Struct, frozen=True):
    """A draft as a colleague handed it over."""

    record: str
    child: str
    setting: str
    body: ReferralDraft


class _Liked(msgspec.Struct, frozen=True):
    form: str = NEUTRAL
    rules: str = NEUTRAL


def begin(conn: Connection, desk: Desk, child: str, screening: str = "") -> Draft:
    """Begin a referral of *child*, or go on with the one that is begun, here or by a colleague.

    ``NotAllowed`` for a role that writes no referrals.
    """
    _may_write(desk.actor)
    held = _held(conn, child)
    if held:
        return load(conn, held)
    handed = handed_over(conn, child)
    if handed:
        return _go_on(conn, desk, handed[0])
    liked = _liked(conn)
    new = Draft(
        desk.actor.new_id(),
        child,
        _setting(conn, child),
        screening,
        liked.form if liked.form in desk.forms else NEUTRAL,
        liked.rules if liked.rules in desk.rules else NEUTRAL,
    )
    return _keep(conn, desk.actor, new)


def amend(conn: Connection, desk: Desk, referral: str, reason: str) -> Draft:
    """Begin a new version of a signed referral, from all that was answered. The signed one stays.

    ``NotAllowed`` without a reason, or when there is a newer version already.
    """
    _may_write(desk.actor)
    if not reason.strip():
        raise NotAllowed(_("Say why you change a signed referral."))
    replaced = select(tables.referral.c.id).where(tables.referral.c.supersedes == referral)
    if conn.scalar(replaced) is not None:
        raise NotAllowed(_("There is a newer version of this referral: change that one."))
    row = conn.execute(select(tables.record).where(tables.record.c.id == referral)).one()
    body = msgspec.json.decode(row.body, type=Referral)
    typed = {"reason": body.reason, "hoped_for": body.hoped_for, DESPITE: body.despite} | {
        field: value
        for field, value in body.details.items()
        if body.origins.get(field, "typed").startswith("typed")
    }
    if _held(conn, row.child):
        raise NotAllowed(_("A referral of this child is being written: finish or discard it."))
    form = body.form.id if body.form and body.form.id in desk.forms else NEUTRAL
    rules = body.rules.id if body.rules and body.rules.id in desk.rules else NEUTRAL
    answers = {field: value for field, value in typed.items() if value}
    new = Draft(
        desk.actor.new_id(),
        row.child,
        row.setting,
        body.screening,
        form,
        rules,
        answers,
        dict.fromkeys(answers, body.signed.user),
        amends=referral,
        amended=reason.strip(),
    )
    return _keep(conn, desk.actor, new)


def load(conn: Connection, draft: str) -> Draft:
    """The draft as it stands. ``LookupError`` when there is none (it was signed or discarded)."""
    row = conn.execute(select(tables.draft).where(tables.draft.c.id == draft)).one_or_none()
    if row is None:
        raise LookupError(draft)
    child = sameness.aliases(conn).get(row.child, row.child)
    a = tables.draft_answer.c
    written = conn.execute(select(a.field, a.value, a.author).where(a.draft == draft)).all()
    return Draft(
        row.id,
        child,
        _setting(conn, child),
        row.screening,
        row.form,
        row.rules,
        {one.field: one.value for one in written},
        {one.field: one.author for one in written},
        row.handed,
        row.amends,
        row.amended,
    )


def answer(conn: Connection, actor: Actor, draft: str, field: str, value: str) -> None:
    """Keep one field's answer; an empty one says that there is none, whatever records know."""
    if field not in catalogue() and field != DESPITE:
        raise ValueError(field)
    if len(value) > LONGEST:
        raise NotAllowed(_("That is too long for one field: shorten it, or attach a report."))
    row = upsert(tables.draft_answer).values(
        draft=draft, field=field, value=_storable(value), author=actor.user
    )
    fresh = {"value": row.excluded.value, "author": row.excluded.author}
    conn.execute(row.on_conflict_do_update(index_elements=["draft", "field"], set_=fresh))


def _storable(value: str) -> str:
    """*value* with half characters, which no file can hold, shown as what they are: unreadable."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def choose(conn: Connection, draft: Draft, *, form: str = "", rules: str = "") -> Draft:
    """Another service's form, or other local rules; what was answered stays. Kept for the next."""
    chosen = msgspec.structs.replace(draft, form=form or draft.form, rules=rules or draft.rules)
    t = tables.draft
    conn.execute(t.update().where(t.c.id == draft.id).values(form=chosen.form, rules=chosen.rules))
    liked = _Liked(chosen.form, chosen.rules)
    state.put(conn, _LIKED, msgspec.json.encode(liked).decode())
    return chosen


def hand_over(conn: Connection, actor: Actor, draft: Draft, words: str = "") -> str:
    """Send the draft to the team, for signing or back with *words*: its writing ends here."""
    body = ReferralDraft(
        draft.id,
        draft.screening,
        draft.form,
        draft.rules,
        draft.answers,
        draft.authors,
        actor.sign(),
        words.strip(),
        draft.amends,
        draft.amended,
    )
    record = records.add(conn, actor, Stated("referral_draft", body, draft.setting, draft.child))
    end(conn, draft.id)
    audit.note(conn, actor, "hand-over", draft.child)
    return record


def discard(conn: Connection, actor: Actor, draft: Draft) -> None:
    """Drop what is written here. What a colleague handed over stays as it was handed."""
    end(conn, draft.id)
    audit.note(conn, actor, "discard", draft.child)


def restore(conn: Connection, actor: Actor, draft: Draft) -> Draft:
    """Bring a discarded draft back as it was. ``NotAllowed`` if another was begun meanwhile."""
    if _held(conn, draft.child):
        raise NotAllowed(_("Another referral of this child has been begun meanwhile."))
    return _keep(conn, actor, draft)


def end(conn: Connection, draft: str) -> None:
    """Take the work in progress away, once it has become a record."""
    conn.execute(delete(tables.draft_answer).where(tables.draft_answer.c.draft == draft))
    conn.execute(delete(tables.draft).where(tables.draft.c.id == draft))


def handed_over(conn: Connection, child: str = "") -> tuple[Handed, ...]:
    """What was handed over and is not signed, each as it was handed last, newest first; of one
    child when given."""
    d, r = tables.referral_draft.c, tables.referral.c
    wanted = select(d.id, d.child, d.setting, d.draft).where(d.draft.not_in(select(r.draft)))
    if child:
        wanted = wanted.where(d.child == child)
    rows = conn.execute(wanted.order_by(d.made, d.id)).all()
    latest = {row.draft: row for row in rows}
    newest = sorted(latest.values(), key=rows.index, reverse=True)
    held = records.bodies(conn, [row.id for row in newest], ReferralDraft)
    return tuple(Handed(row.id, row.child, row.setting, held[row.id]) for row in newest)


def here(conn: Connection, child: str = "") -> tuple[Draft, ...]:
    """Every draft that is being written on this device; of one child when given."""
    d = tables.draft.c
    wanted = select(d.id).order_by(d.began)
    ids = conn.scalars(wanted.where(_of(conn, child)) if child else wanted).all()
    return tuple(load(conn, draft) for draft in ids)


def _go_on(conn: Connection, desk: Desk, handed: Handed) -> Draft:
    body = handed.body
    new = Draft(
        body.draft,
        handed.child,
        _setting(conn, handed.child),
        body.screening,
        body.form if body.form in desk.forms else NEUTRAL,
        body.rules if body.rules in desk.rules else NEUTRAL,
        dict(body.answers),
        dict(body.authors),
        handed.record,
        body.amends,
        body.amended,
    )
    return _keep(conn, desk.actor, new)


def _keep(conn: Connection, actor: Actor, draft: Draft) -> Draft:
    named = ("id", "child", "setting", "screening", "form", "rules", "handed", "amends", "amended")
    row: Mapping[str, str] = {name: getattr(draft, name) for name in named}
    conn.execute(insert(tables.draft).values(**row, began=actor.now()))
    if draft.answers:
        conn.execute(
            insert(tables.draft_answer),
            [
                {"draft": draft.id, "field": f, "value": v, "author": draft.authors.get(f, "")}
                for f, v in draft.answers.items()
            ],
        )
    audit.note(conn, actor, "draft", draft.child)
    return draft


def _may_write(actor: Actor) -> None:
    if "referral" not in writable_by(actor.role):
        raise NotAllowed(_("Your role may read referrals, and not write them."))


def _held(conn: Connection, child: str) -> str | None:
    return conn.scalar(select(tables.draft.c.id).where(_of(conn, child)))


def _of(conn: Connection, child: str) -> Any:
    """Drafts of *child*, and of every other record that was found to be of the same child."""
    same = [other for other, kept in sameness.aliases(conn).items() if kept == child]
    return in_ids(tables.draft.c.child, [child, *same])


def _liked(conn: Connection) -> _Liked:
    try:
        return msgspec.json.decode(state.get(conn, _LIKED, "{}"), type=_Liked)
    except msgspec.DecodeError:
        return _Liked()


def _setting(conn: Connection, child: str) -> str:
    """``LookupError`` when this device does not hold the child."""
    setting = conn.scalar(select(tables.child.c.setting).where(tables.child.c.id == child))
    if setting is None:
        raise LookupError(child)
    return str(setting)
