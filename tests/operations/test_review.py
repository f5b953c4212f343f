"""From the signed screening to the therapist's decision."""

import pytest
from sqlalchemy import Connection

from elsec_app.errors import NotAllowed
from elsec_app.operations import review, worklist
from elsec_app.store.actor import Actor
from tests.operations.conftest import TODAY, Screened


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
