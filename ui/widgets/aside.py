"""What stands beside a list: a card of what was chosen from it, with the way back to the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.scroll import Scrolled


class Aside(QWidget):
    """Fill ``_body``, which scrolls. ``back_asked`` when, alone in the window, the list is wanted
    again. *gap* parts what is in the body; *above* stays over it."""

    back_asked = Signal()

    def __init__(self, theme: Theme, back: str, *above: QWidget, gap: int = 8) -> None:
        super().__init__()
        self._theme = theme
        self.back = quiet(theme, back, "chevron-left")
        self.back.clicked.connect(self.back_asked)
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.space(gap))
        card = Card(theme, padding=20, gap=8)
        for button in (self.back, *above):
            card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Scrolled(inside), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Alone in the window, it offers the way back to the list."""
        self.back.setVisible(narrow)

    def _clear(self) -> None:
        while (entry := self._body.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
