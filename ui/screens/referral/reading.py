"""What the referral reads and writes, each on the store thread in one transaction."""

from datetime import date

import msgspec

from elsec_app.instruments.referring.forms import Agreed
from elsec_app.operations import (
    consents,
    people,
    referral,
    referral_draft,
    referral_fill,
    results,
    today,
)
from elsec_app.operations.codes import short_code
from elsec_app.operations.consents import Standing
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.referral import Referred, State, Waiting
from elsec_app.operations.referral_draft import Draft, Handed
from elsec_app.operations.referral_fill import Sheet
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.kinds import THERAPIST
from elsec_app.reports.facts import ReferralFacts


class Wanted(msgspec.Struct, frozen=True):
    """What the screen was asked for."""

    child: str = ""
    screening: str = ""
    referral: str = ""


class Form(msgspec.Struct, frozen=True):
    """A form or rules that can be chosen."""

    id: str
    title: str


class Writing(msgspec.Struct, frozen=True):
    """A referral that is being written, with what may be chosen; ``handed`` is what a colleague
    handed over and it goes on from. ``signs``: this person may sign it."""

    sheet: Sheet
    forms: tuple[Form, ...]
    rules: tuple[Form, ...]
    signs: bool
    handed: Handed | None = None
    newer: Handed | None = None  # handed over since, and not in what is written here


class Away(msgspec.Struct, frozen=True):
    """Handed over by this person's side, and not back yet."""

    handed: Handed
    child: ChildLine


class Signed(msgspec.Struct, frozen=True):
    """A signed referral as it prints, with where it stands. ``at`` is the child's class."""

    referred: Referred
    facts: ReferralFacts
    clock: Waiting
    code: str
    child: ChildLine
    at: LeftAt
    withdrawn: bool
    may_change: bool
    today: date
    asked: tuple[Agreed, ...]
    consents: dict[str, Standing]


Found = Writing | Away | Signed


def find(desk: Desk, wanted: Wanted, *, fresh: bool = False) -> Found:
    """The signed referral asked for; else the child's, begun anew where there is none or *fresh*.

    What this person's own side handed over stays with the other until it is taken back.
    """
    if wanted.referral:
        return signed(desk, wanted.referral)
    with desk.store.reading() as conn:
        child = wanted.child or results.one(conn, wanted.screening).child.id
        screening = wanted.screening or _latest(desk, child)
        here = referral_draft.here(conn, child)
        handed = referral_draft.handed_over(conn, child)
        going = [
            o for o in referral.of_child(conn, child) if not o.replaced and o.state != "closed"
        ]
    if not here and not handed and going and not fresh:
        return signed(desk, going[0].id)
    if not here and handed and _ours(desk, handed[0]):
        with desk.store.reading() as conn:
            return Away(handed[0], people.children(conn, [child])[child])
    with desk.store.writing() as conn:
        draft = referral_draft.begin(conn, desk, child, screening)
    return writing(desk, draft.id)


def take_back(desk: Desk, child: str) -> Writing:
    """Go on with what this side handed over, before the other side has signed it."""
    with desk.store.writing() as conn:
        draft = referral_draft.begin(conn, desk, child)
    return writing(desk, draft.id)


def writing(desk: Desk, draft: str) -> Writing:
    with desk.store.reading() as conn:
        held = referral_draft.load(conn, draft)
        sheet = referral_fill.sheet(conn, desk, held)
        latest = next(iter(referral_draft.handed_over(conn, held.child)), None)
    return Writing(
        sheet,
        tuple(Form(form.id, _titled(form.service, form.area)) for form in desk.forms.values()),
        tuple(Form(rules.id, rules.title) for rules in desk.rules.values()),
        desk.actor.role == THERAPIST or bool(sheet.routes),
        latest if latest and latest.record == held.handed else None,
        latest if latest and latest.record != held.handed else None,
    )


def class_of(desk: Desk, child: str) -> LeftAt:
    with desk.store.reading() as conn:
        return today.where_is(conn, child) or LeftAt()


def answer(desk: Desk, draft: str, field: str, value: str) -> Writing:
    with desk.store.writing() as conn:
        referral_draft.answer(conn, desk.actor, draft, field, value)
    return writing(desk, draft)


def choose(desk: Desk, draft: Draft, form: str, rules: str) -> Writing:
    """Another form brings its own rules, unless the rules are what is chosen."""
    with desk.store.writing() as conn:
        held = referral_draft.load(conn, draft.id)
        referral_draft.choose(conn, held, form=form, rules=rules or desk.forms[form].rules)
    return writing(desk, draft.id)


def agree(
    desk: Desk, draft: Draft, purpose: str, given: bool, by: str, how: str, on: date
) -> Writing:
    with desk.store.writing() as conn:
        consents.state(
            conn,
            desk.actor,
            draft.child,
            draft.setting,
            purpose,
            given=given,
            by=by,
            how=how,
            on=on,
        )
    return writing(desk, draft.id)


def say(
    desk: Desk, referred: Referred, purpose: str, given: bool, by: str, how: str, on: date
) -> Signed:
    """What the family says once the referral is signed: it stands beside it, and never in it."""
    with desk.store.writing() as conn:
        consents.state(
            conn,
            desk.actor,
            referred.child,
            referred.setting,
            purpose,
            given=given,
            by=by,
            how=how,
            on=on,
        )
    return signed(desk, referred.id)


def sign(desk: Desk, draft: str) -> Signed:
    with desk.store.writing() as conn:
        record = referral.sign(conn, desk, referral_draft.load(conn, draft))
    return signed(desk, record)


def hand_over(desk: Desk, draft: str, words: str) -> Away:
    with desk.store.writing() as conn:
        held = referral_draft.load(conn, draft)
        referral_draft.hand_over(conn, desk.actor, held, words)
        handed = referral_draft.handed_over(conn, held.child)[0]
        return Away(handed, people.children(conn, [held.child])[held.child])


def discard(desk: Desk, draft: str) -> Draft:
    """Drop it; the answer brings it back."""
    with desk.store.writing() as conn:
        held = referral_draft.load(conn, draft)
        referral_draft.discard(conn, desk.actor, held)
    return held


def discard_empty(desk: Desk, draft: str) -> None:
    """Drop a draft into which nobody has written anything."""
    with desk.store.writing() as conn:
        try:
            held = referral_draft.load(conn, draft)
        except LookupError:
            return
        if not (held.answers or held.handed or held.amends):
            referral_draft.end(conn, held.id)


def restore(desk: Desk, draft: Draft) -> Draft:
    with desk.store.writing() as conn:
        return referral_draft.restore(conn, desk.actor, draft)


def signed(desk: Desk, record: str) -> Signed:
    from elsec_app.reports.gather.referral_form import referral_form

    with desk.store.reading() as conn:
        held = referral.one(conn, record)
        form = desk.forms.get(held.body.form.id) if held.body.form else None
        return Signed(
            held,
            referral_form(conn, desk, record),
            referral.waiting(held, desk.actor.today()),
            short_code(record),
            people.children(conn, [held.child])[held.child],
            today.where_is(conn, held.child) or LeftAt(),
            referral.withdrawn(conn, held),
            desk.actor.role in _CHANGERS,
            desk.actor.today(),
            form.consents if form else (),
            consents.standing(conn, held.child),
        )


_CHANGERS = ("practitioner", THERAPIST)


def step(desk: Desk, record: str, state: State, reason: str) -> Signed:
    with desk.store.writing() as conn:
        referral.note_state(conn, desk.actor, record, state, reason=reason)
    return signed(desk, record)


def unstep(desk: Desk, record: str, event: str) -> Signed:
    with desk.store.writing() as conn:
        referral.take_back(conn, desk.actor, record, event)
    return signed(desk, record)


def note(desk: Desk, action: str, record: str) -> None:
    """Taking it out of the store stands in the audit chain."""
    from elsec_app.store import audit

    with desk.store.writing() as conn:
        audit.note(conn, desk.actor, action, record)


def amend(desk: Desk, record: str, reason: str) -> Writing:
    with desk.store.writing() as conn:
        draft = referral_draft.amend(conn, desk, record, reason)
    return writing(desk, draft.id)


def _titled(service: str, area: str) -> str:
    return service if not area or area in service else f"{service} ({area})"


def _ours(desk: Desk, handed: Handed) -> bool:
    """Whether this person's side handed it over, and the other has it."""
    return (handed.body.handed.role == THERAPIST) == (desk.actor.role == THERAPIST)


def _latest(desk: Desk, child: str) -> str:
    with desk.store.reading() as conn:
        held = [one for one in results.of_child(conn, child) if not one.superseded]
    return held[0].id if held else ""
