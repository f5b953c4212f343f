"""The list of referrals: direct routes first, then what is ours to do, then the longest wait."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from elsec_app.errors import NotAllowed
from elsec_app.operations import consents, referral, referral_draft, referral_list, review
from elsec_app.operations.desk import Desk
from elsec_app.operations.referral_list import Line
from tests.operations.conftest import SCHOOL, Clock, HandDesk, Screened

Refer = Callable[..., str]


@pytest.fixture
def refer(
    conn: Connection, therapists_desk: Desk, kids: dict[str, str], screened: Screened
) -> Refer:
    """A signed referral of the child of that name."""

    def make(name: str, urgent: tuple[str, ...] = ()) -> str:
        done, actor = screened(name, 2, urgent), therapists_desk.actor
        review.decide(conn, actor, done, "refer")
        consents.state(
            conn, actor, kids[name], SCHOOL, "referral", given=True, by="mother", how="form"
        )
        draft = referral_draft.begin(conn, therapists_desk, kids[name], done)
        referral_draft.answer(conn, actor, draft.id, "reason", "Talking.")
        return referral.sign(conn, therapists_desk, referral_draft.load(conn, draft.id))

    return make


def shown(conn: Connection, desk: Desk) -> list[tuple[str, str]]:
    return [(one.child.forename, one.state) for one in referral_list.caseload(conn, desk).lines]


def one(conn: Connection, desk: Desk, name: str) -> Line:
    found = referral_list.caseload(conn, desk)
    return next(o for o in (*found.lines, *found.over) if o.child.forename == name)


def test_the_order_and_each_next_step(
    conn: Connection,
    therapists_desk: HandDesk,
    desk: HandDesk,
    kids: dict[str, str],
    screened: Screened,
    refer: Refer,
    clock: Clock,
) -> None:
    sent, decided = refer("Ben"), screened("Łukasz", 2)
    referral.note_state(conn, therapists_desk.actor, sent, "sent")
    clock.pass_by(days=9)
    refer("Mia")
    review.decide(conn, therapists_desk.actor, decided, "refer")
    screened("Amara", 4, ("voice",))
    draft = referral_draft.begin(conn, desk, kids["Chloe"])
    referral_draft.hand_over(conn, desk.actor, draft, "Please sign.")
    steps = [
        (line.child.forename, line.state, line.next_step)
        for line in referral_list.caseload(conn, therapists_desk).lines
    ]
    assert steps[0] == ("Amara", "to_refer", "Write the referral")
    assert set(steps[1:4]) == {
        ("Mia", "signed", "Send it"),
        ("Łukasz", "to_refer", "Write the referral"),
        ("Chloe", "ready", "Sign it, or hand it back"),
    }
    assert steps[4] == ("Ben", "sent", "Ask whether they have it")
    assert one(conn, therapists_desk, "Ben").days == 9
    assert not one(conn, desk, "Chloe").ours, "it is with the therapist"


def test_what_is_over_stands_apart_and_a_replaced_one_nowhere(
    conn: Connection, therapists_desk: HandDesk, refer: Refer
) -> None:
    first, actor = refer("Ben"), therapists_desk.actor
    draft = referral_draft.amend(conn, therapists_desk, first, "The hearing result came.")
    second = referral.sign(conn, therapists_desk, referral_draft.load(conn, draft.id))
    found = referral_list.caseload(conn, therapists_desk)
    assert [line.key for line in found.lines] == [second]
    referral.note_state(conn, actor, second, "sent")
    referral.note_state(conn, actor, second, "declined", reason="Not our area.")
    found = referral_list.caseload(conn, therapists_desk)
    assert found.lines == ()
    assert [(o.key, o.reason) for o in found.over] == [(second, "Not our area.")]


def test_a_direct_route_comes_first_however_short_its_wait(
    conn: Connection, therapists_desk: HandDesk, refer: Refer, clock: Clock
) -> None:
    for name in ("Ben", "Mia"):
        refer(name)
        clock.pass_by(days=30)
    refer("Amara", ("stammering",))
    assert shown(conn, therapists_desk)[0] == ("Amara", "signed")


def test_consent_that_was_taken_back_is_said_before_anything_is_sent(
    conn: Connection, therapists_desk: HandDesk, kids: dict[str, str], refer: Refer
) -> None:
    refer("Ben")
    consents.state(
        conn,
        therapists_desk.actor,
        kids["Ben"],
        SCHOOL,
        "referral",
        given=False,
        by="mother",
        how="phone",
    )
    assert "do not send" in one(conn, therapists_desk, "Ben").next_step


def test_a_senco_sees_what_is_signed_and_changes_nothing(
    conn: Connection, therapists_desk: HandDesk, desk: HandDesk, kids: dict[str, str], refer: Refer
) -> None:
    refer("Ben")
    referral_draft.begin(conn, desk, kids["Mia"])
    senco = replace(desk, acting=replace(desk.actor, user="sue", role="senco"))
    assert shown(conn, senco) == [("Ben", "signed")]
    assert one(conn, senco, "Ben").next_states == ()
    with pytest.raises(NotAllowed, match="not write them"):
        referral_draft.begin(conn, senco, kids["Chloe"])
