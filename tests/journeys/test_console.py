"""At the console: taking back, pausing, going back, stopping, noting; and what fails."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from elsec_app.operations import screening
from elsec_app.operations.screening import NOTE, OVERRIDE, PAUSE, RESUME, Sitting
from elsec_app.store import tables
from tests.desktop import Desktop
from ui.screens.console.screen import Console
from ui.screens.console.tapping import BOUNCE_MS

ONE, TWO, THREE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3


@pytest.fixture
def console(unlocked: Desktop) -> Console:
    """The console of the first child, on the first item."""
    unlocked.click(unlocked.today().start)
    return unlocked.console("listening-1")


def stored(desktop: Desktop) -> Sitting:
    """The sitting as the store has it."""
    with desktop.school.desk.store.reading() as conn:
        (sitting,) = conn.scalars(tables.sitting.select()).all()
        return screening.load(conn, sitting)


def standing(desktop: Desktop) -> dict[str, object]:
    answers: dict[str, object] = {}
    for answer in stored(desktop).answers:
        answers[answer.item] = answer.value
    return {item: value for item, value in answers.items() if value is not None}


def test_taps_faster_than_the_store_are_all_kept_in_order(
    unlocked: Desktop, console: Console
) -> None:
    for key in (ONE, TWO, ONE, THREE):
        unlocked.key(key)
    assert console.journal is not None
    assert console.journal.saving > 0, "the taps came before the store answered"
    unlocked.console("understanding-1")
    assert standing(unlocked) == {
        "listening-1": "pass",
        "listening-2": "not_yet",
        "listening-3": "pass",
        "listening-4": "no_response",
    }


def test_the_space_bar_is_not_an_answer(unlocked: Desktop, console: Console) -> None:
    console.answering.parts[0].keys[0].setFocus()
    unlocked.key(Qt.Key.Key_Space)
    unlocked.console("listening-1")
    unlocked.key(Qt.Key.Key_Return)
    unlocked.console("listening-2")


@pytest.mark.parametrize(("apart", "then_at"), [(40, "listening-2"), (BOUNCE_MS, "listening-3")])
def test_a_finger_that_bounces_taps_once(
    unlocked: Desktop, console: Console, apart: int, then_at: str
) -> None:
    button = console.answering.parts[0].keys[0]
    for kind, at in (
        (QEvent.Type.MouseButtonPress, 1000),
        (QEvent.Type.MouseButtonRelease, 1020),
        (QEvent.Type.MouseButtonDblClick, 1000 + apart),
        (QEvent.Type.MouseButtonRelease, 1020 + apart),
    ):
        QApplication.sendEvent(button, mouse(button, kind, at))
    unlocked.console(then_at)


def mouse(button: QAbstractButton, kind: QEvent.Type, at: int) -> QMouseEvent:
    middle = QPointF(button.rect().center())
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    none = Qt.KeyboardModifier.NoModifier
    event = QMouseEvent(kind, middle, button.mapToGlobal(middle), left, held, none)
    event.setTimestamp(at)
    return event


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Backspace, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_undo_takes_back_one_tap_at_a_time(
    unlocked: Desktop, console: Console, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    assert not console.undo.isEnabled()
    unlocked.key(ONE)
    unlocked.key(TWO)
    unlocked.console("listening-3")
    unlocked.key(key, held)
    unlocked.console("listening-2")
    unlocked.key(key, held)
    unlocked.console("listening-1")
    assert not console.undo.isEnabled()
    assert standing(unlocked) == {}
    assert len(stored(unlocked).answers) == 4, "nothing is erased"


def test_an_earlier_answer_is_changed_and_the_screen_goes_on(
    unlocked: Desktop, console: Console
) -> None:
    for key in (ONE, ONE):
        unlocked.key(key)
    unlocked.console("listening-3")
    unlocked.click(console.items)
    console.listing.table.chosen.emit("listening-1")
    unlocked.console("listening-1")
    assert console.answering.parts[0].keys[0].isChecked()
    assert console.face.number.text() == "Item 1 of 11"
    unlocked.key(TWO)
    unlocked.console("listening-3")
    assert standing(unlocked) == {"listening-1": "not_yet", "listening-2": "pass"}


def test_a_pause_keeps_the_item(unlocked: Desktop, console: Console) -> None:
    unlocked.key(ONE)
    unlocked.console("listening-2")
    unlocked.key(Qt.Key.Key_P)
    sheet = unlocked.today()
    assert sheet.start.text() == "Go on with Łukasz"
    assert sheet.table.rows.rows[0].cells[2] == (1, 11, "1 of 11")
    unlocked.click(sheet.start)
    unlocked.console("listening-2")
    assert [e.what for e in stored(unlocked).entries] == ["answer", PAUSE, RESUME]


def test_a_start_by_mistake_leaves_nothing(unlocked: Desktop, console: Console) -> None:
    assert console.journal is not None
    unlocked.key(Qt.Key.Key_Escape)
    sheet = unlocked.today()
    assert sheet.start.text() == "Screen Łukasz"
    with unlocked.school.desk.store.reading() as conn:
        assert conn.scalars(tables.sitting.select()).all() == []


def test_a_stop_rule_is_said_and_can_be_passed_for_a_reason(
    unlocked: Desktop, console: Console
) -> None:
    for key in (TWO, TWO, TWO):
        unlocked.key(key)
    unlocked.console("understanding-1")
    assert console.stop.banner.words.text().startswith("Listening: Stopped after 3 in a row")
    unlocked.click(console.stop.go_on)
    unlocked.type("She was tired at first.")
    unlocked.click(console.stop.reason.keep)
    unlocked.console("listening-4")
    assert not console.stop.isVisible()
    (override,) = [e for e in stored(unlocked).entries if e.what == OVERRIDE]
    assert (override.item, override.value) == ("listening", "She was tired at first.")


def test_a_note_is_kept_beside_its_item(unlocked: Desktop, console: Console) -> None:
    unlocked.key(Qt.Key.Key_N)
    unlocked.type("1 cough, very hoarse")
    unlocked.click(console.note.keep)
    unlocked.console("listening-1")
    assert console.face.notes.text() == "Noted: 1 cough, very hoarse"
    (note,) = [e for e in stored(unlocked).entries if e.what == NOTE]
    assert (note.item, note.value) == ("listening-1", "1 cough, very hoarse")


def test_a_half_written_note_is_not_lost_by_an_answer(unlocked: Desktop, console: Console) -> None:
    unlocked.key(Qt.Key.Key_N)
    unlocked.type("half a th")
    unlocked.click(console.answering.parts[0].keys[0])
    unlocked.console("listening-2")
    assert stored(unlocked).notes == "half a th"
