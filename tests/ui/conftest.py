"""One theme for the run, as in the application; every test starts in light colours at 100 %."""

import os
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.look import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

W = TypeVar("W", bound=QWidget)
Show = Callable[..., W]


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    QAccessible.setActive(True)
    return Theme(qapp, "light", 100)


@pytest.fixture
def theme(one_theme: Theme) -> Iterator[Theme]:
    one_theme.set("light", 100)
    yield one_theme
    one_theme.set("light", 100)


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., QWidget]:
    """Puts a widget on the (unseen) screen, active, at a size."""

    def put(widget: QWidget, width: int = 800, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.move(40, 40)  # from under the pointer, which waits at the origin
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()
        QApplication.processEvents()
        return widget

    return put
