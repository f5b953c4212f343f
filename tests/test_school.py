"""The made-up school that other tests stand on holds what they count on."""

from pathlib import Path

from elsec_app.instruments import ages
from elsec_app.operations import cohorts, results
from elsec_app.operations.cohorts import SCREENED, TO_SCREEN
from tests.school import school, screen


def test_a_class_waits_to_be_screened(tmp_path: Path) -> None:
    made = school(tmp_path, children=30)
    actor = made.desk.actor
    with made.desk.store.reading() as conn:
        sheet = cohorts.run_sheet(conn, made.cohort.id, "Acorn", today=actor.today())
    assert sheet.coverage == {TO_SCREEN: 30}
    assert {line.months for line in sheet.lines} == set(range(48, 55))
    assert all(
        ages.age_at(line.child.born, actor.today()).months == line.months for line in sheet.lines
    )
    made.desk.store.close()


def test_a_child_is_screened_and_signed(tmp_path: Path) -> None:
    made = school(tmp_path, children=3)
    record = screen(made, made.children[0], {"talking-3": 1})
    with made.desk.store.reading() as conn:
        signed = results.one(conn, record)
        sheet = cohorts.run_sheet(conn, made.cohort.id, today=made.desk.actor.today())
    assert signed.body.signed.name == "Priya Shah"
    assert sheet.coverage == {SCREENED: 1, TO_SCREEN: 2}
    made.desk.store.close()
