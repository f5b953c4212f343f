"""The row that is marked: what will happen to it, why, and the question it may put."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.roster import NEW
from ui.screens.import_list import words
from ui.screens.import_list.words import LEAVES, STAYS, Listed
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.scroll import Scrolled
from ui.widgets.status import Pill
from ui.widgets.text import Text


class RowDetail(Card):
    """``decided(row, child)`` when a doubtful row was settled (*child* is an id or ``NEW``);
    ``left(child, gone)`` and ``all_left()`` for those who are not in the list. The buttons stand
    below what scrolls, so that they are always in reach."""

    decided = Signal(int, str)
    left = Signal(str, bool)
    all_left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=20, gap=8)
        self._line: Listed | None = None
        self.name = Text(theme, role="strong")
        self.about = Text(theme, colour="ink_2")
        self.pill = Pill(theme, words.mark("same"))
        self.why = Text(theme)
        self.compared = Compared(theme)
        self.same = secondary(theme, _("Same child"), "user-check")
        self.other = secondary(theme, _("Another child"), "user-plus")
        self.gone = secondary(theme, _("Has left"), "log-out")
        self.stays = secondary(theme, _("Stays"), "undo-2")
        self.all_gone = quiet(theme, "", "log-out")
        self.same.clicked.connect(lambda: self._decide(same=True))
        self.other.clicked.connect(lambda: self._decide(same=False))
        self.gone.clicked.connect(lambda: self._leave(gone=True))
        self.stays.clicked.connect(lambda: self._leave(gone=False))
        self.all_gone.clicked.connect(self.all_left)
        self._lay_out(theme)
        self.show_line(None)

    def _lay_out(self, theme: Theme) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(self.name)
        box.addWidget(self.about)
        box.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(self.compared)
        box.addWidget(self.why)
        box.addStretch(1)
        self._buttons = QWidget()
        flow = Flow(theme.space(8), fill=True)
        self._buttons.setLayout(flow)
        for button in (self.same, self.other, self.gone, self.stays, self.all_gone):
            flow.addWidget(button)
        self.body.addWidget(Scrolled(inside), 1)
        self.body.addWidget(self._buttons)

    def show_line(self, line: Listed | None, absent: int = 0) -> None:
        """*absent* is how many children are not in the list."""
        self._line = line
        self._show_buttons(line, absent)
        asks = line is not None and line.planned == "doubtful"
        self.compared.setVisible(asks)
        self.name.setVisible(not asks)
        for part in (self.about, self.pill):
            part.setVisible(line is not None and not asks)
        self.why.setVisible(line is not None)
        if line is None:
            self.name.setText(_("Tap a row to see more."))
            return
        self.name.setText(line.name)
        self.about.setText(" · ".join(one for one in line.mine if one != line.name))
        self.about.setVisible(bool(self.about.text()) and not asks)
        self.pill.set_mark(words.mark(line.action))
        self.why.setText("\n".join(line.why))
        if asks:
            self.compared.show_two(line.mine, line.held)

    def _show_buttons(self, line: Listed | None, absent: int) -> None:
        doubtful = line is not None and line.planned == "doubtful"
        away = line is not None and line.planned == STAYS
        for button in (self.same, self.other):
            button.setVisible(doubtful)
        self.gone.setVisible(away and line is not None and line.action == STAYS)
        self.stays.setVisible(away and line is not None and line.action == LEAVES)
        self.all_gone.setText(_("All {n} have left").format(n=absent))
        self.all_gone.setVisible(away and absent > 1)
        self._buttons.setVisible(doubtful or away)

    def _decide(self, *, same: bool) -> None:
        if self._line is not None:
            self.decided.emit(self._line.row, self._line.child if same else NEW)

    def _leave(self, *, gone: bool) -> None:
        if self._line is not None:
            self.left.emit(self._line.child, gone)


class Compared(QWidget):
    """Two descriptions side by side, a line each; what differs stands out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(16))
        grid.setVerticalSpacing(theme.space(4))
        heads = (_("In the list"), _("Here already"))
        for column, head in enumerate(heads):
            grid.addWidget(Text(theme, head, "small", "ink_2"), 0, column)
            grid.setColumnStretch(column, 1)
        self.pairs = [(Text(theme), Text(theme)) for _row in range(3)]
        for row, pair in enumerate(self.pairs, start=1):
            for column, text in enumerate(pair):
                grid.addWidget(text, row, column, Qt.AlignmentFlag.AlignTop)

    def show_two(self, mine: tuple[str, ...], held: tuple[str, ...]) -> None:
        for row, pair in enumerate(self.pairs):
            said = [lines[row] if row < len(lines) else "" for lines in (mine, held)]
            for text, one in zip(pair, said, strict=True):
                text.set_role("strong" if said[0] != said[1] else "body")
                text.setText(one)
