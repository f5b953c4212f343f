"""Who is to be screened, and what has become of each: coverage always adds up."""

from datetime import date

import pytest
from sqlalchemy import Connection

from elsec_app.errors import NotAllowed
from elsec_app.operations import cohorts, people, screening, today
from elsec_app.operations.cohorts import CohortLine
from elsec_app.store.actor import Actor
from tests.operations.conftest import SCHOOL, TODAY, Clock
from tests.small_pack import small_pack


def sheet(conn: Connection, cohort: CohortLine, today: date = TODAY) -> cohorts.RunSheet:
    return cohorts.run_sheet(conn, cohort.id, "Acorns", today=today)


def test_the_class_stands_in_name_order_with_ages_today(
    conn: Connection, cohort: CohortLine
) -> None:
    found = sheet(conn, cohort)
    assert [line.child.surname for line in found.lines] == [
        "Nowak",
        "O’Brien",
        "Osei",
        "Tran",
        "Wells",
    ]
    ages = {line.child.forename: line.months for line in found.lines}
    assert ages == {"Łukasz": 55, "Amara": 52, "Mia": 57, "Ben": 48, "Chloe": 60}


def test_each_state_counts_each_child_once(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    cohorts.opt_out(conn, actor, kids["Mia"], SCHOOL, by="mother", how="letter")
    cohorts.not_done(conn, actor, kids["Ben"], cohort, "absent")
    screening.begin(conn, actor, kids["Amara"], cohort, small_pack())
    found = sheet(conn, cohort)
    assert found.coverage == {"to_screen": 2, "opted_out": 1, "absent": 1, "in_progress": 1}
    assert sum(found.coverage.values()) == len(found.lines) == 5


def test_a_begun_child_comes_next_then_the_first_to_screen_whom_the_screen_fits(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    packs = {"small": small_pack()}

    def following() -> str:
        line = today.sheet(conn, packs, cohort.id, "Acorns", TODAY).next_line
        assert line is not None
        return line.sheet.child.forename

    assert following() == "Łukasz"
    screening.begin(conn, actor, kids["Ben"], cohort, packs["small"])
    assert following() == "Ben"


@pytest.mark.parametrize(
    ("code", "next_day"),
    [
        ("absent", "to_screen"),
        ("refused", "to_screen"),
        ("unwell", "to_screen"),
        ("incomplete", "to_screen"),
        ("language", "language"),
        ("left", "left"),
    ],
)
def test_a_child_not_screened_today_is_tried_again_unless_it_is_for_good(
    conn: Connection,
    actor: Actor,
    cohort: CohortLine,
    kids: dict[str, str],
    code: str,
    next_day: str,
) -> None:
    cohorts.not_done(conn, actor, kids["Ben"], cohort, code)

    def state(today: date) -> str:
        return next(
            ln.state for ln in sheet(conn, cohort, today).lines if ln.child.forename == "Ben"
        )

    assert state(TODAY) == code
    assert state(date(2026, 9, 22)) == next_day


def test_an_opted_out_child_cannot_be_started(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    cohorts.opt_out(conn, actor, kids["Mia"], SCHOOL, by="father", how="telephone")
    with pytest.raises(NotAllowed, match="opted out"):
        screening.begin(conn, actor, kids["Mia"], cohort, small_pack())


def test_an_opt_out_of_another_cohort_does_not_count_here(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    cohorts.opt_out(conn, actor, kids["Mia"], SCHOOL, by="mother", how="letter", cohort="other")
    assert sheet(conn, cohort).coverage == {"to_screen": 5}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lukasz", ["Łukasz"]),
        ("Łuk now", ["Łukasz"]),
        ("obrien", ["Mia"]),
        ("o'br", ["Mia"]),
        ("O’Brien mia", ["Mia"]),
        ("tran", ["Ben"]),
        ("xyz", []),
        ("  ", []),
        ('"; DROP', []),
    ],
)
def test_a_child_is_found_by_the_beginnings_of_names(
    conn: Connection, cohort: CohortLine, typed: str, found: list[str]
) -> None:
    assert [child.forename for child in people.find(conn, typed)] == found


def test_a_senco_may_not_open_a_cohort(conn: Connection, clock: Clock) -> None:
    senco = Actor("894", "sue", "Sue", "senco", "pc", clock=clock)
    with pytest.raises(NotAllowed, match="role"):
        cohorts.not_done(
            conn,
            senco,
            "x",
            CohortLine("c", SCHOOL, "n", "y", "baseline", None, (), ()),
            "absent",
        )


def test_what_is_said_after_the_last_tap_stands_until_it_goes_on(
    conn: Connection, actor: Actor, clock: Clock, cohort: CohortLine, kids: dict[str, str]
) -> None:
    pack = small_pack()

    def state(day: date = TODAY) -> tuple[str, str, int]:
        line = next(ln for ln in sheet(conn, cohort, day).lines if ln.child.id == kids["Ben"])
        return line.state, line.again, line.answers

    cohorts.not_done(conn, actor, kids["Ben"], cohort, "absent")
    clock.pass_by(minutes=90)
    sitting = screening.begin(conn, actor, kids["Ben"], cohort, pack)
    assert state() == ("in_progress", "", 0), "absent at first, and came"
    clock.pass_by(minutes=1)
    screening.answer(conn, actor, sitting, pack, pack.items[0].id, "pass")
    clock.pass_by(minutes=1)
    cohorts.not_done(conn, actor, kids["Ben"], cohort, "incomplete")
    assert state() == ("incomplete", "incomplete", 1)
    tomorrow = date(2026, 9, 22)
    assert state(tomorrow) == ("in_progress", "incomplete", 1), "to go on with, and to try again"
    clock.pass_by(days=1)
    screening.resume(conn, actor, sitting.id)
    assert state(tomorrow) == ("in_progress", "", 2)
    clock.pass_by(minutes=1)
    cohorts.not_done(conn, actor, kids["Ben"], cohort, "left")
    assert state(tomorrow) == ("left", "", 2)
    clock.pass_by(minutes=1)
    cohorts.take_back(conn, actor, kids["Ben"], cohort)
    assert state(tomorrow) == ("in_progress", "", 2)
