"""Choices that are read before they are made: one of several, or yes and no."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import focus_ring, pixmap, smooth, surface, tinted

WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class _Face:
    """How a choice is measured and painted: a box or ring, words, and a smaller explanation."""

    def __init__(self, theme: Theme, explained: str) -> None:
        self.theme, self.explained = theme, explained

    def size(self, words: str) -> QSize:
        theme = self.theme
        wide = QFontMetrics(theme.font("body")).horizontalAdvance(words)
        small = QFontMetrics(theme.font("small")).horizontalAdvance(self.explained)
        width = self._text_left() + max(wide, small) + theme.space(16)
        return QSize(width, self.height_for(words, width))

    def least(self, words: str) -> int:
        """The width below which a word would be cut."""
        metrics = QFontMetrics(self.theme.font("body"))
        parts = f"{words} {self.explained}".split()
        longest = max((metrics.horizontalAdvance(part) for part in parts), default=0)
        return self._text_left() + longest + self.theme.space(16)

    def height_for(self, words: str, width: int) -> int:
        body, small = self._heights(words, width - self._text_left() - self.theme.space(16))
        return max(self.theme.target(), body + small + self.theme.space(20))

    def paint(self, button: QAbstractButton, *, ring: bool) -> None:
        theme = self.theme
        painter = QPainter(button)
        smooth(painter)
        rect, radius = QRectF(button.rect()), theme.tokens.radius
        held = button.isChecked()
        if held or button.underMouse():
            tinted(painter, rect, radius, theme, "green_tint" if held else "hover")
        if button.hasFocus():
            focus_ring(painter, rect, radius, theme)
        self._paint_box(painter, rect, held=held, ring=ring, enabled=button.isEnabled())
        self._paint_text(painter, button.rect(), button.text(), enabled=button.isEnabled())

    def _paint_box(
        self, painter: QPainter, rect: QRectF, *, held: bool, ring: bool, enabled: bool
    ) -> None:
        theme = self.theme
        side = theme.px(24)
        box = QRectF(theme.space(12), rect.center().y() - side / 2, side, side)
        line = theme.colour("control" if not held else "green")
        if ring:
            surface(painter, box, side / 2, theme.colour("card"), line, 2)
            if held:
                dot = box.adjusted(side / 4, side / 4, -side / 4, -side / 4)
                surface(painter, dot, dot.width() / 2, theme.colour("green"))
            return
        surface(painter, box, 6, theme.colour("green" if held and enabled else "card"), line, 2)
        if held:
            pixmap(painter, theme.icon("check", "on_green", 18), QPointF(box.center()))

    def _paint_text(self, painter: QPainter, rect: QRect, words: str, *, enabled: bool) -> None:
        theme = self.theme
        area = rect.adjusted(self._text_left(), 0, -theme.space(16), 0)
        body, small = self._heights(words, area.width())
        top = area.top() + (area.height() - body - small) // 2
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink" if enabled else "ink_2"))
        painter.drawText(QRect(area.left(), top, area.width(), body), WRAP, words)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_2"))
        painter.drawText(QRect(area.left(), top + body, area.width(), small), WRAP, self.explained)

    def _text_left(self) -> int:
        return self.theme.space(12) + self.theme.px(24) + self.theme.space(12)

    def _heights(self, words: str, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(1, width), 10_000)
        body = QFontMetrics(self.theme.font("body")).boundingRect(room, WRAP, words).height()
        if not self.explained:
            return body, 0
        small = QFontMetrics(self.theme.font("small"))
        return body, small.boundingRect(room, WRAP, self.explained).height()


class Choice(QRadioButton):
    """One of several; those with one parent exclude each other. *explained* is a smaller line."""

    def __init__(
        self, theme: Theme, words: str, explained: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._face = _Face(theme, explained)
        _ready(self, theme, explained)

    def sizeHint(self) -> QSize:
        return self._face.size(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._face.least(self.text()), self._face.theme.target())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._face.height_for(self.text(), width)

    def hitButton(self, _pos: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._face.paint(self, ring=True)


class Tick(QCheckBox):
    """Yes or no. *explained* is a smaller line."""

    def __init__(
        self, theme: Theme, words: str, explained: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(words, parent)
        self._face = _Face(theme, explained)
        _ready(self, theme, explained)

    def sizeHint(self) -> QSize:
        return self._face.size(self.text())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._face.least(self.text()), self._face.theme.target())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._face.height_for(self.text(), width)

    def hitButton(self, _pos: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._face.paint(self, ring=False)


def _ready(button: QAbstractButton, theme: Theme, explained: str) -> None:
    button.setAccessibleDescription(explained)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    theme.changed.connect(button.updateGeometry)
