"""Beside the list: the marked referral, how long it has waited, and what may be said of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.referral import WITH_REASON
from elsec_app.operations.referral_list import Line, step_words
from ui.parts.words_box import WordsBox
from ui.screens.referrals import words
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.scroll import Scrolled
from ui.widgets.status import Pill
from ui.widgets.text import Text

_ICONS = {
    "sent": "send",
    "received": "mail",
    "accepted": "circle-check",
    "returned": "undo-2",
    "declined": "circle-x",
    "closed": "archive",
}


class Side(QWidget):
    """``stepped(key, state, reason)``; ``back_asked`` when, alone, the list is wanted again."""

    stepped = Signal(str, str, str)
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.steps: dict[str, Button] = {}
        self.reasons: dict[str, WordsBox] = {}
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
        for state in line.next_states:
            self._offer(line, state)
        self._body.addStretch(1)

    def _offer(self, line: Line, state: str) -> None:
        button = secondary(self._theme, step_words(state), _ICONS[state])
        self._body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.steps[state] = button
        if state not in WITH_REASON:
            button.clicked.connect(lambda: self.stepped.emit(line.key, state, ""))
            return
        why = WordsBox(
            self._theme,
            _("What reason did they give?"),
            _("What reason did the service give?"),
            _("Keep"),
            "check",
        )
        button.clicked.connect(lambda: why.open())
        why.kept.connect(lambda said: self.stepped.emit(line.key, state, said))
        why.closed.connect(button.setFocus)
        self.reasons[state] = why
        self._body.addWidget(why)

    def _say(self, said: str, role: str = "body", colour: str = "ink") -> None:
        if said:
            self._body.addWidget(Text(self._theme, said, role, colour))

    def _clear(self) -> None:
        self.steps, self.reasons = {}, {}
        while (entry := self._body.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
