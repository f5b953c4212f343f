"""Beside the list: the marked referral, how long it has waited, and what may be said of it."""

from functools import partial

from PySide6.QtCore import Qt, Signal

from elsec_app.i18n import _
from elsec_app.operations.referral_list import Line
from ui.parts.steps import Steps
from ui.screens.referrals import words
from ui.theme.look import Theme
from ui.widgets.aside import Aside
from ui.widgets.banner import Banner
from ui.widgets.status import Pill
from ui.widgets.text import Text


class Side(Aside):
    """``stepped(key, state, reason)``; ``back_asked`` when, alone, the list is wanted again."""

    stepped = Signal(str, str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Back to the list"))
        self.steps: Steps | None = None

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
        super()._clear()
