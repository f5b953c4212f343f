"""A line across the window that says under which condition everything below it stands."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme.look import Theme
from ui.widgets.text import Text


class Banner(QFrame):
    """*words* with an icon on a tone's tint; it is read and cannot be put away."""

    def __init__(
        self, theme: Theme, words: str, icon: str, tone: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._tone = theme, icon, tone
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
        self._row.setContentsMargins(
            theme.space(24), theme.space(6), theme.space(24), theme.space(6)
        )
        self._row.setSpacing(theme.space(8))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour(f"{self._tone}_tint"))
        edge = self.rect().adjusted(0, self.height() - 1, 0, 0)
        painter.fillRect(edge, self._theme.colour(self._tone))
