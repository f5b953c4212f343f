"""What is said to the child, word for word, in letters a child knows."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.paint import smooth, surface
from ui.widgets.text import Text


class Say(QFrame):
    """A panel that stands out from all that is only for the practitioner."""

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = QLabel()
        self.words = Text(theme, words, "say")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(20), theme.space(16), theme.space(20), theme.space(16))
        row.setSpacing(theme.space(16))
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.space(2))
        column.addWidget(Text(theme, _("Say"), "label", "green"))
        column.addWidget(self.words)
        row.addLayout(column, 1)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._picture.setPixmap(self._theme.icon("speech", "green", 28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        line = theme.colour("line") if theme.palette.edge else None
        surface(painter, QRectF(self.rect()), theme.tokens.radius, theme.colour("green_tint"), line)
