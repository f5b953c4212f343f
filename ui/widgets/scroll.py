"""A body that scrolls up and down only."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.widgets.touch import scrolls_by_finger

FADE = 24


class Scrolled(QScrollArea):
    """*inside*, scrolled by wheel, key, bar and finger. The bar stands in the *edge* pixels right
    of it, so that what is inside keeps its width when the bar comes."""

    def __init__(self, inside: QWidget, edge: int = 0) -> None:
        super().__init__()
        self._edge = edge
        # Made here: asking Qt for the viewport it made itself costs 19 ms of type search at start.
        self.setViewport(QWidget())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        scrolls_by_finger(self)
        self._fade = _Fade(self)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._fit)
        bar.valueChanged.connect(self._place_fade)
        self._fit()

    def set_edge(self, edge: int) -> None:
        self._edge = edge
        self._fit()

    def fade_into(self, ground: QColor) -> None:
        """What it lies on, where that is not the page."""
        self._fade.ground = ground
        self._fade.update()

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > bar.minimum() else 0
        self.setViewportMargins(0, 0, max(0, self._edge - taken), 0)
        self._place_fade()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_fade()

    def _place_fade(self) -> None:
        bar, view = self.verticalScrollBar(), self.viewport().geometry()
        self._fade.setVisible(bar.value() < bar.maximum())
        self._fade.setGeometry(view.left(), view.bottom() + 1 - FADE, view.width(), FADE)
        self._fade.raise_()


class _Fade(QWidget):
    """The page's colour rising over the lower edge: there is more below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.ground: QColor | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        from PySide6.QtGui import QLinearGradient  # 3 ms, and not for the first paint

        page = self.ground or self.palette().color(QPalette.ColorRole.Window)
        gradient = QLinearGradient(0, 0, 0, self.height())
        gradient.setColorAt(0, QColor(page.red(), page.green(), page.blue(), 0))
        gradient.setColorAt(1, page)
        QPainter(self).fillRect(self.rect(), gradient)
