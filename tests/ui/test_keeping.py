"""What is being written is kept: the newest of each place, in order, none of another."""

import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.messages import Messages
from ui.parts.keeping import Keeper
from ui.theme.look import Theme
from ui.widgets.strips import Strip
from ui.work import Work


def test_the_newest_of_each_place_is_written(theme: Theme, qtbot: QtBot) -> None:
    strip = Strip(theme)
    qtbot.addWidget(strip)
    work = Work(Messages(strip))
    written: list[tuple[str, str]] = []
    gate = threading.Event()
    owner = QObject()
    keeper = Keeper(work, lambda place, words: written.append((place, words)), owner)
    work.do(gate.wait)
    for place, words in (("a", "1"), ("b", "1"), ("a", "2"), ("a", "3"), ("b", "")):
        keeper.keep(place, words)
    gate.set()
    work.close()
    assert written == [("a", "3"), ("b", "")]
