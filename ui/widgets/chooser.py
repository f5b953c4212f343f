"""One of several, from a list that opens; the mark at the right says so."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import pixmap


class Chooser(QComboBox):
    """A list of choices named *name* for a screen reader; never wider than its place."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        right = self.width() - self._theme.space(14) - self._theme.px(20) / 2
        icon = self._theme.icon("chevron-down", "ink_2", 20)
        pixmap(painter, icon, QPointF(right, self.height() / 2))
