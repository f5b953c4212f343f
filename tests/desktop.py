"""A desktop to drive in tests: a real window on a made-up school, and hands for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.school import School
from ui.screens.console.screen import Console
from ui.screens.result.screen import ResultScreen
from ui.screens.run_sheet.screen import RunSheet
from ui.theme.look import Theme
from ui.window.main import Main
from ui.window.shell import DeskShell

W = TypeVar("W", bound=QWidget)
WAIT_MS = 5000


class Desktop:
    """The window, the bot that waits for it, and the school behind it."""

    def __init__(self, window: Main, qtbot: QtBot, school: School) -> None:
        self.window, self.bot, self.school = window, qtbot, school

    @property
    def shell(self) -> DeskShell:
        assert self.window.shell is not None, "the desk is locked"
        return self.window.shell

    def at(self, kind: type[W]) -> W:
        """Wait until a screen of *kind* is in front, and what was asked of the store is there."""
        self.until(lambda: isinstance(self.shell.screens.currentWidget(), kind))
        self.settle()
        screen = self.shell.screens.currentWidget()
        assert isinstance(screen, kind)
        return screen

    def today(self) -> RunSheet:
        sheet = self.at(RunSheet)
        self.until(lambda: sheet.sheet is not None)
        return sheet

    def console(self, item: str = "") -> Console:
        """The console, on *item* when one is named."""
        console = self.at(Console)
        self.until(lambda: console.journal is not None and not console.journal.saving)
        journal = console.journal
        assert journal is not None
        if item:
            assert journal.item is not None
            assert journal.item.id == item
        return console

    def result(self) -> ResultScreen:
        result = self.at(ResultScreen)
        self.until(lambda: result.found is not None and result.sign.isEnabled())
        return result

    def until(self, true: Callable[[], bool], within: int = WAIT_MS) -> None:
        self.bot.waitUntil(true, timeout=within)

    def settle(self) -> None:
        """Let all that was asked of the store be answered, and painted."""
        done: list[bool] = []
        self.window.work.do(bool, done=done.append)
        self.until(lambda: bool(done))
        QApplication.processEvents()

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible(), button.text()
        assert button.isEnabled(), button.text()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def type(self, words: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, words)

    def said(self) -> str:
        """The sentence on the strip."""
        strip = self.window._speak().strip
        return strip.sentence()


@contextmanager
def desktop(
    theme: Theme, qtbot: QtBot, school: School, *, locked: bool = False
) -> Iterator[Desktop]:
    """A window on *school*'s desk, on its first screen; with *locked* at the door instead."""
    window = Main(theme, school.folders, has_vault=True)
    window.resize(1366, 768)
    if locked:
        school.desk.store.close()
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    if not locked:
        window.open(school.desk)
    try:
        yield Desktop(window, qtbot, school)
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
