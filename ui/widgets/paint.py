"""The few marks that every painted widget is made of."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap

from ui.theme.look import Theme

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Mark(NamedTuple):
    """A status as it is always shown: an icon, a word and a tint. *tone* names the colour tokens
    (``track``, ``watch``, ``refer``, ``quiet`` or ``green``)."""

    word: str
    icon: str
    tone: str


def smooth(painter: QPainter) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)


def surface(
    painter: QPainter,
    rect: QRectF,
    radius: float,
    fill: QColor | None,
    line: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded surface wholly inside *rect*, its line too."""
    half = width / 2 if line is not None else 0
    inner = rect.adjusted(half, half, -half, -half)
    painter.setPen(QPen(line, width) if line is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius - half, radius - half)


def tinted(painter: QPainter, rect: QRectF, radius: float, theme: Theme, tint: str) -> None:
    """A surface marked by the tint called *tint*, with a line round it in themes whose tints do
    not show."""
    edge = theme.palette.edge
    surface(
        painter, rect, radius, theme.colour(tint), theme.colour("green") if edge else None, edge
    )


def focus_ring(painter: QPainter, rect: QRectF, radius: float, theme: Theme) -> None:
    """The ring that only focus has, just inside *rect*, parted from the surface by a pale line."""
    width = theme.tokens.focus
    surface(painter, rect, radius, None, theme.colour("focus"), width)
    inner = rect.adjusted(width, width, -width, -width)
    surface(painter, inner, radius - width, None, theme.colour("card"), 2)


def pixmap(painter: QPainter, picture: QPixmap, centre: QPointF) -> None:
    size = picture.deviceIndependentSize()
    painter.drawPixmap(
        QPointF(round(centre.x() - size.width() / 2), round(centre.y() - size.height() / 2)),
        picture,
    )


def elided(painter: QPainter, rect: QRect, text: str, flags: int = LEFT) -> None:
    """*text* in one line inside *rect*, shortened by an ellipsis when it does not fit."""
    metrics = QFontMetrics(painter.font())
    painter.drawText(
        rect, flags, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    )


def pill_size(theme: Theme, word: str) -> QSize:
    metrics = QFontMetrics(theme.font("label"))
    width = theme.space(10) + theme.px(16) + theme.space(6) + theme.space(12)
    return QSize(width + metrics.horizontalAdvance(word), metrics.height() + theme.space(12))


def pill(painter: QPainter, rect: QRect, mark: Mark, theme: Theme, fill: str = "") -> None:
    """A pill filling *rect*; *fill* is a token to use in place of the tone's own tint."""
    ink = theme.colour(mark.tone)
    edge = theme.palette.edge
    tint = theme.colour(fill or f"{mark.tone}_tint")
    surface(painter, QRectF(rect), rect.height() / 2, tint, ink if edge else None, edge)
    icon = theme.icon(mark.icon, mark.tone, 16)
    left = rect.left() + theme.space(10)
    pixmap(painter, icon, QPointF(left + theme.px(16) / 2, rect.center().y() + 0.5))
    painter.setFont(theme.font("label"))
    painter.setPen(ink)
    text = rect.adjusted(theme.space(10) + theme.px(16) + theme.space(6), 0, -theme.space(8), 0)
    elided(painter, text, mark.word)
