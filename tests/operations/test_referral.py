"""A referral from its first word to the service's answer: drafted, handed over, signed, frozen."""

from collections.abc import Callable
from datetime import date, timedelta

import msgspec
import pytest
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.operations import (
    amending,
    consents,
    identity,
    referral,
    referral_draft,
    referral_fill,
    results,
    review,
)
from elsec_app.operations.desk import Desk
from elsec_app.operations.referral_draft import Draft
from elsec_app.operations.referral_fill import Missing, Sheet
from elsec_app.operations.words import day_written
from elsec_app.protocol.bodies import Referral, RuleSaid
from elsec_app.store import feed, records, tables
from elsec_app.store.actor import Actor
from tests.operations.conftest import PACK, SCHOOL, TODAY, Clock, Screened
from tests.reports import hostile

Write = Callable[..., Draft]


@pytest.fixture
def write(conn: Connection, therapists_desk: Desk, kids: dict[str, str]) -> Write:
    """A draft of the child of that name, by a therapist, with these answers."""

    def make(name: str, screening: str = "", by: Desk | None = None, **answers: str) -> Draft:
        desk = by or therapists_desk
        draft = referral_draft.begin(conn, desk, kids[name], screening)
        for field, value in answers.items():
            referral_draft.answer(conn, desk.actor, draft.id, field, value)
        return referral_draft.load(conn, draft.id)

    return make


@pytest.fixture
def agree(conn: Connection, therapist: Actor, kids: dict[str, str]) -> Callable[..., str]:
    def say(name: str, purpose: str = "referral", *, given: bool = True, **more: object) -> str:
        said: dict[str, object] = {"by": "mother", "how": "signed form", **more}
        return consents.state(
            conn,
            therapist,
            kids[name],
            SCHOOL,
            purpose,
            given=given,
            **said,  # type: ignore[arg-type]
        )

    return say


Agree = Callable[..., str]


@pytest.fixture
def signed(
    conn: Connection, therapists_desk: Desk, screened: Screened, write: Write, agree: Agree
) -> str:
    """A signed referral of Ben, whose screening a therapist decided to refer."""
    done = screened("Ben", 2, hearing_checked="yes")
    review.decide(conn, therapists_desk.actor, done, "refer")
    agree("Ben")
    return referral.sign(conn, therapists_desk, write("Ben", done, reason="Talking."))


def sheet(conn: Connection, desk: Desk, draft: Draft) -> Sheet:
    return referral_fill.sheet(conn, desk, referral_draft.load(conn, draft.id))


def must(missing: tuple[Missing, ...]) -> list[str]:
    return [one.field for one in missing if one.must]


# writing


def test_what_is_on_record_fills_the_form_and_says_where_from(
    conn: Connection, desk: Desk, screened: Screened, write: Write
) -> None:
    done = screened("Łukasz", 1, ("stammering",), hearing_checked="no", home_languages=("POL",))
    filled = {one.field.id: one for one in sheet(conn, desk, write("Łukasz", done)).filled}
    shown = {field: (one.words, one.source) for field, one in filled.items() if one.words}
    assert shown["child_name"] == ("Łukasz Nowak", "From the child's record")
    assert shown["born"] == ("30 January 2022", "From the child's record")
    assert shown["age"] == ("4 years 7 months", "From the child's record")
    assert shown["year_class"] == ("Reception · Acorns", "From the child's record")
    assert shown["home_languages"] == ("Polish", "From the screening")
    assert shown["hearing"] == ("Not checked.", "From the screening")
    assert shown["concerns"] == ("Understanding, Talking, Stammering", "From the screening")
    assert filled["concerns"].origin == f"screening:{done}"
    assert filled["reason"].words == filled["gp"].words == ""


def test_what_is_written_stands_before_what_is_known_even_when_it_is_nothing(
    conn: Connection, therapists_desk: Desk, screened: Screened, write: Write
) -> None:
    done = screened("Łukasz", 4, home_languages=("POL",))
    draft = write("Łukasz", done, home_languages="Polish and a little English")
    filled = {one.field.id: one for one in sheet(conn, therapists_desk, draft).filled}
    one = filled["home_languages"]
    assert (one.words, one.typed) == ("Polish and a little English", True)
    assert one.origin == "typed:tess"
    write("Łukasz", done, home_languages="")
    again = {one.field.id: one for one in sheet(conn, therapists_desk, draft).filled}
    assert again["home_languages"].words == ""


def test_a_draft_is_gone_on_with_and_never_begun_twice(write: Write, kids: dict[str, str]) -> None:
    first = write("Ben", reason="Talk")
    assert write("Ben", reason="Talking.").id == first.id
    assert write("Ben").answers == {"reason": "Talking."}


def test_a_practitioner_hands_over_and_the_therapist_goes_on_from_there(
    conn: Connection, desk: Desk, therapists_desk: Desk, write: Write, kids: dict[str, str]
) -> None:
    draft = write("Ben", by=desk, reason="Talking.", gp="Dr Osei")
    record = referral_draft.hand_over(conn, desk.actor, draft, "Please look at the hearing.")
    assert referral_draft.here(conn) == ()
    [handed] = referral_draft.handed_over(conn)
    assert (handed.record, handed.child) == (record, kids["Ben"])
    assert handed.body.words == "Please look at the hearing."
    assert handed.body.handed.name == "Sam Okoro"
    going_on = write("Ben", reason="Talking and playing.")
    assert (going_on.id, going_on.handed) == (draft.id, record)
    assert going_on.answers == {"reason": "Talking and playing.", "gp": "Dr Osei"}
    assert going_on.authors == {"reason": "tess", "gp": "sam"}
    back = referral_draft.hand_over(conn, therapists_desk.actor, going_on, "Which hospital?")
    [latest] = referral_draft.handed_over(conn, kids["Ben"])
    assert (latest.record, latest.body.words) == (back, "Which hospital?")
    assert latest.body.handed.role == "therapist"


def test_another_form_keeps_the_answers_and_is_offered_next_time(
    conn: Connection, therapists_desk: Desk, write: Write
) -> None:
    draft = write("Ben", reason="Talking.", interpreter_parent="yes")
    chosen = referral_draft.choose(conn, draft, form="derbyshire", rules="bolton")
    whole = sheet(conn, therapists_desk, chosen)
    assert (whole.form.id, whole.rules.id) == ("derbyshire", "bolton")
    assert whole.answers["reason"] == "Talking."
    assert "interpreter_parent" not in whole.answers, "this form does not ask it"
    assert write("Mia").form == "derbyshire"


def test_a_discarded_draft_can_be_brought_back(
    conn: Connection, therapist: Actor, write: Write
) -> None:
    draft = write("Ben", reason="Talking.")
    referral_draft.discard(conn, therapist, draft)
    assert referral_draft.here(conn) == ()
    assert referral_draft.restore(conn, therapist, draft) == draft
    assert referral_draft.here(conn) == (draft,)


def test_whatever_is_typed_is_kept_and_signed_as_it_was_typed(
    conn: Connection, therapists_desk: Desk, write: Write, agree: Agree
) -> None:
    agree("Mia")
    for text in hostile.texts(120):
        draft = write("Mia", reason=text, concerns="voice")
        kept = text.replace("\ud800", "\ufffd")
        assert draft.answers["reason"] == kept
        if kept.strip():
            held = referral.one(conn, referral.sign(conn, therapists_desk, draft))
            assert held.body.reason == kept.strip()


# what is missing


def test_each_missing_thing_is_named_in_the_form_s_order(
    conn: Connection, therapists_desk: Desk, screened: Screened, write: Write
) -> None:
    done = screened("Ben", 2)
    whole = sheet(conn, therapists_desk, write("Ben", done))
    assert must(whole.missing) == ["reason", "consent:referral", "despite"]
    assert [one.field for one in whole.missing][:4] == [
        "reason",
        "hoped_for",
        "consent:referral",
        "consent:share",
    ]
    assert "hearing" in [one.field for one in whole.missing], "nobody said whether it was checked"
    with pytest.raises(NotAllowed, match="Why is this child referred"):
        referral.sign(conn, therapists_desk, whole.draft)


def test_a_referral_that_no_rule_asks_for_needs_the_reason_why_all_the_same(
    conn: Connection, therapists_desk: Desk, screened: Screened, write: Write, agree: Agree
) -> None:
    agree("Ben")
    draft = write("Ben", screened("Ben", 2), reason="Talking.")
    assert must(sheet(conn, therapists_desk, draft).missing) == ["despite"]
    draft = write("Ben", despite="The family moves in December.")
    held = referral.one(conn, referral.sign(conn, therapists_desk, draft))
    assert (held.body.standing, held.body.despite) == ("not_met", "The family moves in December.")


def test_a_direct_route_needs_no_screening_and_no_cycle(
    conn: Connection, therapists_desk: Desk, write: Write, agree: Agree
) -> None:
    agree("Mia")
    draft = write("Mia", reason="Stammers since May.", concerns="stammering talking")
    draft = referral_draft.choose(conn, draft, rules="bolton")
    whole = sheet(conn, therapists_desk, draft)
    assert (whole.judgement.standing, whole.routes) == ("straight", ("stammering",))
    assert must(whole.missing) == []
    held = referral.one(conn, referral.sign(conn, therapists_desk, draft))
    assert (held.body.screening, held.body.routes) == ("", ("stammering",))


def test_a_concern_noted_at_the_screening_goes_straight_whatever_is_ticked_later(
    conn: Connection, desk: Desk, screened: Screened, write: Write
) -> None:
    done = screened("Amara", 4, ("voice",))
    draft = write("Amara", done, concerns="talking")
    assert sheet(conn, desk, draft).routes == ("voice",)


def test_a_newer_version_of_the_screening_is_asked_for(
    conn: Connection, actor: Actor, therapists_desk: Desk, screened: Screened, write: Write
) -> None:
    done = screened("Ben", 2)
    draft = write("Ben", done, reason="Talking.")
    amending.amend(conn, actor, done, PACK, {"t1": "pass"}, "Wrong line.")
    assert "screening" in must(sheet(conn, therapists_desk, draft).missing)


def test_a_day_that_cannot_be_read_is_named(
    conn: Connection, therapists_desk: Desk, write: Write
) -> None:
    draft = write("Ben", interventions_since="before half term")
    missing = {m.field: m for m in sheet(conn, therapists_desk, draft).missing}
    assert missing["interventions_since"].must
    assert "such as 3 September 2026" in missing["interventions_since"].sentence


# consents


def test_consents_are_separate_dated_and_taken_back_by_a_further_statement(
    conn: Connection, kids: dict[str, str], clock: Clock, agree: Agree
) -> None:
    first = agree("Ben")
    agree("Ben", "share", given=False)
    clock.pass_by(days=1)
    agree("Ben", given=False, by="father", how="phone call")
    held = consents.standing(conn, kids["Ben"])
    assert (held["referral"].given, held["referral"].withdrawn) == (False, True)
    assert (held["referral"].body.by, held["referral"].body.how) == ("father", "phone call")
    assert (held["share"].given, held["share"].withdrawn) == (False, False)
    assert "reports" not in held
    said = consents.history(conn, kids["Ben"])
    assert said[0][0] == first
    assert said[0][1].given
    assert len(said) == 3


def test_the_last_day_s_word_stands_whenever_it_was_recorded(
    conn: Connection, kids: dict[str, str], agree: Agree
) -> None:
    agree("Ben", given=False, on=TODAY)
    agree("Ben", given=True, on=TODAY - timedelta(days=3))
    assert not consents.standing(conn, kids["Ben"])["referral"].given


@pytest.mark.parametrize("lacking", [{"by": " "}, {"how": ""}])
def test_consent_is_by_somebody_and_somehow(agree: Agree, lacking: dict[str, str]) -> None:
    with pytest.raises(NotAllowed, match="who said so, and how"):
        agree("Ben", **lacking)


def test_consent_is_not_given_tomorrow(agree: Agree) -> None:
    with pytest.raises(NotAllowed, match="not come yet"):
        agree("Ben", on=TODAY + timedelta(days=1))


def test_refusal_and_withdrawal_stop_the_signature(
    conn: Connection, therapists_desk: Desk, write: Write, agree: Agree
) -> None:
    draft = write("Mia", reason="Stammers.", concerns="stammering")
    agree("Mia", given=False)
    with pytest.raises(NotAllowed, match="Refused"):
        referral.sign(conn, therapists_desk, draft)
    agree("Mia", given=True)
    agree("Mia", given=False)
    with pytest.raises(NotAllowed, match="taken back"):
        referral.sign(conn, therapists_desk, draft)


# signing


def test_a_practitioner_hands_over_but_signs_what_must_not_wait(
    conn: Connection, desk: Desk, write: Write, agree: Agree
) -> None:
    agree("Ben")
    draft = write("Ben", by=desk, reason="Talking.", despite="Because.")
    with pytest.raises(NotAllowed, match="hand it over"):
        referral.sign(conn, desk, draft)
    draft = write("Ben", by=desk, concerns="swallowing")
    assert referral.one(conn, referral.sign(conn, desk, draft)).body.routes == ("swallowing",)


def test_signing_freezes_everything_that_the_print_will_say(
    conn: Connection, therapists_desk: Desk, signed: str, kids: dict[str, str]
) -> None:
    held = referral.one(conn, signed)
    body, ben = held.body, results.of_child(conn, kids["Ben"])[0]
    form, rules = therapists_desk.forms["neutral"], therapists_desk.rules["neutral"]
    assert body.form is not None
    assert body.rules is not None
    assert (body.form.id, body.form.version, body.form.hash) == ("neutral", "1", form.hash)
    assert body.rules.hash == rules.hash
    assert body.said == (RuleSaid("decided", "reason", "met", body.said[0].said),)
    assert "a therapist has decided so" in body.said[0].said
    assert body.details["child_name"] == "Ben Tran"
    assert body.origins["reason"] == "typed:tess"
    assert body.origins["concerns"] == f"screening:{ben.id}"
    assert body.origins["child_name"].startswith("child:")
    assert body.review == review.of_screening(conn, ben.id)[-1].id
    assert [s.body.purpose for s in consents.read(conn, body.consents)] == ["referral"]
    assert referral_draft.here(conn) == ()
    assert held.state == "signed"


def test_nothing_said_or_changed_later_alters_a_signed_referral(
    conn: Connection, therapist: Actor, signed: str, kids: dict[str, str], agree: Agree
) -> None:
    before = conn.scalar(select(tables.record.c.body).where(tables.record.c.id == signed))
    records.edit(conn, therapist, kids["Ben"], surname="Tran-Osei")
    agree("Ben", given=False)
    with pytest.raises(NotAllowed, match="signed and stays"):
        records.edit(conn, therapist, signed, reason="Something else.")
    after = conn.scalar(select(tables.record.c.body).where(tables.record.c.id == signed))
    assert after == before
    assert referral.one(conn, signed).body.details["child_name"] == "Ben Tran"


def test_an_amendment_is_a_new_version_with_a_reason_and_the_old_one_stays(
    conn: Connection, therapists_desk: Desk, signed: str, kids: dict[str, str]
) -> None:
    with pytest.raises(NotAllowed, match="why you change"):
        referral_draft.amend(conn, therapists_desk, signed, " ")
    draft = referral_draft.amend(conn, therapists_desk, signed, "The hearing result came.")
    assert draft.answers == {"reason": "Talking."}
    referral_draft.answer(conn, therapists_desk.actor, draft.id, "hearing", "Passed both ears.")
    second = referral.sign(conn, therapists_desk, referral_draft.load(conn, draft.id))
    new, old = referral.of_child(conn, kids["Ben"])
    assert (new.id, new.body.supersedes, new.body.amended) == (
        second,
        signed,
        "The hearing result came.",
    )
    assert (old.replaced, old.body.reason, new.replaced) == (True, "Talking.", False)
    assert new.body.details["hearing"] == "Passed both ears."
    with pytest.raises(NotAllowed, match="newer version"):
        referral_draft.amend(conn, therapists_desk, signed, "Again.")
    with pytest.raises(NotAllowed, match="newer version"):
        referral.note_state(conn, therapists_desk.actor, signed, "sent")


# what became of it


def test_each_step_is_dated_and_follows_the_last(
    conn: Connection, therapist: Actor, clock: Clock, signed: str
) -> None:
    with pytest.raises(NotAllowed, match="cannot follow"):
        referral.note_state(conn, therapist, signed, "accepted")
    referral.note_state(conn, therapist, signed, "sent")
    clock.pass_by(days=6)
    with pytest.raises(NotAllowed, match="reason"):
        referral.note_state(conn, therapist, signed, "returned")
    referral.note_state(conn, therapist, signed, "returned", reason="No hearing result.")
    held = referral.one(conn, signed)
    assert (held.state, held.reason) == ("returned", "No hearing result.")
    assert held.state_on == TODAY + timedelta(days=6)
    referral.note_state(conn, therapist, signed, "sent")
    referral.note_state(conn, therapist, signed, "accepted")
    referral.note_state(conn, therapist, signed, "closed")
    assert [e.body.state for e in referral.one(conn, signed).events] == [
        "sent",
        "returned",
        "sent",
        "accepted",
        "closed",
    ]


def test_a_slip_is_taken_back_and_stays_on_record(
    conn: Connection, therapist: Actor, signed: str
) -> None:
    sent = referral.note_state(conn, therapist, signed, "sent")
    referral.take_back(conn, therapist, signed, sent)
    assert referral.one(conn, signed).state == "signed"
    again = referral.note_state(conn, therapist, signed, "sent")
    referral.note_state(conn, therapist, signed, "received")
    with pytest.raises(NotAllowed, match="no longer be taken back"):
        referral.take_back(conn, therapist, signed, again)
    kinds = conn.scalars(select(tables.referral_event.c.state)).all()
    assert sorted(kinds) == ["received", "sent", "sent", "taken_back"]


def test_what_the_family_takes_back_is_not_sent(
    conn: Connection, therapist: Actor, signed: str, agree: Agree
) -> None:
    agree("Ben", given=False, how="phone call")
    with pytest.raises(NotAllowed, match="do not send"):
        referral.note_state(conn, therapist, signed, "sent")


def test_the_clock_runs_from_sending_and_stops_at_an_answer(
    conn: Connection, therapist: Actor, clock: Clock, signed: str
) -> None:
    def now() -> tuple[int, str, bool]:
        found = referral.waiting(referral.one(conn, signed), clock.now.date())
        return found.days, found.since, found.running

    clock.pass_by(days=2)
    assert now() == (2, "signed", True)
    referral.note_state(conn, therapist, signed, "sent")
    clock.pass_by(days=30)
    referral.note_state(conn, therapist, signed, "accepted")
    clock.pass_by(days=10)
    assert now() == (40, "sent", True), "accepted is not yet seen"
    referral.note_state(conn, therapist, signed, "closed")
    clock.pass_by(days=99)
    assert now() == (40, "sent", False)


@pytest.mark.parametrize(("days", "over"), [(126, False), (127, True)])
def test_a_service_s_own_standard_is_what_a_wait_is_over(
    conn: Connection, signed: str, days: int, over: bool
) -> None:
    held = referral.one(conn, signed)
    held = msgspec.structs.replace(held, body=msgspec.structs.replace(held.body, wait_weeks=18))
    assert referral.waiting(held, TODAY + timedelta(days=days)).over is over


def test_decided_and_not_yet_written_is_to_refer(
    conn: Connection, therapist: Actor, screened: Screened, write: Write
) -> None:
    done = screened("Ben", 2)
    review.decide(conn, therapist, done, "refer")
    assert [s.child.forename for s in referral.to_refer(conn)] == ["Ben"]
    review.take_back(conn, therapist, [d.id for d in review.of_screening(conn, done)])
    assert referral.to_refer(conn) == ()


def test_an_old_record_without_form_or_rules_is_still_read() -> None:
    old = (
        b'{"screening":"s","service":"S","reason":"R",'
        b'"signed":{"user":"u","name":"N","role":"therapist","at":"2026-09-21T09:00:00+01:00"}}'
    )
    body = msgspec.json.decode(old, type=Referral)
    assert (body.form, body.said, body.consents) == (None, (), ())
    assert date.fromisoformat(body.signed.at[:10]) == TODAY


def test_a_draft_follows_a_child_who_is_found_to_be_on_record_twice(
    conn: Connection, actor: Actor, write: Write, kids: dict[str, str]
) -> None:
    begun = write("Ben", reason="Talking.")
    identity.merge(conn, actor, kids["Mia"], kids["Ben"], reason="Same family.")
    assert write("Mia") == msgspec.structs.replace(begun, child=kids["Mia"])
    assert [one.id for one in referral_draft.here(conn, kids["Mia"])] == [begun.id]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3 September 2026", date(2026, 9, 3)),
        ("3rd sept 26", date(2026, 9, 3)),
        ("3rd sep 26", date(2026, 9, 3)),
        ("03/09/2026", date(2026, 9, 3)),
        ("2026-09-03", date(2026, 9, 3)),
        ("3 ma 2026", None),
        ("31/6/2026", None),
        ("before half term", None),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: date | None) -> None:
    assert day_written(written) == day


def test_a_draft_goes_with_the_child_who_goes(
    conn: Connection, write: Write, kids: dict[str, str]
) -> None:
    """Moved to a setting that is not ours, or dropped with it: nothing of the child stays."""
    write("Ben", reason="Talking.")
    feed.remove(conn, [kids["Ben"]])
    assert referral_draft.here(conn) == ()
    write("Mia", reason="Talking.")
    feed.drop_setting(conn, SCHOOL)
    assert referral_draft.here(conn) == ()
    assert conn.scalars(select(tables.draft_answer.c.value)).all() == []
