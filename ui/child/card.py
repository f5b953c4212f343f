"""One picture that a child may touch. Every picture answers a touch in the same way."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme.look import Theme
from ui.widgets.paint import focus_ring, smooth, surface

PAPER, LINE, TOUCHED = "#FFFFFF", "#B9B4A6", "#1E2B32"
EDGE = 16  # px between the edge and the picture


class ChildCard(QAbstractButton):
    """White in every theme. Its name says where it stands and not what it shows: a reader that
    speaks must not give the word away."""

    def __init__(self, theme: Theme, number: int, name: str) -> None:
        super().__init__()
        self._theme, self.number = theme, number
        self._drawn: QPixmap | None = None
        self.touched = self._ring = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_picture(self, drawn: QPixmap | None) -> None:
        self._drawn = drawn
        self.update()

    def set_touched(self) -> None:
        """That it was touched is shown; whether that was right is not."""
        self.touched = True
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A ring is shown to who goes about by keys. To all others it would point at a picture."""
        self._ring = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(320, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), self._theme.tokens.card_radius * 1.5
        held = self.touched or self.isDown()
        surface(painter, rect, radius, QColor(PAPER), QColor(TOUCHED if held else LINE), 6)
        if self.hasFocus() and self._ring:
            focus_ring(painter, rect, radius, self._theme)
        if self._drawn is None or self._drawn.isNull():
            return
        edge = self._theme.space(EDGE)
        room = rect.adjusted(edge, edge, -edge, -edge).size().toSize()
        size = self._drawn.deviceIndependentSize().toSize()
        size = size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(rect.center())
        painter.drawPixmap(target, self._drawn, QRectF(self._drawn.rect()))
