"""A class list taken in: no child lost, none doubled, and the whole of it undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Connection, select

from elsec_app.errors import Stopped
from elsec_app.operations import (
    batches,
    cohorts,
    identity,
    moves,
    people,
    roster,
    screening,
    signing,
)
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.pupils import PupilRow
from elsec_app.protocol import bodies
from elsec_app.store import outbox, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.database import Store
from tests.operations.conftest import FIVE, SCHOOL, TODAY, pupil
from tests.small_pack import small_pack

TakeIn = Callable[..., batches.Applied]
UPN = "B801200005001"
ELSEWHERE = "0192f000-0000-7000-8000-000000000002"

CASES = [
    # the list says                                             it is
    (pupil(2, "Amara", "Osei", date(2022, 5, 4)), "same"),
    (pupil(2, "AMARA", "OSEI", date(2022, 5, 4)), "same"),
    (pupil(2, "Lukasz", "Nowak", date(2022, 1, 30)), "same"),
    (pupil(2, "Amara", "Osei", date(2022, 5, 4), class_name="Oaks"), "moved"),
    (pupil(2, "Amara", "Osei", date(2022, 5, 4), year_group="1"), "moved"),
    (pupil(2, "Amara", "Osei", date(2022, 5, 4), year_group=None), "same"),
    (pupil(2, "Amara", "Osei", date(2022, 5, 5)), "doubtful"),
    (pupil(2, "Amara", "Osei", date(2022, 6, 5)), "new"),
    (pupil(2, "Mia", "Brien", date(2022, 1, 12)), "new"),
    (pupil(2, "Mia", "O'Brien", date(2021, 1, 12)), "doubtful"),
    (pupil(2, "Amarah", "Osei", date(2022, 5, 4)), "doubtful"),
    (pupil(2, "Osei", "Amara", date(2022, 5, 4)), "doubtful"),
    (pupil(2, "Noah", "Price", date(2022, 5, 4)), "new"),
    (pupil(2, "Noah", "Price", date(2022, 5, 4), class_name=None), "refused"),
]


@pytest.mark.parametrize(("row", "action"), CASES)
def test_what_a_row_would_do(conn: Connection, take_in: TakeIn, row: PupilRow, action: str) -> None:
    take_in(*FIVE)
    assert [line.action for line in roster.plan(conn, SCHOOL, [row]).lines] == [action]


def test_a_number_says_who_it_is_whatever_the_name(conn: Connection, take_in: TakeIn) -> None:
    take_in(pupil(2, "Amara", "Osei", upn=UPN))
    married = pupil(2, "Amara", "Price", date(2022, 5, 4), upn=UPN)
    line = roster.plan(conn, SCHOOL, [married]).lines[0]
    assert (line.action, line.why) == ("same", "Same UPN.")


def test_twins_with_two_numbers_are_two_children(conn: Connection, take_in: TakeIn) -> None:
    take_in(pupil(2, "Ana", "Osei", upn=UPN))
    twin = pupil(2, "Ana", "Osei", upn="A801200005002")
    assert roster.plan(conn, SCHOOL, [twin]).lines[0].action == "new"


def test_taking_the_same_list_twice_adds_nobody(take_in: TakeIn) -> None:
    assert take_in(*FIVE).added == 5
    again = take_in(*FIVE)
    assert (again.added, again.same) == (0, 5)


def test_the_list_tells_who_has_left_the_class(conn: Connection, take_in: TakeIn) -> None:
    take_in(*FIVE)
    left = roster.plan(conn, SCHOOL, FIVE[1:]).left
    assert [people.children(conn, left)[c].forename for c in left] == ["Amara"]


def test_a_doubtful_row_waits_for_a_person(conn: Connection, take_in: TakeIn) -> None:
    take_in(*FIVE)
    row = pupil(9, "Amarah", "Osei")
    same = roster.plan(conn, SCHOOL, [row]).lines[0].child
    assert take_in(row).refused == 1
    assert take_in(row, decisions={9: same}).same == 1
    assert take_in(pupil(9, "Amari", "Osei"), decisions={9: "new"}).added == 1


def test_two_rows_that_are_one_child_are_taken_once(conn: Connection, take_in: TakeIn) -> None:
    take_in(pupil(2, "Amara", "Osei", upn=UPN))
    rows = [pupil(2, "Amara", "Price", upn=UPN), pupil(3, "Amara", "Osei", class_name="Oaks")]
    lines = roster.plan(conn, SCHOOL, rows).lines
    assert [line.action for line in lines] == ["same", "refused"]
    assert lines[1].why == "This is the same child as in row 2."


def test_a_child_is_not_given_to_two_doubtful_rows(conn: Connection, take_in: TakeIn) -> None:
    take_in(*FIVE)
    rows = [pupil(9, "Amarah", "Osei"), pupil(10, "Amarra", "Osei")]
    amara = roster.plan(conn, SCHOOL, rows).lines[0].child
    done = take_in(*rows, decisions={9: amara, 10: amara})
    assert (done.same, done.refused) == (1, 1)


def test_what_came_since_the_plan_is_not_added_again(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    planned = roster.plan(conn, SCHOOL, FIVE)
    take_in(*FIVE[:2])
    done = batches.apply(conn, actor, planned, file_digest="d", mapping={})
    assert (done.added, done.same) == (3, 2)


def test_who_has_left_is_only_ended_when_a_person_says_so(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    take_in(*FIVE)
    amara, lukasz = roster.plan(conn, SCHOOL, FIVE[2:]).left
    assert take_in(*FIVE[2:]).left == 0
    done = take_in(*FIVE[2:], leaving=[amara, "somebody else"])
    assert done.sentence == "1 has left, 3 already here."
    assert class_of(conn, amara) == []
    assert class_of(conn, lukasz) == ["Acorns"]
    assert batches.undo(conn, actor, done.batch) == batches.Undone(1, 0)
    assert class_of(conn, amara) == ["Acorns"]


def test_a_stopped_import_leaves_nothing(store: Store, actor: Actor) -> None:
    def after_some(done: int, _of: int) -> None:
        if done >= 500:
            raise Stopped("Stopped.")

    many = [pupil(n, f"Ana{n}", "Osei") for n in range(2, 800)]

    def take_in_many() -> None:
        with store.writing() as conn:
            planned = roster.plan(conn, SCHOOL, many)
            batches.apply(conn, actor, planned, file_digest="", mapping={}, watch=after_some)

    with pytest.raises(Stopped):
        take_in_many()
    with store.reading() as conn:
        assert people.find(conn, "osei") == ()
        assert outbox.count(conn).waiting == 0


def test_two_whom_a_person_kept_apart_are_not_asked_about_again(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    take_in(*FIVE)
    done = take_in(pupil(9, "Amarah", "Osei"), decisions={9: roster.NEW})
    assert identity.pairs(conn) == ()
    assert batches.undo(conn, actor, done.batch) == batches.Undone(1, 0)


def test_a_joiner_is_a_member_of_the_open_cohort(
    conn: Connection, take_in: TakeIn, cohort: CohortLine
) -> None:
    take_in(pupil(2, "Noah", "Price"))
    sheet = cohorts.run_sheet(conn, cohort.id, "Acorns", today=TODAY)
    assert "Noah" in [line.child.forename for line in sheet.lines]


def test_a_batch_is_undone_whole_but_for_children_screened_since(
    conn: Connection, actor: Actor, take_in: TakeIn, cohort: CohortLine
) -> None:
    done = take_in(pupil(2, "Noah", "Price"), pupil(3, "Ivy", "Hall"))
    noah = people.find(conn, "noah price")[0]
    screening.begin(conn, actor, noah.id, cohort, small_pack())
    assert batches.undo(conn, actor, done.batch).back == 1
    assert people.find(conn, "ivy hall") == ()
    assert people.find(conn, "noah price") == (noah,)
    names = [
        line.child.forename
        for line in cohorts.run_sheet(conn, cohort.id, "Acorns", today=TODAY).lines
    ]
    assert "Noah" in names
    assert "Ivy" not in names


def class_of(conn: Connection, child: str) -> list[str]:
    """The classes that the child is in now."""
    e = tables.enrolment.c
    now = select(e.class_name).where(e.child == child, e.until.is_(None), e.withdrawn == "")
    return list(conn.scalars(now))


def test_a_child_with_an_opt_out_stays(conn: Connection, actor: Actor, take_in: TakeIn) -> None:
    done = take_in(pupil(2, "Noah", "Price"), pupil(3, "Ivy", "Hall"))
    noah = people.find(conn, "noah price")[0]
    cohorts.opt_out(conn, actor, noah.id, SCHOOL, by="Mother", how="By letter or form")
    undone = batches.undo(conn, actor, done.batch)
    assert (
        undone.sentence == "Undone: 1 child is as before. 1 stays: it has been worked with since."
    )
    assert people.find(conn, "noah price") == (noah,)


def test_a_child_who_came_back_with_the_batch_is_kept_with_its_history(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    take_in(*FIVE)
    amara = roster.plan(conn, SCHOOL, FIVE[1:]).left[0]
    take_in(*FIVE[1:], leaving=[amara])
    back = take_in(FIVE[0])
    assert (back.added, back.moved) == (0, 1)
    assert batches.undo(conn, actor, back.batch).back == 1
    assert [child.id for child in people.find(conn, "amara")] == [amara]
    assert class_of(conn, amara) == []


def test_undo_leaves_a_child_who_has_moved_on_where_it_is(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    take_in(*FIVE)
    first = take_in(pupil(2, "Amara", "Osei", class_name="Oaks"))
    take_in(pupil(2, "Amara", "Osei", class_name="Elms"))
    amara = people.find(conn, "amara")[0].id
    assert batches.undo(conn, actor, first.batch).back == 0
    assert class_of(conn, amara) == ["Elms"]


def test_a_moved_child_is_back_in_the_old_class_after_undo(
    conn: Connection, actor: Actor, take_in: TakeIn, cohort: CohortLine, kids: dict[str, str]
) -> None:
    body = bodies.Cohort("Oaks", "2026-27", ("Oaks",), ("small",), TODAY, TODAY)
    oaks = cohorts.open_cohort(conn, actor, SCHOOL, body)
    moved = take_in(pupil(2, "Amara", "Osei", class_name="Oaks"))
    assert class_of(conn, kids["Amara"]) == ["Oaks"]
    assert len(cohorts.run_sheet(conn, oaks, today=TODAY).lines) == 1
    assert batches.undo(conn, actor, moved.batch).back == 1
    assert class_of(conn, kids["Amara"]) == ["Acorns"]
    assert cohorts.run_sheet(conn, oaks, today=TODAY).lines == ()
    assert len(cohorts.run_sheet(conn, cohort.id, today=TODAY).lines) == 5


def states(conn: Connection, cohort: CohortLine) -> dict[str, tuple[str, str]]:
    """Class and state of each child of the cohort, by forename."""
    lines = cohorts.run_sheet(conn, cohort.id, today=TODAY).lines
    return {line.child.forename: (line.class_name, line.state) for line in lines}


def test_the_place_in_a_round_of_both_classes_goes_along_and_comes_back(
    conn: Connection, actor: Actor, take_in: TakeIn, kids: dict[str, str]
) -> None:
    body = bodies.Cohort("Both", "2026-27", ("Acorns", "Oaks"), ("small",), TODAY, TODAY)
    cohorts.open_cohort(conn, actor, SCHOOL, body)
    both = next(line for line in cohorts.cohorts(conn, SCHOOL) if line.name == "Both")
    moved = take_in(pupil(2, "Amara", "Osei", class_name="Oaks"))
    assert states(conn, both)["Amara"] == ("Oaks", "to_screen")
    assert states(conn, both)["Ben"] == ("Acorns", "to_screen")
    batches.undo(conn, actor, moved.batch)
    assert states(conn, both)["Amara"] == ("Acorns", "to_screen")


def test_who_has_left_counts_as_left_until_that_is_undone(
    conn: Connection, actor: Actor, take_in: TakeIn, cohort: CohortLine, kids: dict[str, str]
) -> None:
    done = take_in(*FIVE[1:], leaving=[kids["Amara"]])
    assert states(conn, cohort)["Amara"] == ("Acorns", "left")
    assert batches.undo(conn, actor, done.batch) == batches.Undone(1, 0)
    assert states(conn, cohort)["Amara"] == ("Acorns", "to_screen")


def test_who_does_not_screen_can_take_a_list_in_too(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    office = replace(actor, role="administrator")
    planned = roster.plan(conn, SCHOOL, FIVE[1:])
    done = batches.apply(
        conn, office, planned, file_digest="d", mapping={}, leaving=[kids["Amara"]]
    )
    assert (done.left, class_of(conn, kids["Amara"])) == (1, [])
    assert states(conn, cohort)["Amara"] == ("Acorns", "to_screen")
    assert batches.undo(conn, office, done.batch).back == 1


def test_the_past_of_a_child_from_another_school_follows(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str], take_in: TakeIn
) -> None:
    records.edit(conn, actor, kids["Amara"], upn=UPN)
    row = pupil(2, "Amara", "Osei", upn=UPN, class_name="Elms")
    planned = roster.plan(conn, ELSEWHERE, [row])
    assert [line.action for line in planned.lines] == ["moved"]
    done = batches.apply(conn, actor, planned, file_digest="d", mapping={})
    (gone,) = moves.left(conn, kids["Amara"])
    assert (gone.setting, gone.to) == (SCHOOL, ELSEWHERE)
    assert class_of(conn, kids["Amara"]) == ["Elms"]
    assert states(conn, cohort)["Amara"] == ("Acorns", "left")
    assert batches.undo(conn, actor, done.batch) == batches.Undone(0, 1), "it has moved, with all"


def test_a_screening_before_the_batch_does_not_hold_its_undo_up(
    conn: Connection, actor: Actor, take_in: TakeIn, cohort: CohortLine, kids: dict[str, str]
) -> None:
    pack = small_pack()
    sitting = screening.begin(conn, actor, kids["Amara"], cohort, pack)
    for item in pack.items:
        screening.answer(conn, actor, sitting, pack, item.id, "pass")
    signing.sign(conn, actor, screening.load(conn, sitting.id), pack)
    moved = take_in(pupil(2, "Amara", "Osei", class_name="Oaks"))
    assert batches.undo(conn, actor, moved.batch).back == 1
    assert class_of(conn, kids["Amara"]) == ["Acorns"]


def test_the_meanings_of_the_columns_are_remembered_for_the_setting(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    assert batches.remembered_mappings(conn, SCHOOL) == []
    for heading in ("Legal Surname", "Surname", "Legal Surname"):
        take_in(*FIVE, mapping={"surname": heading})
    last = take_in(*FIVE, mapping={"surname": "Last name"})
    batches.undo(conn, actor, last.batch)
    assert batches.remembered_mappings(conn, SCHOOL) == [
        {"surname": "Legal Surname"},
        {"surname": "Surname"},
    ]
    assert batches.remembered_mappings(conn, "another") == []


def test_the_last_imports_that_stand_are_listed(
    conn: Connection, actor: Actor, take_in: TakeIn
) -> None:
    first = take_in(*FIVE, name="acorns.csv")
    second = take_in(pupil(2, "Amara", "Osei", class_name="Oaks"), name="oaks.csv")
    assert batches.recent(conn, SCHOOL) == (
        batches.Batch(second.batch, TODAY, "oaks.csv", 0, 1, 0, 0),
        batches.Batch(first.batch, TODAY, "acorns.csv", 5, 0, 0, 0),
    )
    batches.undo(conn, actor, second.batch)
    assert [batch.name for batch in batches.recent(conn, SCHOOL)] == ["acorns.csv"]
