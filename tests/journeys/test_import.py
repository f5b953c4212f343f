"""A messy list without a class, from the school office to the run sheet and back, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from elsec_app.operations import people
from elsec_app.operations.people import ChildLine
from tests.desktop import Desktop, desktop
from tests.school import school
from ui.screens.import_list.screen import HEADS, LINES, ImportList
from ui.theme.look import Theme

# Headings that mean nothing to anybody but their writer, forenames that look like surnames and the
# other way round, dates that could be either, a total, a child whose birth is missing and one who
# is nearly known.
MESSY = """Oak class  -  autumn
Updated by the office 14/09/2026

Child,Family,Speaks,Arrived,Set,Free meals
Amarah,Okafor,English,{born},1,N
Taylor,James,Polish,03/04/2022,1,N
Jackson,Thomás,Urdu,05/06/2022,2,Y
Kelly,Grace,English,,2,N
Total: 4
"""


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    with desktop(theme, qtbot, school(tmp_path, children=4)) as made:
        yield made


def held(opened: Desktop, typed: str) -> list[str]:
    with opened.school.desk.store.reading() as conn:
        return [child.name for child in people.find(conn, typed)]


def somebody(opened: Desktop) -> ChildLine:
    with opened.school.desk.store.reading() as conn:
        found = people.children(conn, opened.school.children)
    return next(child for child in found.values() if child.forename == "Amara")


def tab_to(opened: Desktop, wanted: QWidget) -> None:
    """Tab until *wanted* has the focus, as a person without a mouse would."""
    for _step in range(60):
        if QApplication.focusWidget() is wanted:
            return
        opened.key(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never reaches {wanted!r}")


def read_as(opened: Desktop, screen: ImportList, heading: str, meaning: str) -> None:
    """Go to the column under *heading* and choose what it is from the list that opens."""
    tab_to(opened, screen.heads.table)
    rows = [row.cells[0] for row in screen.heads.table.rows.rows]
    steps = rows.index(heading) - screen.heads.table.currentIndex().row()
    for _step in range(abs(steps)):
        opened.key(Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
    tab_to(opened, screen.heads.detail.meaning)
    before, offered = screen.taken, screen.heads.detail.meaning.view()
    opened.key(Qt.Key.Key_Down)
    assert offered.isVisible()
    box = screen.heads.detail.meaning
    further = box.findText(meaning) - offered.currentIndex().row()
    for _step in range(abs(further)):
        QTest.keyClick(offered, Qt.Key.Key_Down if further > 0 else Qt.Key.Key_Up)
    assert screen.taken is before, "nothing is taken on the way"
    QTest.keyClick(offered, Qt.Key.Key_Return)
    opened.until(lambda: not offered.isVisible())
    opened.window.activateWindow()  # a real one is again by itself
    opened.until(lambda: screen.taken is not before)


def messy(opened: Desktop, folder: Path) -> Path:
    file = folder / "oak.csv"
    file.write_bytes(MESSY.format(born=f"{somebody(opened).born:%d/%m/%Y}").encode("cp1252"))
    return file


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_the_office_to_the_run_sheet_and_back(opened: Desktop, tmp_path: Path) -> None:
    opened.shell.go("import")
    screen = opened.at(ImportList)
    screen.open(messy(opened, tmp_path))
    opened.until(lambda: screen.step == HEADS)
    assert "Free meals" in screen.heads.unread.text()
    assert screen.heads.table.hasFocus()

    read_as(opened, screen, "Child", "Forename")
    assert screen.notes.words.text() == "Say which columns are the surname and the forename."
    read_as(opened, screen, "Family", "Surname")
    assert screen.footnote.text() == "Say which class this is."
    tab_to(opened, screen.heads.class_name)
    opened.type("Oak")
    opened.key(Qt.Key.Key_Return)
    opened.until(lambda: screen.footnote.text() == "3 children found")

    opened.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: screen.step == LINES)
    assert screen.lines.table.hasFocus()
    assert screen.footnote.text() == "2 new · 1 to decide · 1 left out"
    missing = next(line for line in screen.lines.lines if line.action == "refused")
    assert missing.why == ("The date of birth is missing.",)

    tab_to(opened, screen.lines.detail.same)
    opened.key(Qt.Key.Key_Return)
    assert screen.footnote.text() == "2 new · 1 joining a class · 1 left out"
    opened.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: opened.said() == "2 children added, 1 moved class, 1 left out.")
    assert held(opened, "taylor") == ["Taylor James"]
    assert held(opened, "amara") == ["Amara Okafor"], "one child, not two"

    strip = opened.window._speak().strip
    tab_to(opened, strip._act)
    opened.key(Qt.Key.Key_Return)
    opened.until(lambda: opened.said() == "Undone: 3 children are as before.")
    assert held(opened, "taylor") == []
    assert held(opened, "amara") == ["Amara Okafor"]
