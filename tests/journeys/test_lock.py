"""Locking: by hand, by itself; nothing of a child stays, nothing half done is lost."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from elsec_app.errors import WrongUse
from tests.desktop import Desktop, desktop
from tests.school import NAMES, School, school
from tests.vaults import PASSPHRASE
from ui.screens.unlock import Unlock
from ui.theme.look import Theme
from ui.window.idle import IdleLock


def words_in(window: QWidget) -> str:
    """All that any widget of the window says, shown or hidden."""
    said = [label.text() for label in window.findChildren(QLabel)]
    said += [w.accessibleName() for w in window.findChildren(QWidget)]
    said += [w.toolTip() for w in window.findChildren(QWidget)]
    return "\n".join(filter(None, [*said, window.windowTitle()]))


def test_nothing_of_a_child_is_left_in_the_window(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    unlocked.console("listening-1")
    assert "Łukasz" in words_in(unlocked.window)
    store = unlocked.school.desk.store
    unlocked.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    unlocked.until(lambda: unlocked.window.shell is None)
    QApplication.processEvents()
    left = words_in(unlocked.window)
    assert [name for pair in NAMES for name in pair if name in left] == []
    assert isinstance(unlocked.window.findChild(Unlock), Unlock)
    with pytest.raises(WrongUse):
        store._key.sqlcipher()


def test_no_title_ever_names_a_child(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    unlocked.console("listening-1")
    titles = {w.windowTitle() for w in QApplication.topLevelWidgets()}
    names = {w.objectName() for w in unlocked.window.findChildren(QWidget)}
    assert "Łukasz" not in " ".join(titles | names)


def test_the_lock_keeps_what_was_half_written_and_comes_back_to_the_item(
    unlocked: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: School = unlocked.school
    monkeypatch.setattr(
        unlocked.window.behind, "packs", lambda: {made.instrument.id: made.instrument}
    )
    unlocked.click(unlocked.today().start)
    unlocked.console("listening-1")
    unlocked.key(Qt.Key.Key_1)
    unlocked.console("listening-2")
    unlocked.key(Qt.Key.Key_N)
    unlocked.type("not finis")
    unlocked.window.lock()
    unlocked.type(PASSPHRASE)
    unlocked.key(Qt.Key.Key_Return)
    unlocked.until(lambda: unlocked.window.shell is not None)
    console = unlocked.console("listening-2")
    assert console.face.notes.text() == "Noted: not finis"


class Clock:
    """The time of day, moved by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.usefixtures("qapp")
class TestIdle:
    """``look`` is what the timer calls every few seconds."""

    def idle(self, clock: Clock) -> tuple[IdleLock, list[str]]:
        locked: list[str] = []
        return IdleLock(lambda: locked.append("locked"), after=300, clock=clock), locked

    def watched(self, idle: IdleLock, qtbot: QtBot) -> QWidget:
        widget = QWidget()
        qtbot.addWidget(widget)
        widget.show()
        idle.watch(widget.windowHandle())
        return widget

    def test_five_minutes_without_a_touch(self, clock: Clock) -> None:
        idle, locked = self.idle(clock)
        clock.now += 299
        idle.look()
        assert locked == []
        clock.now += 1
        idle.look()
        assert locked == ["locked"]

    def test_a_key_begins_the_wait_again(self, clock: Clock, qtbot: QtBot) -> None:
        idle, locked = self.idle(clock)
        widget = self.watched(idle, qtbot)
        clock.now += 299
        QTest.keyClick(widget.windowHandle(), Qt.Key.Key_A)
        clock.now += 299
        idle.look()
        assert locked == []

    def test_a_laptop_that_slept_is_locked_before_the_first_key_counts(
        self, clock: Clock, qtbot: QtBot
    ) -> None:
        idle, locked = self.idle(clock)
        widget = self.watched(idle, qtbot)
        clock.now += 8 * 3600
        QTest.keyClick(widget.windowHandle(), Qt.Key.Key_A)
        idle.look()
        assert locked == ["locked"]

    def test_a_clock_set_back_does_not_wait_for_ever(self, clock: Clock) -> None:
        idle, locked = self.idle(clock)
        clock.now -= 3600
        idle.look()
        clock.now += 300
        idle.look()
        assert locked == ["locked"]


def test_the_shell_locks_by_itself(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    with desktop(theme, qtbot, school(tmp_path, children=1)) as opened:
        opened.today()
        idle = opened.shell.idle
        touched = idle._touched
        handle = opened.window.windowHandle()
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(5, 500))
        assert idle._touched > touched, "a touch anywhere counts"
        idle._clock = lambda: idle._touched + 301
        idle.look()
        opened.until(lambda: opened.window.desk is None)
        assert opened.window.findChild(Unlock) is not None
    gc.collect()
