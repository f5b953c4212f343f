"""A sheet of paper on the page."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.theme.look import Theme
from ui.widgets.flow import FromTop
from ui.widgets.paint import smooth, surface

SHADOW = 3


class Card(QFrame):
    """A white, round-cornered sheet with the faintest shadow. Put things into ``body``."""

    def __init__(
        self, theme: Theme, padding: int = 20, gap: int = 12, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._padding, self._gap = theme, padding, gap
        self.body: QBoxLayout = FromTop(self)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        pad = self._theme.space(self._padding)
        self.body.setContentsMargins(pad, pad, pad, pad + SHADOW)
        self.body.setSpacing(self._theme.space(self._gap))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -SHADOW)
        radius = theme.tokens.card_radius
        shade = theme.palette.shade
        for depth in range(SHADOW, 0, -1) if shade else ():
            ink = QColor(0, 0, 0, shade * (SHADOW + 1 - depth) // SHADOW)
            surface(painter, rect.translated(0, depth), radius, ink)
        surface(painter, rect, radius, theme.colour("card"), theme.colour("line"), 1)
