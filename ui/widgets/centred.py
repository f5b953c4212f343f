"""One card in the middle of the window, for the few screens that stand alone (unlock, welcome)."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.look import Theme
from ui.widgets.scroll import Scrolled


class Centred(Scrolled):
    """*widget* no wider than *width* (at 100 % text), a little above the middle; scrolls when the
    window is too small."""

    def __init__(self, theme: Theme, widget: QWidget, width: int = 460) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._theme, self._widget, self._width = theme, widget, width
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        self._box = QVBoxLayout(inside)
        self._box.addStretch(2)
        self._box.addLayout(row)
        self._box.addStretch(3)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        edge = self._theme.space(24)
        self._box.setContentsMargins(edge, edge, edge, edge)
        self._widget.setMaximumWidth(self._theme.px(self._width))
