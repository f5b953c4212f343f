"""A sentence on a tint: under which condition what stands below or beside it is to be read."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import smooth, surface
from ui.widgets.text import Text


class Banner(QFrame):
    """*words* with an icon on a tone's tint; it is read and cannot be put away. *across* spans the
    window from edge to edge."""

    def __init__(
        self, theme: Theme, words: str, icon: str, tone: str, *, across: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._name, self._tone, self._across = theme, icon, tone, across
        self._icon = QLabel()
        self.words = Text(theme, words, "label", tone)
        self.setAccessibleName(words)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._row.addWidget(self.words, 1)
        self._dress()
        theme.changed.connect(self._dress)

    def set_words(self, words: str) -> None:
        self.words.setText(words)
        self.setAccessibleName(words)

    def add(self, widget: QWidget) -> None:
        """Put *widget*, the one thing that may be done about it, at the end of the line."""
        self._row.addWidget(widget)

    def _dress(self) -> None:
        theme = self._theme
        self._icon.setPixmap(theme.icon(self._name, self._tone, 18))
        side, over = theme.space(24 if self._across else 16), theme.space(8)
        self._row.setContentsMargins(side, over, side, over)
        self._row.setSpacing(theme.space(8))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        smooth(painter)
        tint, line = theme.colour(f"{self._tone}_tint"), theme.colour(self._tone)
        if not self._across:
            surface(painter, QRectF(self.rect()), theme.tokens.radius, tint, line, 1)
            return
        painter.fillRect(self.rect(), tint)
        painter.fillRect(self.rect().adjusted(0, self.height() - 1, 0, 0), line)
