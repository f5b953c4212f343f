"""A cohort of several instruments: what each child is to have, and what is left of it."""

from datetime import date
from pathlib import Path

import pytest

from elsec_app.errors import NotAllowed
from elsec_app.instruments import library
from elsec_app.instruments.definition import Instrument, OutsideAges
from elsec_app.operations import cohorts, plans, pooled, results, screening, today
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.today import Today
from tests.little_screen import little_screen, second_screen
from tests.school import School, school, screen

LITTLE, SECOND = little_screen(), second_screen()


@pytest.fixture
def made(tmp_path: Path) -> School:
    return school(tmp_path, children=3, instrument=LITTLE, more=[SECOND])


def sheet(made: School) -> Today:
    desk = made.desk
    with desk.store.reading() as conn:
        day = desk.actor.today()
        return today.sheet(conn, desk.instruments, made.cohort.id, "Acorn", day)


def standing(made: School, child: str) -> tuple[str, list[tuple[str, str]]]:
    line = sheet(made).line(child)
    assert line is not None
    return line.sheet.state, [(p.chosen.instrument, p.state) for p in line.plans]


def test_every_screen_of_the_cohort_is_due(made: School) -> None:
    state, due = standing(made, made.children[0])
    assert state == "to_screen"
    assert due == [("little-screen", "to_screen"), ("second-screen", "to_screen")]


def test_after_the_first_the_second_is_next_and_coverage_waits_for_it(made: School) -> None:
    first, second, _third = made.children
    screen(made, second)
    assert standing(made, second)[0] == "partly"
    at = sheet(made)
    assert at.coverage == {"to_screen": 2, "partly": 1}
    line = at.next_line
    assert line is not None
    assert line.sheet.child.id == second
    assert line.chosen is not None
    assert line.chosen.instrument == "second-screen"
    screen(made, second, instrument=SECOND)
    assert standing(made, second)[0] == "screened"
    following = sheet(made).next_line
    assert following is not None
    assert following.sheet.child.id == first


def test_an_absence_or_an_opt_out_in_between_is_what_stands(made: School) -> None:
    child = made.children[0]
    screen(made, child)
    with made.desk.store.writing() as conn:
        cohorts.not_done(conn, made.desk.actor, child, made.cohort, "absent")
    assert standing(made, child)[0] == "absent"
    with made.desk.store.writing() as conn:
        cohorts.opt_out(conn, made.desk.actor, child, made.setting, by="Mother", how="letter")
    assert standing(made, child)[0] == "screened", "nothing more is done, what was done stands"


def test_two_screens_of_a_child_may_be_open_at_once(made: School) -> None:
    child, desk = made.children[0], made.desk
    with desk.store.writing() as conn:
        one = screening.begin(conn, desk.actor, child, made.cohort, LITTLE)
        other = screening.begin(conn, desk.actor, child, made.cohort, SECOND)
    assert one.id != other.id
    assert [state for _name, state in standing(made, child)[1]] == ["in_progress"] * 2


def wellcomm() -> dict[str, Instrument]:
    found = (library.load(folder) for folder in library.pack_folders() if "wellcomm" in str(folder))
    return {pack.id: pack for pack in found}


@pytest.mark.parametrize(
    ("born", "chosen"),
    [
        (date(2020, 11, 25), ["wellcomm-early-years"]),  # 5;11 and 30 days
        (date(2020, 11, 24), ["wellcomm-early-years"]),  # 6;0 to the day: both fit, one is asked
        (date(2020, 10, 24), ["wellcomm-primary"]),  # 6;1
    ],
)
def test_of_one_publishers_tool_one_part_is_asked(born: date, chosen: list[str]) -> None:
    packs = wellcomm()
    line = CohortLine("c", "s", "n", "y", "baseline", None, (), tuple(packs))
    found = plans.choose(packs, line, born, date(2026, 11, 24))
    assert [one.instrument for one in found] == chosen


def test_no_screen_for_the_age_or_none_on_this_computer_is_said() -> None:
    packs = {"little-screen": LITTLE}
    line = CohortLine("c", "s", "n", "y", "baseline", None, (), ("little-screen",))
    with pytest.raises(OutsideAges, match="Choose another"):
        plans.choose(packs, line, date(2015, 1, 1), date(2026, 11, 24))
    with pytest.raises(NotAllowed, match="not on this computer"):
        plans.choose({}, line, date(2022, 1, 1), date(2026, 11, 24))


def test_a_child_of_two_screens_counts_once_in_a_strand_by_what_wants_attention(
    made: School,
) -> None:
    first, second, _third = made.children
    weak = {f"listening-{n}": "not_yet" for n in range(1, 5)}
    screen(made, first, weak)
    screen(made, first, instrument=SECOND)
    screen(made, second)
    with made.desk.store.reading() as conn:
        pools = pooled.pools(results.of_cohort(conn, made.cohort.id))
    listening = next(pool for pool in pools if pool.strand == "listening")
    assert [child.id for child in listening.needing] == [first]
    assert sum(many for _tone, _label, many in listening.counts) == 2
