"""A whole school goes up a year: every class, leavers and those who stay, and all of it undone."""

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
from sqlalchemy import Connection, select

from elsec_app.operations import batches, cohorts, results, rollover, screening, signing, years
from elsec_app.operations.rollover import Proposal
from elsec_app.protocol import bodies
from elsec_app.store import tables
from elsec_app.store.actor import Actor
from tests.operations.conftest import SCHOOL, Clock, pupil
from tests.small_pack import small_pack

TakeIn = Callable[..., batches.Applied]
SEPTEMBER = date(2027, 9, 3)

YEARS = [("N1", "N2"), ("N2", "R"), ("R", "1"), ("1", "2"), ("5", "6"), ("6", ""), ("13", "13")]
NAMES = [
    ("1B", "1", "2B"),
    ("Year 1 Oak", "1", "Year 2 Oak"),
    ("Y2-M", "2", "Y3-M"),
    ("Reception Oak", "R", "Year 1 Oak"),
    ("RA", "R", "1A"),
    ("YR", "R", "1"),
    ("Robin", "R", None),
    ("Acorn", "R", None),
    ("5/6", "5", None),
    ("Class 10", "1", None),
    ("6B", "6", None),
    ("Nursery 1", "N1", None),
]


@pytest.mark.parametrize(("year", "after"), YEARS)
def test_the_year_after(year: str, after: str) -> None:
    assert years.following(year) == after


@pytest.mark.parametrize(("name", "year", "after"), NAMES)
def test_a_class_that_names_its_year_is_renamed(name: str, year: str, after: str | None) -> None:
    assert years.renamed(name, year) == after


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 9, 1), "2026-27"), (date(2026, 8, 31), "2025-26"), (date(2099, 10, 1), "2099-00")],
)
def test_the_school_year_begins_in_september(day: date, year: str) -> None:
    assert years.academic_year(day) == year


@pytest.fixture
def school(conn: Connection, actor: Actor, take_in: TakeIn) -> None:
    """Two children in each of Acorns (R), Oaks (1) and 6M, and an open cohort of Acorns."""
    rows = [("Acorns", "R"), ("Oaks", "1"), ("6M", "6")]
    take_in(
        *(
            pupil(
                n,
                f"{name}{n}",
                "Vale",
                date(2022 if year == "R" else 2021, 1, n),
                class_name=name,
                year_group=year,
            )
            for n, (name, year) in enumerate(rows * 2, 2)
        )
    )
    body = bodies.Cohort(
        "Autumn 2026", "2026-27", ("Acorns",), ("small",), date(2026, 9, 21), date(2026, 10, 23)
    )
    cohorts.open_cohort(conn, actor, SCHOOL, body)


def seats(conn: Connection) -> dict[str, list[tuple[str, str, bool]]]:
    """Every child's places in classes, oldest first: class, year, and whether it is now."""
    e, c = tables.enrolment.c, tables.child.c
    rows = conn.execute(
        select(c.forename, e.class_name, e.year_group, e.until)
        .join(tables.enrolment, e.child == c.id)
        .where(e.withdrawn == "")
        .order_by(c.forename, e.id)
    )
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for forename, class_name, year, until in rows:
        found.setdefault(forename, []).append((class_name, year, until is None))
    return found


def proposed(conn: Connection) -> Proposal:
    return rollover.propose(conn, SCHOOL, SEPTEMBER)


def test_every_class_is_proposed_to_go_up(conn: Connection, school: None) -> None:
    found = proposed(conn)
    assert (found.year, found.on) == ("2027-28", date(2027, 9, 1))
    assert [(c.class_name, c.to_class, c.to_year, len(c.children)) for c in found.classes] == [
        ("Acorns", "Oaks", "1", 2),
        ("Oaks", "Oaks", "2", 2),
        ("6M", "6M", "", 2),
    ]
    assert [name for _id, name in found.closing] == ["Autumn 2026"]


def test_it_is_done_as_one_batch_and_undone_as_one(
    conn: Connection, actor: Actor, clock: Clock, school: None
) -> None:
    before, rounds = seats(conn), cohorts.cohorts(conn, SCHOOL)
    clock.pass_by(days=347)
    found = proposed(conn)
    stays = found.classes[1].children[0].id
    done = rollover.apply(conn, actor, found, leaving=[stays])
    assert (done.up, done.left) == (3, 3)
    assert done.sentence == "3 children go up, 3 leave."
    after = seats(conn)
    assert after["Acorns2"] == [("Acorns", "R", False), ("Oaks", "1", True)]
    assert after["Oaks3"] == [("Oaks", "1", False)]
    assert after["Oaks6"] == [("Oaks", "1", False), ("Oaks", "2", True)]
    assert after["6M4"] == [("6M", "6", False)]
    assert cohorts.cohorts(conn, SCHOOL) == ()
    assert rollover.latest(conn, SCHOOL, "2027-28") == done.batch
    assert proposed(conn).classes == (), "who is in the new year does not go up again"
    undone = rollover.undo(conn, actor, done.batch)
    assert (undone.back, undone.kept) == (6, 0)
    assert seats(conn) == before
    assert cohorts.cohorts(conn, SCHOOL) == rounds
    assert rollover.latest(conn, SCHOOL, "2027-28") is None


def test_last_years_results_stay_with_last_years_class(
    conn: Connection, actor: Actor, clock: Clock, school: None
) -> None:
    (cohort,) = cohorts.cohorts(conn, SCHOOL)
    child = cohorts.run_sheet(conn, cohort.id, today=clock.now.date()).lines[0].child
    pack = small_pack()
    sitting = screening.begin(conn, actor, child.id, cohort, pack)
    for item in pack.items:
        entry = screening.answer(conn, actor, sitting, pack, item.id, "pass")
        sitting = sitting.with_entry(entry)
    signed = signing.sign(conn, actor, sitting, pack)
    clock.pass_by(days=347)
    rollover.apply(conn, actor, proposed(conn))
    (found,) = results.of_cohort(conn, cohort.id, "Acorns")
    assert (found.id, found.class_name) == (signed, "Acorns")
    assert results.one(conn, signed).class_name == "Oaks", "where the child is now"
    assert results.of_cohort(conn, cohort.id, "Oaks") == ()


def test_each_class_may_be_put_elsewhere(conn: Connection, actor: Actor, school: None) -> None:
    found = proposed(conn)
    acorns = rollover.changed(found.classes[0], to_class=" Willow ", to_year="1")
    rollover.apply(conn, actor, msgspec.structs.replace(found, classes=(acorns,)))
    assert seats(conn)["Acorns2"][-1] == ("Willow", "1", True)
    assert seats(conn)["Oaks3"] == [("Oaks", "1", True)], "a class left out stays as it was"


def test_who_came_with_the_new_list_is_not_moved_again(
    conn: Connection, actor: Actor, take_in: TakeIn, clock: Clock, school: None
) -> None:
    clock.pass_by(days=347)
    take_in(pupil(9, "Newt", "Hall", class_name="Acorns", year_group="R"))
    found = proposed(conn)
    assert "Newt" not in [c.forename for line in found.classes for c in line.children]


def test_who_was_screened_in_the_new_class_stays_there(
    conn: Connection, actor: Actor, clock: Clock, school: None
) -> None:
    clock.pass_by(days=347)
    done = rollover.apply(conn, actor, proposed(conn))
    body = bodies.Cohort("A", "2027-28", ("Oaks",), ("small",), SEPTEMBER, SEPTEMBER)
    cohorts.open_cohort(conn, actor, SCHOOL, body)
    line = cohorts.cohorts(conn, SCHOOL)[0]
    child = cohorts.run_sheet(conn, line.id, today=SEPTEMBER).lines[0].child
    cohorts.not_done(conn, actor, child.id, line, "absent")
    undone = rollover.undo(conn, actor, done.batch)
    assert undone.kept >= 1
    assert seats(conn)[child.forename][-1][2], "still in the new class"
