"""A child's page: everything on record by date, and what each role may see of it."""

from pathlib import Path

import pytest

from elsec_app.errors import NotAllowed
from elsec_app.operations import cohorts, consents, evidence, handover, history, review
from elsec_app.protocol.kinds import PRACTITIONER, SENCO, THERAPIST
from tests import monday, school
from tests.monday import Monday


@pytest.fixture
def waits(tmp_path: Path) -> Monday:
    return monday.waiting(school.school(tmp_path, children=8))


def said(there: Monday, child: str, role: str = PRACTITIONER) -> list[str]:
    desk = school.as_role(there.school, role).desk
    with desk.store.reading() as conn:
        page = history.page(conn, desk.actor, child)
    return [f"{event.kind}: {event.what}" for event in page.events]


def test_everything_is_there_once_and_newest_first(waits: Monday) -> None:
    made, child = waits.school, waits.school.children[7]
    store, prac = made.desk.store, school.as_role(made, PRACTITIONER).desk.actor
    with store.writing() as conn:
        cohorts.not_done(conn, prac, child, made.cohort, "absent")
        cohorts.take_back(conn, prac, child, made.cohort)
        cohorts.not_done(conn, prac, child, made.cohort, "unwell")
        cohorts.opt_out(conn, prac, child, made.setting, by="Mother", how="By phone")
        consents.state(
            conn, prac, child, made.setting, "referral", given=True, by="Mother", how="By phone"
        )
        history.add_note(conn, prac, child, "  A cold. ")
        page = history.page(conn, prac, child)
    assert sorted(said(waits, child)) == [
        "consent: Consent given: referral",
        "enrolment: Joined Acorn at Oak Tree Primary",
        "not_done: Not screened: unwell",
        "note: Note",
        "opt_out: Opted out of every screening",
    ]
    assert [e.at for e in page.events] == sorted((e.at for e in page.events), reverse=True)
    note = next(event for event in page.events if event.kind == "note")
    assert (note.more, note.who) == ("A cold.", "Priya Shah")
    assert "The family has opted out of every screening." in page.cautions


def test_a_question_is_between_colleagues_and_a_senco_does_not_see_it(waits: Monday) -> None:
    child = waits.school.children[5]
    assert said(waits, child)[:2] == ["reply: Answered", "review: Returned with a question"]
    assert said(waits, child, SENCO) == [
        "screening: Screened with Little screen 1.0",
        "enrolment: Joined Acorn at Oak Tree Primary",
    ]


def test_a_decision_taken_back_stays_on_record_as_such(waits: Monday) -> None:
    desk, child = waits.school.desk, waits.school.children[0]
    with desk.store.writing() as conn:
        made = review.decide(conn, desk.actor, waits.fine, "refer")
        review.take_back(conn, desk.actor, [made])
    assert "review: Taken back: Refer to speech and language therapy" in said(waits, child)


def test_a_note_says_something(waits: Monday) -> None:
    desk = waits.school.desk
    with desk.store.writing() as conn, pytest.raises(NotAllowed, match="note"):
        history.add_note(conn, desk.actor, waits.school.children[0], "  ")


def test_a_child_who_is_not_here_has_no_page(waits: Monday) -> None:
    desk = waits.school.desk
    with desk.store.reading() as conn, pytest.raises(LookupError):
        history.page(conn, desk.actor, "nobody")


def test_the_evidence_names_what_is_below_full_points_or_changed(waits: Monday) -> None:
    desk = waits.school.desk
    with desk.store.reading() as conn:
        low, fine = (evidence.of(conn, desk, i) for i in (waits.low, waits.fine))
    assert {one.value for one in low.of_note} >= {"not_yet"}
    assert {one.item.type for one in fine.of_note} == {"free_note"}
    other = school.as_role(waits.school, THERAPIST).desk
    with other.store.reading() as conn:
        stranger = evidence.of(conn, type(other)(other.store, other.who, {}), waits.low)
    assert (stranger.pack, stranger.of_note) == (None, ())


def test_a_caseload_goes_to_somebody_who_is_assigned_there(waits: Monday) -> None:
    desk, setting = waits.school.desk, waits.school.setting
    with desk.store.writing() as conn:
        (tess,) = handover.therapists(conn)
        handover.hand_over(conn, desk.actor, [setting], tess.id, "From Monday on.")
        assert handover.owners(conn) == {setting: tess.id}
        for to in ("nobody-known", PRACTITIONER):
            with pytest.raises(NotAllowed, match="assigned"):
                handover.hand_over(conn, desk.actor, [setting], to)
        handover.hand_over(conn, desk.actor, [setting], "")
        assert handover.owners(conn) == {}


def test_who_has_the_whole_area_covers_every_setting() -> None:
    everywhere = handover.Therapist("t", "Tess", frozenset({"*"}))
    assert everywhere.covers(["a", "b"])
    assert not handover.Therapist("t", "Tess", frozenset({"a"})).covers(["a", "b"])
