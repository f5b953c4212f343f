"""One of a list that opens: it shows by its arrow that it does."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.theme.look import Theme
from ui.widgets.paint import pixmap


class Picker(QComboBox):
    """As Qt's, with the kit's arrow. *letters*: room for so many before the words are cut."""

    def __init__(self, theme: Theme, name: str, letters: int) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setMinimumContentsLength(letters)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._theme.px(20)
        centre = QPointF(self.width() - self._theme.space(12) - side / 2, self.height() / 2)
        ink = "ink_2" if self.isEnabled() else "control"
        pixmap(QPainter(self), self._theme.icon("chevron-down", ink, 20), centre)
