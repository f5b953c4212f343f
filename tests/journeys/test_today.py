"""On the run sheet: not today, opted out, found, and back again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app.operations.cohorts import NOT_DONE
from elsec_app.protocol import bodies
from tests.desktop import Desktop, desktop
from tests.school import place, school
from ui.screens.run_sheet.screen import RunSheet
from ui.theme.look import Theme


def status(sheet: RunSheet, row: int = 0) -> str:
    return sheet.table.rows.rows[row].cells[3].word  # type: ignore[union-attr]


CODES = {
    "absent": "Absent",
    "refused": "Refused today",
    "unwell": "Unwell",
    "language": "Not testable: language",
    "left": "Left the setting",
}


def test_every_code_but_incomplete_is_offered() -> None:
    assert set(CODES) == set(NOT_DONE) - {"incomplete"}


@pytest.mark.parametrize(("code", "words"), CODES.items())
def test_not_today_is_one_tap_and_one_to_undo(unlocked: Desktop, code: str, words: str) -> None:
    sheet = unlocked.today()
    unlocked.click(sheet.panel.codes.buttons[code])
    unlocked.until(lambda: status(sheet) == words)
    assert sheet.footnote.text() == f"0 of 3 screened · 1 {words.lower()} · 2 to go"
    strip = unlocked.window._speak().strip
    assert unlocked.said() == f"Łukasz: {words.lower()}."
    unlocked.click(strip._act)
    unlocked.until(lambda: status(sheet) == "To screen")
    assert sheet.footnote.text() == "0 of 3 screened · 3 to go"


def test_what_was_begun_may_be_left_incomplete_and_gone_on_with(unlocked: Desktop) -> None:
    sheet = unlocked.today()
    assert not sheet.panel.codes.buttons["incomplete"].isVisible(), "nothing was begun"
    unlocked.click(sheet.start)
    console = unlocked.console()
    console.answering.press(1)
    unlocked.until(lambda: console.journal is not None and not console.journal.saving)
    unlocked.shell.go("today")
    unlocked.until(lambda: sheet.start.text() == "Go on with Łukasz")
    unlocked.click(sheet.panel.codes.buttons["incomplete"])
    unlocked.until(lambda: status(sheet) == "Incomplete")
    assert "1 incomplete" in sheet.footnote.text()
    sheet.table.mark(sheet.table.rows.rows[0].key)
    assert sheet.start.text() == "Go on with Łukasz"


def test_opted_out_children_cannot_be_started_and_say_why(unlocked: Desktop) -> None:
    sheet = unlocked.today()
    unlocked.click(sheet.panel.opt_out)
    unlocked.click(sheet.panel.form.record)
    assert sheet.panel.form.wrong.text() == "Choose who said so, and how."
    sheet.panel.form.by.choices[1].click()
    sheet.panel.form.how.choices[2].click()
    unlocked.click(sheet.panel.form.record)
    unlocked.until(lambda: status(sheet) == "Opted out")
    unlocked.until(lambda: "Father · By phone" in sheet.panel.opted.why.text())
    assert sheet.start.text() == "Screen Zoë", "the next child is offered instead"
    unlocked.click(sheet.panel.opted.changed_mind)
    unlocked.until(lambda: status(sheet) == "To screen")


def test_the_reason_for_the_section_is_shown(unlocked: Desktop) -> None:
    panel = unlocked.today().panel
    assert panel.title.text() == "Little screen"
    assert panel.because.text() == "4;1 on the day of the test: 48 to 59 months"


def test_what_is_typed_narrows_the_list(unlocked: Desktop) -> None:
    sheet = unlocked.today()
    sheet.search.setFocus()
    unlocked.type("okaf")
    unlocked.until(lambda: len(sheet.table.rows.rows) == 1)
    assert sheet.table.rows.rows[0].cells[0] == "Amara O."
    unlocked.key(Qt.Key.Key_Escape)
    unlocked.until(lambda: len(sheet.table.rows.rows) == 3)


def test_the_list_is_narrowed_by_a_tap(unlocked: Desktop) -> None:
    sheet = unlocked.today()
    unlocked.click(sheet.panel.codes.buttons["absent"])
    unlocked.until(lambda: sheet.filters is not None and sheet.filters.isVisible())
    filters = sheet.filters
    assert filters is not None
    shown = [chip.text() for chip in filters.chips.values() if chip.isVisible()]
    assert shown == ["All 3", "To do 2", "To try again 1"]
    unlocked.click(filters.chips["again"])
    unlocked.until(lambda: [r.cells[0] for r in sheet.table.rows.rows] == ["Łukasz N."])
    sheet.search.setFocus()
    unlocked.type("amara")
    unlocked.until(lambda: [r.cells[0] for r in sheet.table.rows.rows] == ["Amara O."])
    unlocked.key(Qt.Key.Key_Escape)
    unlocked.click(filters.chips["all"])
    unlocked.until(lambda: len(sheet.table.rows.rows) == 3)


def test_who_was_absent_yesterday_is_to_be_tried_again(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = school(tmp_path, children=3)
    yesterday = made.desk.actor.today() - timedelta(days=1)
    said = bodies.NotDone(made.cohort.id, "absent", yesterday)
    place(made.desk.store, "not_done", {"n1": (made.children[1], said)})
    with desktop(theme, qtbot, made) as opened:
        sheet = opened.today()
        opened.until(lambda: sheet.filters is not None and sheet.filters.isVisible())
        sheet.table.mark(made.children[1])
        assert status(sheet, 1) == "Try again"
        assert "absent." in sheet.panel.because.text()
        assert sheet.start.isVisible(), "and may be started"
        filters = sheet.filters
        assert filters is not None
        assert filters.chips["again"].text() == "To try again 1"
        assert filters.chips["to_do"].text() == "To do 3"


@pytest.fixture
def two_classes(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    made = school(tmp_path, children=6, classes=("Acorn", "Maple"))
    with desktop(theme, qtbot, made) as opened:
        yield opened


def test_a_child_of_another_class_is_found_and_opened(two_classes: Desktop) -> None:
    sheet = two_classes.today()
    sheet.search.setFocus()
    two_classes.type("turner")
    two_classes.until(lambda: [r.cells[0] for r in sheet.table.rows.rows] == ["Ben Turner"])
    other = sheet.table.rows.rows[0]
    assert status(sheet) == "In another class"
    sheet.table.chosen.emit(other.key)
    two_classes.until(lambda: "Maple" in sheet.subtitle.text())
    assert sheet.table.marked_key() == other.key


def test_the_class_last_looked_at_comes_back(two_classes: Desktop) -> None:
    sheet = two_classes.today()
    sheet.pickers.class_name.setCurrentIndex(1)
    sheet.pickers.class_name.activated.emit(1)
    two_classes.until(lambda: "Maple" in sheet.subtitle.text())
    two_classes.shell.go("settings")
    two_classes.shell.go("today")
    two_classes.settle()
    assert sheet.subtitle.text() == "Autumn screening · Maple · 3 children"


def test_no_cohort_says_what_to_do(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    made = school(tmp_path, children=0, classes=())
    with made.desk.store.writing() as conn:
        conn.exec_driver_sql("DELETE FROM cohort")
    with desktop(theme, qtbot, made) as opened:
        sheet = opened.today()
        assert sheet._parts.currentIndex() == 1
        assert not sheet.start.isVisible()
