"""What a window speaks and works through. Made after the first paint, which needs neither."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.messages import Messages
from ui.theme.look import Theme
from ui.widgets.strips import Strip
from ui.work import Work


class Voice:
    """``frame`` holds the strip. ``work`` is of one unlocking: ``end`` it, and the next is new."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        self._window = window
        self.strip = Strip(theme)
        self.messages = Messages(self.strip)
        self.work = Work(self.messages)
        self.frame = _Frame(theme, self.strip)

    def end(self, patience: float) -> None:
        """Finish what was asked; nothing of it stays on the strip. Seconds for the network."""
        self.messages.clear()
        self.work.close(patience)
        self.messages.clear()
        self.work = Work(self.messages)

    def keys(self, keys: str, run: Callable[[], object]) -> None:
        """A key of the whole window."""
        QShortcut(QKeySequence(keys), self._window).activated.connect(run)


class _Frame(QFrame):
    """Keeps the strip off the window's edges; takes no room while it is away."""

    def __init__(self, theme: Theme, strip: Strip) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        edge = theme.space(12)
        box.setContentsMargins(edge, 0, edge, edge)
        box.addWidget(strip)
        strip.installEventFilter(self)
        self.hide()

    def eventFilter(self, _strip: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShowToParent:
            self.show()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        return False
