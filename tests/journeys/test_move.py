"""A child changes class, goes to another school, leaves the area."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app.operations import cohorts, identity, moves
from elsec_app.operations.moves import Gone
from tests.desktop import Desktop, desktop
from tests.school import elsewhere, school
from tests.ui import eyes
from ui.screens.child.screen import ChildScreen
from ui.screens.classes.screen import ClassView
from ui.screens.move.screen import AREA, CLASS, SETTING, Move
from ui.theme.look import Theme


@pytest.fixture
def two_classes(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """Acorn and Maple of Oak Tree Primary; Elm Park Nursery is in the area too."""
    made = school(tmp_path, children=6, classes=("Acorn", "Maple"))
    elsewhere(made)
    with desktop(theme, qtbot, made) as opened:
        yield opened


def page(at: Desktop) -> Move:
    """From the page of the first child of Acorn."""
    at.shell.go("child", child=at.school.children[0])
    child = at.at(ChildScreen)
    at.until(child.moves.isVisible)
    at.click(child.moves)
    screen = at.at(Move)
    at.until(lambda: screen.found is not None)
    return screen


def class_now(at: Desktop) -> str:
    with at.school.desk.store.reading() as conn:
        place = identity.place_now(conn, at.school.children[0])
        return place.class_name if place else ""


def gone(at: Desktop) -> list[Gone]:
    with at.school.desk.store.reading() as conn:
        return list(moves.left(conn, at.school.children[0]))


def state(at: Desktop) -> str:
    with at.school.desk.store.reading() as conn:
        sheet = cohorts.run_sheet(conn, at.school.cohort.id, today=at.school.desk.actor.today())
        return next(ln.state for ln in sheet.lines if ln.child.id == at.school.children[0])


def test_to_another_class_and_back(two_classes: Desktop) -> None:
    screen = page(two_classes)
    assert screen.choices[CLASS].isChecked()
    two_classes.click(screen.go)
    two_classes.until(lambda: screen.problem.text() == "Say which class the child goes to.")
    screen.class_name.setCurrentIndex(0)
    two_classes.click(screen.go)
    two_classes.at(ClassView)
    assert class_now(two_classes) == "Maple"
    assert "is in Maple now." in two_classes.said()
    two_classes.click(two_classes.window._speak().strip._act)
    two_classes.until(lambda: class_now(two_classes) == "Acorn")


def test_to_another_setting(two_classes: Desktop) -> None:
    screen = page(two_classes)
    screen.choices[SETTING].click()
    assert screen.setting.isVisible()
    assert "goes along" in screen.told.text()
    two_classes.click(screen.go)
    assert screen.problem.text() == "Choose a setting from the list."
    screen.setting.setCurrentIndex(0)
    two_classes.click(screen.go)
    two_classes.at(ClassView)
    assert [one.to for one in gone(two_classes)] == [elsewhere(two_classes.school)]
    assert (class_now(two_classes), state(two_classes)) == ("", "left")


def test_out_of_the_area_by_keyboard_alone(two_classes: Desktop) -> None:
    screen = page(two_classes)
    two_classes.until(screen.choices[CLASS].hasFocus)
    assert eyes.unreached(two_classes.window) == []
    screen.choices[CLASS].setFocus(Qt.FocusReason.TabFocusReason)
    two_classes.key(Qt.Key.Key_Down)
    two_classes.key(Qt.Key.Key_Down)
    assert screen.choices[AREA].isChecked()
    two_classes.key(Qt.Key.Key_Tab)
    two_classes.type("Shropshire")
    two_classes.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    two_classes.at(ClassView)
    assert [one.to_area for one in gone(two_classes)] == ["Shropshire"]
    assert state(two_classes) == "left"
