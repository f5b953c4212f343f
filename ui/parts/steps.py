"""What became of a referral: where it stands, and what may be said of it next, one tap each."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.referral import WITH_REASON, state_words
from elsec_app.operations.referral_list import step_words
from ui.parts.words_box import WordsBox
from ui.theme.look import Theme
from ui.widgets.buttons import Button, secondary
from ui.widgets.paint import Mark

_MARKS = {
    "to_refer": ("pen-line", "watch"),
    "draft": ("notebook-pen", "watch"),
    "ready": ("signature", "watch"),
    "asked_back": ("message-circle", "watch"),
    "signed": ("signature", "watch"),
    "sent": ("send", "quiet"),
    "received": ("mail", "quiet"),
    "accepted": ("circle-check", "track"),
    "returned": ("undo-2", "watch"),
    "declined": ("circle-x", "refer"),
    "closed": ("archive", "quiet"),
}


def state_mark(state: str) -> Mark:
    """A state's pill."""
    icon, tone = _MARKS.get(state, ("circle-dashed", "quiet"))
    return Mark(state_words(state), icon, tone)


class Steps(QWidget):
    """``stepped(state, reason)``; what is returned or declined asks for the service's reason."""

    stepped = Signal(str, str)

    def __init__(self, theme: Theme, states: Iterable[str]) -> None:
        super().__init__()
        self._theme = theme
        self.buttons: dict[str, Button] = {}
        self.reasons: dict[str, WordsBox] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(8))
        for state in states:
            self._offer(state)

    def _offer(self, state: str) -> None:
        button = secondary(self._theme, step_words(state), _MARKS[state][0])
        self._box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.buttons[state] = button
        if state not in WITH_REASON:
            button.clicked.connect(lambda: self.stepped.emit(state, ""))
            return
        hint = _("What reason did the service give?")
        why = WordsBox(self._theme, hint, hint, _("Keep"), "check")
        button.clicked.connect(lambda: why.open())
        why.kept.connect(lambda said: self.stepped.emit(state, said))
        why.closed.connect(button.setFocus)
        self.reasons[state] = why
        self._box.addWidget(why)
