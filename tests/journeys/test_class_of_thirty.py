"""A class of thirty: sign, next child, repeat. Every tap is counted, and none is in a menu."""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from elsec_app.operations import results
from tests.desktop import Desktop, desktop
from tests.little_screen import EVERY_TYPE, LISTENING, little_screen
from tests.school import school
from ui.screens.console.screen import Console
from ui.screens.result.screen import ResultScreen
from ui.theme.look import Theme
from ui.widgets.rail import NavRail

ITEMS = (*LISTENING[:2], *EVERY_TYPE[:2])  # two observed, a plate, a rating


class Hands(QObject):
    """Counts presses, by the kind of thing that was pressed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self.presses, self._window = Counter[str](), window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
        if pressed and isinstance(watched, QWidget):
            self.presses[self._kind(watched)] += 1
        return False

    def _kind(self, widget: QWidget) -> str:
        if isinstance(widget, QMenu):
            return "menu"
        rails = self._window.findChildren(NavRail)
        return "rail" if any(rail.isAncestorOf(widget) for rail in rails) else "tap"


def test_thirty_children_without_a_menu(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    made = school(tmp_path, children=30, instrument=little_screen(ITEMS))
    with desktop(theme, qtbot, made) as there:
        hands = Hands(there.window)
        app = QApplication.instance()
        assert app is not None
        start = there.today().start
        app.installEventFilter(hands)
        there.click(start)
        met = [screen_and_sign(there) for _child in range(30)]
        app.removeEventFilter(hands)
        sheet = there.today()
        there.until(lambda: sheet.footnote.text() == "30 of 30 screened · nobody to go")
    # One tap to begin; then for each child one tap an item, and one to sign and go on.
    assert hands.presses == {"tap": 1 + 30 * (len(ITEMS) + 1)}
    assert len(set(met)) == 30


def screen_and_sign(there: Desktop) -> str:
    """The first answer of every item, then the signature. Returns the child."""
    console = there.console()
    assert console.journal is not None
    child = console.journal.sitting.child
    while isinstance(there.shell.screens.currentWidget(), Console):
        there.console()
        there.click(console.answering.parts[0].keys[0])
        there.settle()
    result = there.at(ResultScreen)
    there.until(lambda: result.found is not None and result.sign.isEnabled())
    there.click(result.sign)
    there.settle()
    there.until(lambda: there.shell.here() != "result")
    return child


def test_each_of_them_is_signed_once(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    made = school(tmp_path, children=3, instrument=little_screen(ITEMS))
    with desktop(theme, qtbot, made) as there:
        there.click(there.today().start)
        children = [screen_and_sign(there) for _child in range(3)]
        there.today()
        with made.desk.store.reading() as conn:
            signed = [one.child.id for one in results.of_cohort(conn, made.cohort.id)]
    assert sorted(signed) == sorted(children)
    assert children == list(made.children), "in the order of the run sheet"
