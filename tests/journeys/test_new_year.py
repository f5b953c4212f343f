"""A whole school taken into the new year, looked over, corrected, undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from elsec_app.store import tables
from tests.desktop import Desktop, desktop
from tests.school import last_year, school
from tests.ui import eyes
from ui.screens.classes.screen import ClassView
from ui.screens.new_year.screen import NewYear
from ui.theme.look import Theme


@pytest.fixture
def autumn(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """Nine children in three classes of the year before: 6M, Acorn (R) and 1B."""
    made = school(tmp_path, children=9)
    last_year(made)
    with desktop(theme, qtbot, made) as opened:
        yield opened


def new_year(at: Desktop) -> NewYear:
    at.shell.go("classes")
    classes = at.at(ClassView)
    at.until(classes.new_year.isVisible)
    at.click(classes.new_year)
    screen = at.at(NewYear)
    at.until(lambda: len(screen.lines) == 3)
    return screen


def seats(at: Desktop) -> dict[str, int]:
    """How many are in each class now."""
    e = tables.enrolment.c
    with at.school.desk.store.reading() as conn:
        rows = conn.scalars(select(e.class_name).where(e.until.is_(None), e.withdrawn == "")).all()
    return {name: rows.count(name) for name in rows}


def test_every_class_goes_up_in_one_step_and_back_in_one(autumn: Desktop) -> None:
    screen = new_year(autumn)
    assert [(ln.year.currentText(), ln.class_name.text()) for ln in screen.lines] == [
        ("Year 1", "1B"),
        ("Year 2", "2B"),
        ("They leave", "6M"),
    ]
    assert screen.go.text() == "Take 6 children up"
    assert screen.footnote.text() == "3 leave · newcomers come with a class list"
    autumn.click(screen.go)
    autumn.until(lambda: autumn.said() == "6 children go up, 3 leave.")
    autumn.until(screen.empty.isVisible)
    assert seats(autumn) == {"1B": 3, "2B": 3}
    autumn.click(autumn.window._speak().strip._act)
    autumn.until(lambda: autumn.said() == "Undone: 9 children are as before.")
    autumn.until(lambda: len(screen.lines) == 3)
    assert seats(autumn) == {"6M": 3, "Acorn": 3, "1B": 3}


def test_classes_and_children_are_put_right_first(autumn: Desktop) -> None:
    screen = new_year(autumn)
    acorn = screen.lines[0]
    acorn.class_name.setFocus()
    acorn.class_name.selectAll()
    autumn.type("2B")
    assert screen.wrong.text() == "Acorn and 1B would both be called 2B."
    acorn.class_name.selectAll()
    autumn.type("Willow")
    assert not screen.wrong.isVisible()
    autumn.click(acorn.stay)
    next(iter(acorn.ticks.values())).click()
    assert acorn.stay.text() == "1 does not go along"
    assert screen.go.text() == "Take 5 children up"
    autumn.click(screen.go)
    autumn.until(lambda: autumn.said() == "5 children go up, 4 leave.")
    assert seats(autumn) == {"Willow": 2, "2B": 3}


def test_it_can_be_undone_long_after(autumn: Desktop) -> None:
    screen = new_year(autumn)
    autumn.click(screen.go)
    autumn.until(screen.undo.isVisible)
    autumn.shell.go("today")
    autumn.shell.go("new_year")
    autumn.settle()
    autumn.click(screen.undo)
    autumn.until(lambda: len(screen.lines) == 3)


def test_by_keyboard_alone(autumn: Desktop) -> None:
    screen = new_year(autumn)
    assert screen.lines[0].year.hasFocus()
    assert eyes.unreached(autumn.window) == []
    autumn.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    autumn.until(lambda: autumn.said() == "6 children go up, 3 leave.")
