"""The way between screens: at the left, or along the bottom of a narrow window."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.paint import focus_ring, pixmap, smooth, tinted
from ui.widgets.press import Pressed

ARROWS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}


class Place(NamedTuple):
    """One entry of the rail; *low* ones sit at its far end (settings)."""

    key: str
    word: str
    icon: str
    low: bool = False


class _RailButton(Pressed):
    def __init__(self, theme: Theme, place: Place) -> None:
        super().__init__(theme)
        self._place = place
        self.setText(place.word)
        self.setAccessibleName(place.word)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()  # the rail's: Qt would go to the next place at once
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font("label"))
        width = max(theme.space(80), words.horizontalAdvance(self.text()) + theme.space(20))
        return QSize(width, theme.px(26) + words.height() + theme.space(6) + theme.space(22))

    def minimumSizeHint(self) -> QSize:
        """As large as its icon and word: where places are many, they stand closer."""
        theme = self._theme
        words = QFontMetrics(theme.font("label"))
        high = theme.px(26) + words.height() + theme.space(6)
        return QSize(words.horizontalAdvance(self.text()) + theme.space(8), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), theme.tokens.radius
        here = self.isChecked()
        if here or self.underMouse():
            tinted(painter, rect, radius, theme, "green_tint" if here else "groove")
        if self.hasFocus():
            focus_ring(painter, rect, radius, theme)
        ink = "green" if here else "ink_2"
        words = QFontMetrics(theme.font("label")).height()
        top = rect.center().y() - (theme.px(26) + theme.space(6) + words) / 2
        centre = QPointF(rect.center().x(), top + theme.px(26) / 2)
        pixmap(painter, theme.icon(self._place.icon, ink, 24), centre)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("ink" if here else "ink_2"))
        text = QRectF(0, top + theme.px(26) + theme.space(6), rect.width(), words)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignCenter), self.text())


class NavRail(QWidget):
    """``chosen(key)`` when the user goes somewhere; ``show_place(key)`` when the program does. One
    stop for Tab; the arrows move along it, and Return or Space goes there."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, places: Sequence[Place], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(_("Screens"))
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._buttons: dict[str, _RailButton] = {}
        for place in places:
            if not place.low:
                self._add(place)
        self._spare = self._box.count()
        self._box.addStretch(1)
        for place in places:
            if place.low:
                self._add(place)
        self._dress()
        theme.changed.connect(self._dress)

    def _add(self, place: Place) -> None:
        button = _RailButton(self._theme, place)
        button.clicked.connect(lambda: self.chosen.emit(place.key))
        self._buttons[place.key] = button
        self._box.addWidget(button)

    def show_place(self, key: str) -> None:
        """Raises KeyError for a place that is not on the rail."""
        self._buttons[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(Qt.Key(event.key()))
        order = list(self._buttons.values())
        here = next((n for n, button in enumerate(order) if button.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
        else:
            order[(here + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def set_across(self, across: bool) -> None:
        """Along the bottom (True) or down the left side."""
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if across else directions.TopToBottom)
        self._dress()

    def across(self) -> bool:
        return self._box.direction() == QBoxLayout.Direction.LeftToRight

    def wide(self) -> int:
        """The width it takes at the left side."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        return widest + 2 * self._theme.space(10)

    def _dress(self) -> None:
        gap = self._theme.space(8)
        side = self._theme.space(10)
        self._box.setSpacing(gap if not self.across() else 0)
        for number in range(self._box.count()):
            alone = number == self._spare
            self._box.setStretch(number, int(self.across() != alone))
        edge = gap if self.across() else self._theme.space(16)
        self._box.setContentsMargins(side, edge, side, edge)
        fixed, free = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(*((free, fixed) if self.across() else (fixed, free)))
        self.setFixedWidth(self.wide()) if not self.across() else self._unfix()

    def _unfix(self) -> None:
        self.setMinimumWidth(0)
        self.setMaximumWidth(16_777_215)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("card"))
        line = self._theme.colour("line")
        if self.across():
            painter.fillRect(0, 0, self.width(), 1, line)
        else:
            painter.fillRect(self.width() - 1, 0, 1, self.height(), line)


class Shell(QWidget):
    """The rail and the screens: side by side, or the rail below when the window is narrow."""

    def __init__(self, rail: NavRail, screens: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail, self.screens = rail, screens
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(rail)
        self._box.addWidget(screens, 1)

    def minimumSizeHint(self) -> QSize:
        screens = self.screens.minimumSizeHint()
        return QSize(max(screens.width(), 360), screens.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        narrow = self.width() < 8 * self.rail.wide()
        if narrow != self.rail.across():
            directions = QBoxLayout.Direction
            self._box.setDirection(directions.BottomToTop if narrow else directions.LeftToRight)
            self.rail.set_across(narrow)
