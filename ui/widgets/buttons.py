"""Buttons: an icon and words, 48 px high or more, one look each for primary, secondary, quiet."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed, pressed_by, ready


class Looks(NamedTuple):
    """The colour tokens of a button's three states; an empty name paints nothing."""

    fill: str
    over: str
    ink: str
    line: str


PRIMARY = Looks("green", "green_deep", "on_green", "")
SECONDARY = Looks("card", "hover", "ink", "control")
QUIET = Looks("", "groove", "ink", "")
DANGER = Looks("card", "refer_tint", "refer", "refer")


class Button(QPushButton):
    """A button of the kit. ``clicked`` is Qt's own; the words are its accessible name."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        icon: str = "",
        looks: Looks = SECONDARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setText(words)  # said to the constructor, the words cost the start 2 ms
        self._theme, self._icon, self._looks = theme, icon, looks
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        ready(self, theme)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self._restyle()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        if self._icon:
            width += theme.px(20) + theme.space(10)
        side = theme.space(20) if self._looks.fill else theme.space(14)
        return QSize(width + 2 * side, theme.target())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, looks = self._theme, self._looks
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), theme.tokens.radius
        fill, ink, line = self._tokens()
        surface(
            painter,
            rect,
            radius,
            theme.colour(fill) if fill else None,
            theme.colour(line) if line else None,
            2 if looks is not PRIMARY else 1.5,
        )
        if self.hasFocus():
            focus_ring(painter, rect, radius, theme)
        self._paint_words(painter, self.rect(), ink)

    def _tokens(self) -> tuple[str, str, str]:
        """Fill, ink and line for the state the button is in."""
        looks = self._looks
        if not self.isEnabled():
            return ("groove" if looks.fill else ""), "ink_2", ("line" if looks.fill else "")
        pressed_or_over = self.isDown() or self.underMouse()
        return (looks.over if pressed_or_over else looks.fill), looks.ink, looks.line

    def _paint_words(self, painter: QPainter, rect: QRect, ink: str) -> None:
        theme = self._theme
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour(ink))
        words = painter.fontMetrics().horizontalAdvance(self.text())
        icon, gap = (theme.px(20), theme.space(10)) if self._icon else (0, 0)
        left = rect.left() + (rect.width() - words - icon - gap) / 2
        if self._icon:
            centre = QPointF(left + icon / 2, rect.center().y() + 0.5)
            pixmap(painter, theme.icon(self._icon, ink, 20), centre)
        text = QRectF(left + icon + gap, rect.top(), words + 2, rect.height())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), self.text())


class IconButton(Pressed):
    """A square button with an icon only, for well-known acts; *name* is spoken and its tool tip."""

    def __init__(self, theme: Theme, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icon = icon
        self.set_face(name, icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_face(self, name: str, icon: str) -> None:
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = max(44, self._theme.px(20) + self._theme.space(20))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        radius = self._theme.tokens.radius - 3
        if self.isDown() or self.underMouse():
            surface(painter, rect, radius, self._theme.colour("groove"))
        if self.hasFocus():
            focus_ring(painter, rect, radius, self._theme)
        ink = "ink" if self.isEnabled() else "control"
        pixmap(painter, self._theme.icon(self._icon, ink, 20), rect.center())


def primary(theme: Theme, words: str, icon: str = "") -> Button:
    """The one next step of a screen; the page makes it answer the Return key."""
    return Button(theme, words, icon, PRIMARY)


def secondary(theme: Theme, words: str, icon: str = "") -> Button:
    return Button(theme, words, icon, SECONDARY)


def quiet(theme: Theme, words: str, icon: str = "") -> Button:
    return Button(theme, words, icon, QUIET)


def danger(theme: Theme, words: str, icon: str = "") -> Button:
    return Button(theme, words, icon, DANGER)
