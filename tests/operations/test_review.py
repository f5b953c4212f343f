"""From the signed screening to the therapist's decision and the referral."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from elsec_app.errors import NotAllowed
from elsec_app.operations import referral, review, screening, signing, worklist
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.signing import Remarks
from elsec_app.protocol.bodies import Context
from elsec_app.store.actor import Actor
from tests.operations.conftest import SCHOOL, TODAY
from tests.small_pack import small_pack

PACK = small_pack()
Screened = Callable[..., str]


@pytest.fixture
def screened(conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]) -> Screened:
    def screen(name: str, seen: int = 4, urgent: tuple[str, ...] = (), **context: object) -> str:
        sitting = screening.begin(conn, actor, kids[name], cohort, PACK)
        screening.set_context(conn, sitting.id, Context(**context))  # type: ignore[arg-type]
        for number, item in enumerate(PACK.items):
            value = "pass" if number < seen else "not_yet"
            screening.answer(conn, actor, sitting, PACK, item.id, value)
        held = screening.load(conn, sitting.id)
        return signing.sign(conn, actor, held, PACK, Remarks(urgent=urgent))

    return screen


def names(conn: Connection) -> list[str]:
    ids = worklist.find(conn, TODAY).ids
    held = worklist.lines(conn, ids, TODAY)
    return [held[i].child.forename for i in ids]


def test_urgent_routes_come_first_then_attention_then_doubt(
    conn: Connection, screened: Screened
) -> None:
    screened("Ben", 4, hearing_checked="yes")
    screened("Mia", 4, hearing_checked="no")
    screened("Łukasz", 2, hearing_checked="yes")
    screened("Amara", 4, ("stammering",), hearing_checked="yes")
    assert names(conn) == ["Amara", "Łukasz", "Mia", "Ben"]


def test_a_decision_takes_it_off_the_list(
    conn: Connection, therapist: Actor, screened: Screened
) -> None:
    done = screened("Ben")
    review.decide(conn, therapist, done, "universal")
    assert names(conn) == []
    assert [d.body.decision for d in review.of_screening(conn, done)] == ["universal"]


def test_a_practitioner_may_not_decide(conn: Connection, actor: Actor, screened: Screened) -> None:
    with pytest.raises(NotAllowed, match="role"):
        review.decide(conn, actor, screened("Ben"), "universal")


def test_a_returned_screening_comes_back_with_the_answer(
    conn: Connection, actor: Actor, therapist: Actor, screened: Screened
) -> None:
    done = screened("Ben")
    with pytest.raises(NotAllowed, match="question"):
        review.decide(conn, therapist, done, "returned")
    review.decide(conn, therapist, done, "returned", question="Was he tired?")
    assert names(conn) == []
    asked = review.questions(conn)
    said = [(one.signed.child.forename, one.asked.question) for one in asked]
    assert said == [("Ben", "Was he tired?")]
    review.reply(conn, actor, asked[0].asked.review, "Yes, after lunch.")
    assert review.questions(conn) == ()
    assert names(conn) == ["Ben"]
    assert worklist.lines(conn, [done], TODAY)[done].answered
    assert [one.answer for one in review.asked(conn, done)] == ["Yes, after lunch."]


def test_a_re_screen_needs_its_date(conn: Connection, therapist: Actor, screened: Screened) -> None:
    with pytest.raises(NotAllowed, match="date"):
        review.decide(conn, therapist, screened("Ben"), "rescreen")


def test_a_referral_names_what_is_missing_and_is_not_signed_without_it(
    conn: Connection, therapist: Actor, kids: dict[str, str], screened: Screened
) -> None:
    done = screened("Ben", 2)
    found = referral.readiness(conn, done, "", {})
    assert [(m.field, m.must) for m in found] == [
        ("consent", True),
        ("reason", True),
        ("hearing", False),
        ("interventions", False),
    ]
    with pytest.raises(NotAllowed, match="consented"):
        referral.sign(conn, therapist, done, service="Community SLT", reason="Talking.")
    referral.give_consent(
        conn, therapist, kids["Ben"], SCHOOL, "referral", given=True, by="mother", how="signed"
    )
    signed = referral.sign(conn, therapist, done, service="Community SLT", reason="Talking.")
    assert referral.one(conn, signed).state == "ready"


def test_consent_taken_back_stops_the_referral(
    conn: Connection,
    therapist: Actor,
    clock: Callable[..., None],
    kids: dict[str, str],
    screened: Screened,
) -> None:
    done = screened("Ben", 2)
    for given in (True, False):
        referral.give_consent(
            conn, therapist, kids["Ben"], SCHOOL, "referral", given=given, by="mother", how="call"
        )
    with pytest.raises(NotAllowed, match="consented"):
        referral.sign(conn, therapist, done, service="Community SLT", reason="Talking.")


def test_what_became_of_a_referral_is_dated_and_reasoned(
    conn: Connection, therapist: Actor, kids: dict[str, str], screened: Screened
) -> None:
    done = screened("Ben", 2)
    review.decide(conn, therapist, done, "refer")
    assert [s.child.forename for s in referral.to_refer(conn)] == ["Ben"]
    referral.give_consent(
        conn, therapist, kids["Ben"], SCHOOL, "referral", given=True, by="mother", how="signed"
    )
    signed = referral.sign(conn, therapist, done, service="Community SLT", reason="Talking.")
    assert referral.to_refer(conn) == ()
    with pytest.raises(NotAllowed, match="reason"):
        referral.note_state(conn, therapist, signed, "declined")
    referral.note_state(conn, therapist, signed, "sent")
    found = referral.of_child(conn, kids["Ben"])[0]
    assert (found.state, found.state_on) == ("sent", TODAY)
