"""A line of words that leads somewhere: it wraps, and lights up under the pointer."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Link(Pressed):
    """An icon and words, as wide as there is room for."""

    def __init__(self, theme: Theme, words: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("body"))
        width = self._left() + metrics.horizontalAdvance(self.text()) + self._theme.space(8)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("body"))
        longest = max((metrics.horizontalAdvance(w) for w in self.text().split()), default=0)
        return QSize(self._left() + longest + self._theme.space(8), self._theme.target())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(1, width - self._left() - self._theme.space(8)), 10_000)
        metrics = QFontMetrics(self._theme.font("body"))
        words = metrics.boundingRect(room, WRAP, self.text()).height()
        return max(self._theme.target(), words + self._theme.space(16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        if self.isDown() or self.underMouse():
            surface(painter, rect, theme.tokens.radius, theme.colour("hover"))
        if self.hasFocus():
            focus_ring(painter, rect, theme.tokens.radius, theme)
        side = theme.px(18)
        centre = QPointF(theme.space(8) + side / 2, rect.center().y())
        pixmap(painter, theme.icon(self._icon, "ink_2", 18), centre)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink"))
        area = self.rect().adjusted(self._left(), 0, -theme.space(8), 0)
        painter.drawText(area, WRAP, self.text())

    def _left(self) -> int:
        return self._theme.space(8) + self._theme.px(18) + self._theme.space(10)
