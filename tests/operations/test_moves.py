"""Another class, another school, another area: the past stays, and the counts add up."""

import pytest
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.operations import cohorts, history, identity, moves
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.moves import Gone
from elsec_app.protocol import bodies
from elsec_app.store import feed, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft
from tests.operations.conftest import SCHOOL, TODAY
from tests.store.test_sameness import placed

ELSEWHERE = "0192f000-0000-7000-8000-000000000002"


def places(conn: Connection, child: str) -> list[tuple[str, bool]]:
    """The child's classes, oldest first, and whether the child is in them now."""
    e = tables.enrolment.c
    rows = conn.execute(
        select(e.class_name, e.until).where(e.child == child, e.withdrawn == "").order_by(e.id)
    )
    return [(row.class_name, row.until is None) for row in rows]


def sheet(conn: Connection, cohort: CohortLine) -> dict[str, tuple[str, str]]:
    found = cohorts.run_sheet(conn, cohort.id, today=TODAY)
    assert sum(found.coverage.values()) == len(found.lines)
    return {line.child.forename: (line.class_name, line.state) for line in found.lines}


def test_a_child_who_changes_class_is_in_one_and_was_in_the_other(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    moves.change_class(conn, actor, kids["Amara"], "Oaks")
    assert places(conn, kids["Amara"]) == [("Acorns", False), ("Oaks", True)]
    assert sheet(conn, cohort)["Amara"] == ("Acorns", "to_screen"), "still to be screened by them"
    with pytest.raises(NotAllowed, match="in that class already"):
        moves.change_class(conn, actor, kids["Amara"], "Oaks")


def test_the_place_in_a_cohort_of_both_classes_goes_along(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    body = bodies.Cohort("Both", "2026-27", ("Acorns", "Oaks"), ("small",), TODAY, TODAY)
    both = cohorts.open_cohort(conn, actor, SCHOOL, body)
    oaks = cohorts.open_cohort(
        conn, actor, SCHOOL, bodies.Cohort("Oaks", "2026-27", ("Oaks",), ("small",), TODAY, TODAY)
    )
    moves.change_class(conn, actor, kids["Amara"], "Oaks")
    lines = {line.id: line for line in cohorts.cohorts(conn, SCHOOL)}
    assert sheet(conn, lines[both])["Amara"] == ("Oaks", "to_screen")
    assert sheet(conn, lines[both])["Ben"] == ("Acorns", "to_screen")
    assert sheet(conn, lines[oaks]) == {"Amara": ("Oaks", "to_screen")}


def test_a_change_of_class_is_undone_whole(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    body = bodies.Cohort("Both", "2026-27", ("Acorns", "Oaks"), ("small",), TODAY, TODAY)
    both = cohorts.open_cohort(conn, actor, SCHOOL, body)
    oaks = cohorts.open_cohort(
        conn, actor, SCHOOL, bodies.Cohort("Oaks", "2026-27", ("Oaks",), ("small",), TODAY, TODAY)
    )
    lines = {line.id: line for line in cohorts.cohorts(conn, SCHOOL)}
    before = [sheet(conn, line) for line in lines.values()]
    done = moves.change_class(conn, actor, kids["Amara"], " Oaks ")
    assert [sheet(conn, line) for line in lines.values()] != before
    moves.undo_class(conn, actor, kids["Amara"], done)
    assert [sheet(conn, line) for line in lines.values()] == before
    assert sheet(conn, lines[oaks]) == {}
    assert sheet(conn, lines[both])["Amara"][0] == "Acorns"
    assert places(conn, kids["Amara"]) == [("Acorns", True)]
    with pytest.raises(NotAllowed, match="which class"):
        moves.change_class(conn, actor, kids["Amara"], " ")


@pytest.mark.parametrize(("to", "area"), [(ELSEWHERE, ""), ("", "Shropshire")])
def test_a_child_who_leaves_is_counted_as_left(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str], to: str, area: str
) -> None:
    amara = kids["Amara"]
    cohorts.not_done(conn, actor, amara, cohort, "absent")
    moves.leave(conn, actor, amara, to=to, to_area=area)
    assert places(conn, amara) == [("Acorns", False)]
    assert sheet(conn, cohort)["Amara"] == ("Acorns", "left")
    assert moves.left(conn, amara) == (Gone(SCHOOL, TODAY, to, area),)


def test_one_opted_out_stays_opted_out(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    cohorts.opt_out(conn, actor, kids["Ben"], SCHOOL, by="Mother", how="By letter or form")
    moves.leave(conn, actor, kids["Ben"], to=ELSEWHERE)
    assert sheet(conn, cohort)["Ben"] == ("Acorns", cohorts.OPTED_OUT)


def test_those_who_are_one_child_go_together(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    other = actor.new_id()
    body = bodies.Child("Amarah", "Osei", TODAY)
    records.add(conn, actor, Draft("child", body, SCHOOL, other, id=other))
    identity.merge(conn, actor, kids["Amara"], other, reason="Same")
    moves.leave(conn, actor, kids["Amara"], to=ELSEWHERE)
    r = tables.record.c
    moved = conn.scalars(select(r.child).where(r.kind == "move"))
    assert sorted(moved) == sorted([kids["Amara"], other])
    assert len(moves.left(conn, kids["Amara"])) == 1


def test_nobody_moves_to_where_they_are(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    with pytest.raises(NotAllowed, match="in that setting already"):
        moves.leave(conn, actor, kids["Ben"], to=SCHOOL)


def test_the_childs_page_tells_where_it_has_been(
    conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]
) -> None:
    amara = kids["Amara"]
    for name, place in ((SCHOOL, "Oak Primary"), (ELSEWHERE, "Elm Nursery")):
        body = bodies.Setting(place)
        feed.apply(conn, [placed("setting", name, "", body)])
    moves.change_class(conn, actor, amara, "Oaks")
    moves.leave(conn, actor, amara, to=ELSEWHERE)
    told = [event.what for event in history.timeline(conn, amara, (), questions=True)]
    assert sorted(told) == [
        "Joined Acorns at Oak Primary",
        "Joined Oaks at Oak Primary",
        "Left Acorns at Oak Primary",
        "Left Oaks at Oak Primary",
        "Not screened: left the setting",
        "Went to Elm Nursery",
    ]
