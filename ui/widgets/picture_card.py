"""A picture to be chosen: white in every theme, so that its colours stay its own."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import CENTRE, focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed

PAPER, PENCIL = "#FFFFFF", "#46545B"  # white paper and a grey key cap, whatever the theme


class PictureCard(Pressed):
    """Checkable. *drawn* is scaled to fit; *name* is spoken."""

    def __init__(
        self, theme: Theme, name: str, drawn: QPixmap, key: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._drawn, self._key = drawn, key
        self.setText(name)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_picture(self, drawn: QPixmap) -> None:
        self._drawn = drawn
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 150)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 96)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), theme.tokens.card_radius
        held = self.isChecked() or self.isDown()
        line = theme.colour("green" if held else "control" if self.underMouse() else "line")
        surface(painter, rect, radius, QColor(PAPER), line, 4 if held else 2)
        if self.hasFocus():
            focus_ring(painter, rect, radius, theme)
        self._paint_picture(painter, rect)
        self._paint_key(painter, rect)
        if held:
            self._paint_tick(painter, rect)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        if self._drawn.isNull():
            return
        room = rect.adjusted(12, 12, -12, -12).size().toSize()
        size = (
            self._drawn.deviceIndependentSize()
            .toSize()
            .scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        )
        target = QRectF(0, 0, size.width(), size.height())
        target.moveCenter(rect.center())
        painter.drawPixmap(target, self._drawn, QRectF(self._drawn.rect()))

    def _paint_key(self, painter: QPainter, rect: QRectF) -> None:
        side = self._theme.px(24)
        cap = QRectF(rect.left() + 12, rect.bottom() - 12 - side, side, side)
        surface(painter, cap, 6, None, QColor(PENCIL), 1.5)
        painter.setPen(QColor(PENCIL))
        painter.setFont(self._theme.font("label"))
        painter.drawText(cap, CENTRE, self._key)

    def _paint_tick(self, painter: QPainter, rect: QRectF) -> None:
        side = self._theme.px(30)
        disc = QRectF(rect.right() - 12 - side, rect.top() + 12, side, side)
        surface(painter, disc, side / 2, self._theme.colour("green"))
        centre = QPointF(disc.center())
        pixmap(painter, self._theme.icon("check", "on_green", 20), centre)
