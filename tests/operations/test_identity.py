"""Two records of one child: found, made one with both histories, and made two again."""

from datetime import date

import pytest
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.operations import cohorts, identity, people, results, roster, screening, signing
from elsec_app.operations.cohorts import CohortLine
from elsec_app.protocol import bodies
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft
from tests.operations.conftest import SCHOOL, TODAY, Clock, pupil
from tests.small_pack import small_pack

Kids = dict[str, str]


@pytest.fixture
def twice(conn: Connection, actor: Actor, cohort: CohortLine, kids: Kids) -> tuple[str, str]:
    """Amara Osei, and Amarah Osei whom a colleague's laptop made of the same child."""
    other = actor.new_id()
    body = bodies.Child(
        "Amarah", "Osei", date(2022, 5, 4), sex="F", nhs_number="9434765919", first_language="TWI"
    )
    place = bodies.Enrolment("Oaks", "R", TODAY)
    member = bodies.Membership(cohort.id, "Acorns")
    drafts = [Draft("child", body, SCHOOL, other, id=other)]
    drafts += [Draft(kind, b, SCHOOL, other) for kind, b in _kinds(place, member)]
    records.add_many(conn, actor, drafts)
    return kids["Amara"], other


def _kinds(place: bodies.Body, member: bodies.Body) -> list[tuple[str, bodies.Body]]:
    return [("enrolment", place), ("membership", member)]


def screened(conn: Connection, actor: Actor, child: str, cohort: CohortLine) -> str:
    pack = small_pack()
    sitting = screening.begin(conn, actor, child, cohort, pack)
    for item in pack.items:
        entry = screening.answer(conn, actor, sitting, pack, item.id, "pass")
        sitting = sitting.with_entry(entry)
    return signing.sign(conn, actor, sitting, pack)


def sheet(conn: Connection, cohort: CohortLine) -> dict[str, str]:
    lines = cohorts.run_sheet(conn, cohort.id, None, today=TODAY).lines
    return {line.child.id: line.state for line in lines}


def test_they_are_found_and_shown_side_by_side(conn: Connection, twice: tuple[str, str]) -> None:
    (pair,) = identity.pairs(conn)
    assert (pair.one.id, pair.other.id) == twice
    assert (pair.match.score, pair.match.certain) == (91, False)
    assert pair.match.reason == "Names spelt alike, same date of birth."
    both = identity.beside(conn, *twice)
    assert both.differ == ("forename", "sex", "nhs_number", "first_language", "class")
    assert (both.one.place, both.other.place) != (None, None)


def test_those_who_were_said_to_be_two_are_not_asked_about_again(
    conn: Connection, actor: Actor, twice: tuple[str, str]
) -> None:
    said = identity.are_two(conn, actor, *reversed(twice))
    assert identity.pairs(conn) == ()
    identity.ask_again(conn, actor, said)
    assert len(identity.pairs(conn)) == len(identity.pairs(conn, SCHOOL)) == 1
    assert identity.pairs(conn, "another school") == ()


def test_one_child_has_both_histories_and_stands_once_on_the_sheet(
    conn: Connection, actor: Actor, cohort: CohortLine, twice: tuple[str, str]
) -> None:
    kept, other = twice
    seen = screened(conn, actor, other, cohort)
    cohorts.opt_out(conn, actor, other, SCHOOL, by="Mother", how="By email", cohort="")
    before = sheet(conn, cohort)
    assert (before[kept], before[other]) == ("to_screen", "screened")
    identity.merge(conn, actor, kept, other, reason="Same mother", take=("nhs_number", "class"))
    after = sheet(conn, cohort)
    assert after == {c: s for c, s in before.items() if c != other} | {kept: "screened"}
    assert [one.id for one in results.of_child(conn, kept)] == [seen]
    assert results.one(conn, seen).child.id == kept
    assert records.read(conn, kept, bodies.Child).nhs_number == "9434765919"
    assert [c.id for c in people.find(conn, "amarah")] == [kept], "found by the other name too"
    assert identity.pairs(conn) == ()


def test_an_opt_out_of_either_stops_the_one(
    conn: Connection, actor: Actor, cohort: CohortLine, twice: tuple[str, str]
) -> None:
    kept, other = twice
    cohorts.opt_out(conn, actor, other, SCHOOL, by="Father", how="By phone")
    identity.merge(conn, actor, kept, other, reason="Same father")
    assert sheet(conn, cohort)[kept] == cohorts.OPTED_OUT
    with pytest.raises(NotAllowed):
        screening.begin(conn, actor, kept, cohort, small_pack())


def test_what_was_begun_for_the_other_goes_on_for_the_one(
    conn: Connection, actor: Actor, cohort: CohortLine, twice: tuple[str, str]
) -> None:
    kept, other = twice
    begun = screening.begin(conn, actor, other, cohort, small_pack())
    link = identity.merge(conn, actor, kept, other, reason="Same child")
    assert screening.begin(conn, actor, kept, cohort, small_pack()).id == begun.id
    identity.part(conn, actor, link)
    assert screening.load(conn, begun.id).child == other


def test_two_again_each_with_what_was_its_own(
    conn: Connection, actor: Actor, clock: Clock, cohort: CohortLine, twice: tuple[str, str]
) -> None:
    kept, other = twice
    seen = screened(conn, actor, other, cohort)
    before = snapshot(conn)
    link = identity.merge(
        conn, actor, kept, other, reason="Same mother", take=("forename", "sex", "class")
    )
    (said,) = identity.joined(conn, kept)
    assert said.kept_name == "Amarah Osei", "the forename was taken over"
    assert (said.id, said.other_name, said.reason, said.on) == (
        link,
        "Amarah Osei",
        "Same mother",
        TODAY,
    )
    clock.pass_by(days=1)
    identity.part(conn, actor, link, reason="Cousins")
    assert snapshot(conn) == before
    assert identity.joined(conn, kept) == ()
    assert results.one(conn, seen).child.id == other
    assert identity.pairs(conn) == (), "and nobody is asked about them again"


def test_a_detail_that_was_put_right_since_stays_right(
    conn: Connection, actor: Actor, twice: tuple[str, str]
) -> None:
    kept, other = twice
    link = identity.merge(conn, actor, kept, other, reason="Same", take=("forename", "sex"))
    records.edit(conn, actor, kept, forename="Amaraa")
    identity.part(conn, actor, link)
    child = records.read(conn, kept, bodies.Child)
    assert (child.forename, child.sex) == ("Amaraa", None)


def test_what_is_said_of_the_others_screening_stays_with_it(
    conn: Connection, actor: Actor, therapist: Actor, cohort: CohortLine, twice: tuple[str, str]
) -> None:
    from elsec_app.operations import review

    kept, other = twice
    seen = screened(conn, actor, other, cohort)
    link = identity.merge(conn, actor, kept, other, reason="Same")
    decided = review.decide(conn, therapist, seen, "no_action")
    identity.part(conn, actor, link)
    table = tables.review.c
    assert conn.scalar(select(table.child).where(table.id == decided)) == other


def test_a_class_list_meets_the_one_under_either_name_and_number(
    conn: Connection, actor: Actor, twice: tuple[str, str]
) -> None:
    kept, _other = twice
    identity.merge(conn, actor, *twice, reason="Same", take=("class",))
    rows = [
        pupil(2, "Amarah", "Osei", class_name="Oaks"),
        pupil(3, "A", "B", date(2022, 5, 4), nhs_number="9434765919", class_name="Oaks"),
        pupil(4, "Amara", "Osei", class_name="Oaks"),
    ]
    for row in rows:
        (line,) = roster.plan(conn, SCHOOL, [row]).lines
        assert (line.action, line.child) == ("same", kept)


def test_why_must_be_said_and_one_child_is_not_merged_with_itself(
    conn: Connection, actor: Actor, twice: tuple[str, str]
) -> None:
    with pytest.raises(NotAllowed, match="how you know"):
        identity.merge(conn, actor, *twice, reason=" ")
    identity.merge(conn, actor, *twice, reason="Same")
    with pytest.raises(NotAllowed, match="one child already"):
        identity.merge(conn, actor, *reversed(twice), reason="Same")


SEEN = ("child", "enrolment", "membership", "screening", "opt_out")


def snapshot(conn: Connection) -> dict[str, list[tuple[object, ...]]]:
    """What every search sees, save what is empty in one way or another."""
    return {
        name: [
            tuple(value or None for value in row)
            for row in conn.execute(
                select(tables.SEARCHED[name]).order_by(tables.SEARCHED[name].c.id)
            )
        ]
        for name in SEEN
    }
