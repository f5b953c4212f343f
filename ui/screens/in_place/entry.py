"""One thing that is in place, and what may be done with it."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.in_place import Line
from ui.screens.in_place import words
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.paint import Mark
from ui.widgets.status import Pill
from ui.widgets.text import Text


class Entry(Card):
    """``reviewed`` and ``ended`` are asked by its two buttons."""

    reviewed = Signal()
    ended = Signal()

    def __init__(self, theme: Theme, line: Line, today: date, *, may: bool) -> None:
        super().__init__(theme, padding=16, gap=6)
        title = line.body.title
        self.body.addWidget(Text(theme, title, "heading"))
        self.body.addWidget(Text(theme, words.about(line), colour="ink_2"))
        if line.overdue(today):
            late = Pill(theme, Mark(_("To be looked at again"), "clock", "watch"))
            self.body.addWidget(late, 0, Qt.AlignmentFlag.AlignLeft)
        self.look = quiet(theme, _("Looked at today"), "check")
        self.look.setAccessibleName(_("Looked at today: {title}").format(title=title))
        self.end = quiet(theme, _("No longer in place"), "x")
        self.end.setAccessibleName(_("No longer in place: {title}").format(title=title))
        self.look.clicked.connect(self.reviewed)
        self.end.clicked.connect(self.ended)
        row = QWidget()
        flow = Flow(theme.space(4))
        row.setLayout(flow)
        for button in (self.look, self.end):
            flow.addWidget(button)
        if may:
            self.body.addWidget(row)
        else:
            row.deleteLater()


class Entries(QWidget):
    """The entries, one below the other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(12))

    def clear(self) -> None:
        while (entry := self._box.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()

    def add(self, part: QWidget) -> None:
        self._box.addWidget(part)
        part.show()

    def end(self) -> None:
        self._box.addStretch(1)
