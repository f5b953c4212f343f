"""Beside the list: the marked referral, how long it has waited, and what may be said of it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.referral_list import Line
from ui.parts.steps import Steps
from ui.screens.referrals import words
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.scroll import Scrolled
from ui.widgets.status import Pill
from ui.widgets.text import Text


class Side(QWidget):
    """``stepped(key, state, reason)``; ``back_asked`` when, alone, the list is wanted again."""

    stepped = Signal(str, str, str)
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.steps: Steps | None = None
        self.back = quiet(theme, _("Back to the list"), "chevron-left")
        self.back.clicked.connect(self.back_asked)
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.space(8))
        card = Card(theme, padding=20, gap=8)
        card.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(Scrolled(inside), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        self.back.setVisible(narrow)

    def show_line(self, line: Line) -> None:
        self._clear()
        left = Qt.AlignmentFlag.AlignLeft
        self._say(line.child.name, "heading")
        self._body.addWidget(Pill(self._theme, words.mark(line)), 0, left)
        self._say(words.since(line), "strong")
        for said in filter(None, (words.standard(line), line.service, line.setting)):
            self._say(said, "body", "ink_2")
        if line.reason:
            self._body.addWidget(Banner(self._theme, f"“{line.reason}”", "message-square", "watch"))
        self._say(line.next_step)
        self.steps = Steps(self._theme, line.next_states)
        self.steps.stepped.connect(partial(self.stepped.emit, line.key))
        self._body.addWidget(self.steps)
        self._body.addStretch(1)

    def _say(self, said: str, role: str = "body", colour: str = "ink") -> None:
        if said:
            self._body.addWidget(Text(self._theme, said, role, colour))

    def _clear(self) -> None:
        self.steps = None
        while (entry := self._body.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
