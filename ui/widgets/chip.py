"""A small toggle with a word, a number or a sound on it."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import CENTRE, focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed


class Chip(Pressed):
    """Checkable; held it is filled and ticked. *role* is the typeface, ``said`` for sounds."""

    def __init__(
        self, theme: Theme, word: str, role: str = "answer", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._role = role
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font(self._role)).horizontalAdvance(self.text())
        return QSize(
            words + theme.px(20) + 2 * theme.space(14),
            max(56 if self._role != "body" else 0, theme.target()),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), theme.tokens.radius
        held = self.isChecked() or self.isDown()
        fill, ink = ("green", "on_green") if held else ("card", "ink")
        if self.underMouse() and not held:
            fill = "hover"
        surface(painter, rect, radius, theme.colour(fill), theme.colour("control"), 2)
        if self.hasFocus():
            focus_ring(painter, rect, radius, theme)
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.colour(ink))
        painter.drawText(rect, CENTRE, self.text())
        if held:
            side = theme.px(16)
            centre = QPointF(rect.right() - theme.space(6) - side / 2, rect.top() + side)
            pixmap(painter, theme.icon("check", ink, 14), centre)
