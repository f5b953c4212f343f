"""Words to be read that do not fit: scrolled by keys too, once Tab has come to them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme.look import Theme
from ui.widgets.paint import focus_ring, smooth
from ui.widgets.scroll import Scrolled


class Readable(Scrolled):
    """*inside*, which has little or nothing to press. The arrow and page keys scroll it while it
    has the focus, which a ring shows; *name* is what a screen reader calls it."""

    def __init__(self, theme: Theme, inside: QWidget, name: str) -> None:
        super().__init__(inside)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._ring = _Ring(theme, self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.show()
        self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.hide()

    def _place_fade(self) -> None:
        super()._place_fade()
        ring: QWidget | None = getattr(self, "_ring", None)  # it is made after the first fade
        if ring is not None:
            ring.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())


class _Ring(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        focus_ring(painter, QRectF(self.rect()), self._theme.tokens.radius, self._theme)
