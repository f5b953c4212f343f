"""A class's paper forms keyed in by keyboard alone, checked, and signed child by child."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from elsec_app.operations import results
from elsec_app.operations.results import Signed
from tests.desktop import Desktop, desktop
from tests.school import school
from ui.screens.paper_grid.screen import PaperGrid
from ui.screens.signed.screen import SignedResult
from ui.theme.look import Theme

RETURN = Qt.Key.Key_Return
ALL_BEST = ("1111", "2", "2", "1", "1", "10", RETURN, "*", RETURN, "Clear.", RETURN)


@pytest.fixture
def there(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    with desktop(theme, qtbot, school(tmp_path, children=3)) as opened:
        yield opened


@pytest.fixture
def grid(there: Desktop) -> PaperGrid:
    there.click(there.today().from_paper)
    return opened(there)


def opened(there: Desktop) -> PaperGrid:
    page = there.at(PaperGrid)
    there.until(lambda: page.cells.grid is not None)
    there.settle()
    return page


def type_in(*words: str | Qt.Key) -> None:
    for word in words:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(word, Qt.Key):
            QTest.keyClick(focused, word)
        else:
            QTest.keyClicks(focused, word)


def cell(page: PaperGrid, row: int, column: int) -> str:
    return page.cells.text(row, column)


def signed(there: Desktop) -> list[Signed]:
    with there.school.desk.store.reading() as conn:
        return list(results.of_cohort(conn, there.school.cohort.id))


def test_a_class_is_keyed_and_signed_without_a_mouse(there: Desktop, grid: PaperGrid) -> None:
    assert QApplication.focusWidget() is grid.view
    assert grid.view.here() == (0, 0)
    for _child in range(3):
        type_in(*ALL_BEST)
    there.settle()
    assert [cell(grid, row, 11) for row in range(3)] == ["Universal offer"] * 3
    assert signed(there) == [], "nothing is signed by itself"
    grid.view.setFocus()
    for row in (0, 2):
        grid.view.go(row, 0)
        type_in(" ")
    assert grid.sign.text() == "Sign 2 children"
    QTest.keyClick(grid, RETURN, Qt.KeyboardModifier.ControlModifier)
    there.until(lambda: len(signed(there)) == 2)
    there.settle()
    there.until(lambda: [row.state for row in grid.cells.rows] == ["keying", "signed", "signed"])
    assert {one.child.id for one in signed(there)} == {
        there.school.children[0],
        there.school.children[2],
    }
    assert {one.body.paper.keyed_by for one in signed(there) if one.body.paper} == {"Priya Shah"}


def test_a_stopped_strand_is_stepped_over_at_once(there: Desktop, grid: PaperGrid) -> None:
    type_in("000")
    assert grid.view.here() == (0, 4), "before the store has answered"
    type_in("3")
    there.settle()
    assert cell(grid, 0, 3) == "·"
    assert cell(grid, 0, 4) == "3"


def test_a_wrong_key_is_said_at_once_and_rubbed_out(there: Desktop, grid: PaperGrid) -> None:
    type_in("7")
    assert there.said() == "“7” is no answer here. 1 pass, 0 not yet, - no response."
    assert grid.view.here() == (0, 0)
    type_in("1")
    there.settle()
    assert there.said() == ""
    assert (cell(grid, 0, 0), grid.view.here()) == ("1", (0, 1))


def test_it_is_taken_up_where_it_was_left(there: Desktop, grid: PaperGrid) -> None:
    type_in("1", "1")
    there.key(Qt.Key.Key_Escape)
    there.today()
    there.shell.go("paper", cohort=there.school.cohort.id, class_name="Acorn")
    page = opened(there)
    there.until(lambda: page.view.here() == (0, 2))
    assert [cell(page, 0, n) for n in range(3)] == ["1", "1", ""]


def test_a_cell_is_emptied_and_corrected(there: Desktop, grid: PaperGrid) -> None:
    type_in("1", Qt.Key.Key_Backtab, Qt.Key.Key_Delete)
    there.settle()
    assert cell(grid, 0, 0) == ""
    type_in("0")
    there.settle()
    assert cell(grid, 0, 0) == "0"


def test_the_same_by_tapping(there: Desktop, grid: PaperGrid) -> None:
    there.click(grid.bar.buttons["Not yet"])
    there.settle()
    assert cell(grid, 0, 0) == "0"
    assert grid.view.here() == (0, 1)


def test_a_second_keying_shows_what_differs_and_asks(there: Desktop, grid: PaperGrid) -> None:
    type_in(*ALL_BEST)
    there.settle()
    there.click(grid.again)
    assert grid.view.here() == (0, 0)
    type_in("1", "0")
    there.settle()
    assert cell(grid, 0, 11) == "1 differ"
    assert not grid.cells.rows[0].may_sign
    grid.view.backward()
    assert grid.bar.differ.isVisible()
    assert (grid.bar.first.text(), grid.bar.second.text()) == ("First keyed: 1", "Now keyed: 0")
    QTest.keyClick(grid.view, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    there.until(lambda: not grid.cells.rows[0].differing)
    assert grid.cells.rows[0].standing["listening-2"] == "not_yet"
    assert grid.cells.rows[0].may_sign


def test_a_signed_row_says_so_and_the_result_says_it_is_from_paper(
    there: Desktop, grid: PaperGrid
) -> None:
    type_in(*ALL_BEST)
    there.settle()
    grid.cells.tick(0)
    there.click(grid.sign)
    there.until(lambda: len(signed(there)) == 1)
    there.until(lambda: grid.cells.rows[2].state == "signed")
    grid.view.go(2, 0)
    type_in("1")
    assert there.said() == "This result is signed: open it to amend it."
    (one,) = signed(there)
    there.shell.go("signed", screening=one.id, cohort=there.school.cohort.id, class_name="Acorn")
    page = there.at(SignedResult)
    there.until(lambda: page.found is not None)
    said = [text.text() for text in page.findChildren(type(page.title))]
    assert any(words.startswith("From paper, keyed in by Priya Shah on ") for words in said)
