"""A child met twice: made one from the classes, undone, and kept two."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app.operations import identity, people
from tests.desktop import Desktop, desktop
from tests.school import meet_again, school
from tests.ui import eyes
from ui.screens.child.screen import ChildScreen
from ui.screens.classes.screen import ClassView
from ui.screens.same.screen import SameChild
from ui.theme.look import Theme


@pytest.fixture
def twice(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """A practitioner's desktop on which Amara and Chloe stand twice."""
    made = school(tmp_path, children=6)
    meet_again(made)
    with desktop(theme, qtbot, made) as opened:
        yield opened


def pairs(at: Desktop) -> SameChild:
    """From the classes to the page of pairs."""
    at.shell.go("classes")
    classes = at.at(ClassView)
    at.until(lambda: classes.alike.isVisible())
    assert classes.alike.text() == "2 pairs may be the same child"
    at.click(classes.alike)
    screen = at.at(SameChild)
    at.until(lambda: screen.both.both is not None)
    return screen


def names(screen: SameChild) -> list[str]:
    return [str(row.cells[0]) for row in screen.table.rows.rows]


def found(at: Desktop, typed: str) -> list[str]:
    with at.school.desk.store.reading() as conn:
        return [child.name for child in people.find(conn, typed)]


def test_two_are_made_one_and_undone_from_the_strip(twice: Desktop) -> None:
    screen = pairs(twice)
    assert screen.subtitle.text() == "2 pairs to look at"
    screen.table.mark(next(r.key for r in screen.table.rows.rows if "Chloe" in str(r.cells[0])))
    twice.until(lambda: "surname" in screen.both.picks)
    twice.click(screen.one)
    assert screen.both.wrong.text() == "Choose how you know.", "nothing happens without why"
    screen.both.picks["surname"].choices[1].click()
    assert screen.both.why is not None
    screen.both.why.choices[3].click()
    twice.click(screen.one)
    said = "Chloe Watts and Chloe Watts-Hill are one child now, with both histories."
    twice.until(lambda: twice.said() == said)
    twice.until(lambda: screen.subtitle.text() == "1 pair to look at")
    assert found(twice, "chloe") == ["Chloe Watts-Hill"]
    twice.click(twice.window._speak().strip._act)
    twice.until(lambda: screen.subtitle.text() == "2 pairs to look at")
    assert sorted(found(twice, "chloe")) == ["Chloe Watts", "Chloe Watts-Hill"]


def test_one_made_long_ago_is_made_two_again(twice: Desktop) -> None:
    screen = pairs(twice)
    assert screen.both.why is not None
    screen.both.why.choices[0].click()
    twice.click(screen.one)
    twice.until(lambda: screen.subtitle.text() == "1 pair to look at")
    twice.shell.go("today")
    twice.shell.go("same")
    twice.settle()
    made_one = next(row for row in screen.table.rows.rows if " " not in row.key)
    assert str(made_one.cells[1]).startswith("One child since ")
    screen.table.mark(made_one.key)
    twice.until(lambda: not screen.one.isVisible())
    twice.click(screen.two)
    twice.until(
        lambda: twice.said().endswith("are two children again, each with what was its own.")
    )
    twice.until(lambda: all(" " in row.key for row in screen.table.rows.rows))


def test_two_stay_two_and_nobody_is_asked_again(twice: Desktop) -> None:
    screen = pairs(twice)
    twice.click(screen.two)
    twice.until(lambda: screen.subtitle.text() == "1 pair to look at")
    twice.click(screen.two)
    twice.until(lambda: screen._parts.currentIndex() == 1)
    twice.click(twice.window._speak().strip._act)
    twice.until(lambda: screen.subtitle.text() == "1 pair to look at")


def test_by_keyboard_alone(twice: Desktop) -> None:
    screen = pairs(twice)
    assert screen.table.hasFocus()
    assert eyes.unreached(twice.window) == []
    assert screen.both.why is not None
    screen.both.why.choices[0].setFocus(Qt.FocusReason.TabFocusReason)
    twice.key(Qt.Key.Key_Space)
    twice.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    twice.until(lambda: "one child now" in twice.said())


def test_from_the_childs_page_to_two_again(twice: Desktop) -> None:
    desk, first = twice.school.desk, twice.school.children
    with desk.store.writing() as conn:
        chloe = next(c for c in people.children(conn, first).values() if c.forename == "Chloe")
        pair = next(p for p in identity.pairs(conn) if chloe.id in (p.one.id, p.other.id))
        identity.merge(conn, desk.actor, pair.one.id, pair.other.id, reason="I know the child")
    twice.shell.go("child", child=pair.one.id)
    child = twice.at(ChildScreen)
    twice.until(child.same.isVisible)
    twice.click(child.same)
    screen = twice.at(SameChild)
    twice.until(lambda: screen.table.marked_key() is not None and screen._joined is not None)
    assert not screen.one.isVisible()
    twice.click(screen.two)
    twice.until(lambda: len(found(twice, "chloe")) == 2)
