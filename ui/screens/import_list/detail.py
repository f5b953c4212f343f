"""The row that is marked: what will happen to it, why, and the question it may put."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.screens.import_list import words
from ui.screens.import_list.words import Listed
from ui.theme.look import Theme
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.scroll import Scrolled
from ui.widgets.status import Pill
from ui.widgets.text import Text


class RowDetail(Card):
    """``decided(row, child)`` when a doubtful row was settled; *child* is an id or ``new``."""

    decided = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=20, gap=8)
        self._line: Listed | None = None
        self.name = Text(theme, role="strong")
        self.about = Text(theme, colour="ink_2")
        self.pill = Pill(theme, words.mark("same"))
        self.why = Text(theme)
        self.match = Text(theme, colour="ink_2")
        self.same = secondary(theme, _("Same child"), "user-check")
        self.other = secondary(theme, _("Another child"), "user-plus")
        self.same.clicked.connect(lambda: self._decide(same=True))
        self.other.clicked.connect(lambda: self._decide(same=False))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(self.name)
        box.addWidget(self.about)
        box.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.why)
        box.addWidget(self.match)
        self._buttons = QWidget()
        flow = Flow(theme.space(8))
        self._buttons.setLayout(flow)
        for button in (self.same, self.other):
            flow.addWidget(button)
        box.addWidget(self._buttons)
        box.addStretch(1)
        self.body.addWidget(Scrolled(inside), 1)
        self.show_line(None)

    def show_line(self, line: Listed | None, *, open_question: bool = True) -> None:
        """*open_question* is false once the row has been taken in."""
        self._line = line
        for part in (self.about, self.pill, self.why):
            part.setVisible(line is not None)
        asks = line is not None and line.planned == "doubtful" and open_question
        self._buttons.setVisible(asks)
        self.match.setVisible(asks)
        if line is None:
            self.name.setText(_("Tap a row to see more."))
            return
        self.name.setText(line.name)
        self.about.setText(" · ".join(filter(None, (line.class_name, line.about))))
        self.about.setVisible(bool(self.about.text()))
        self.pill.set_mark(words.mark(line.action))
        self.why.setText("\n".join(line.why))
        self.match.setText(_("On this device: {child}").format(child=line.match))

    def _decide(self, *, same: bool) -> None:
        if self._line is not None:
            self.decided.emit(self._line.row, self._line.child if same else words.NEW)
