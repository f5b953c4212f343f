"""The third step: every row with what will happen to it; the doubtful ones are settled here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.screens.import_list import words
from ui.screens.import_list.detail import RowDetail
from ui.screens.import_list.words import STAYS, Listed
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.chooser import Chooser
from ui.widgets.flow import Panes
from ui.widgets.model import Row
from ui.widgets.table import Table

LIST, ONE = 300, 220  # px at 100 % text that each pane wants


class Lines(QWidget):
    """``lines`` are all rows as they are settled by now. ``settled()`` when a person has decided
    something: *decisions* (by row, a child or ``NEW``) and *leaving* then hold it.
    ``refused(sentence)`` when it cannot be so."""

    settled = Signal()
    refused = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.lines: tuple[Listed, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self.decisions: dict[int, str] = {}
        self.leaving: set[str] = set()
        self.kind = Chooser(theme, _("Which rows"))
        self.kind.activated.connect(self._show_rows)
        self.table = Table(theme, _("Rows of the class list"), words.columns())
        self.table.marked.connect(self._show_marked)
        self.detail = RowDetail(theme)
        self.detail.decided.connect(self._decided)
        self.detail.left.connect(self._left)
        self.detail.all_left.connect(self._all_left)
        card = Card(theme, padding=16, gap=8)
        card.body.addWidget(self.kind)
        card.body.addWidget(self.table, 1)
        gap = theme.space(16)
        self._panes = Panes(gap, (card, 3, theme.px(LIST)), (self.detail, 1, theme.px(ONE)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes, 1)
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        theme = self._theme
        self._panes.set_wishes((3, theme.px(LIST)), (1, theme.px(ONE)))

    def forget(self) -> None:
        """Another list: nothing of it is decided."""
        self.decisions, self.leaving = {}, set()
        self.kind.clear()

    def show_lines(self, lines: Sequence[Listed], rows: Sequence[Row]) -> None:
        """All rows, as they are settled by now, and the same as they stand in the table."""
        self.lines, self._rows = tuple(lines), tuple(rows)
        self._show_kinds()
        self._show_rows()
        if self.table.marked_key() is None and self.table.rows.rows:
            self.table.mark(self.table.rows.rows[0].key)
        self._show_marked()

    def _show_kinds(self) -> None:
        before = self.kind.currentData() or ""
        self.kind.clear()
        for kind, said in words.kinds(self.lines):
            self.kind.addItem(said, kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(before)))
        self.kind.setVisible(self.kind.count() > 2)

    def _show_rows(self) -> None:
        kind = self.kind.currentData()
        if not kind:
            self.table.set_rows(self._rows)
            return
        pairs = zip(self.lines, self._rows, strict=True)
        self.table.set_rows([row for line, row in pairs if line.action == kind])

    def _show_marked(self, _key: str = "") -> None:
        key = self.table.marked_key()
        line = next((one for one in self.lines if one.key == key), None)
        absent = sum(one.planned == STAYS for one in self.lines)
        self.detail.show_line(line, absent)

    # deciding

    def _decided(self, row: int, child: str) -> None:
        first = self._row_of(child, row)
        if first is not None:
            said = _("Row {n} of the list is that child already.")
            self.refused.emit(said.format(n=first))
            return
        self.decisions[row] = child
        self._again()

    def _row_of(self, child: str, but: int) -> int | None:
        """The row, other than *but*, that is *child* by now."""
        rows = (one.row for one in self.lines if one.child == child and one.row != but)
        taken = {one.row for one in self.lines if one.action in ("same", "moved")}
        return next((row for row in rows if row in taken), None)

    def _left(self, child: str, gone: bool) -> None:
        if gone:
            self.leaving.add(child)
        else:
            self.leaving.discard(child)
        self._again()

    def _all_left(self) -> None:
        self.leaving = {one.child for one in self.lines if one.planned == STAYS}
        self._again()

    def _again(self) -> None:
        """What was decided is seen, and the next open question is put."""
        lines, rows = list(self.lines), list(self._rows)
        for n, line in enumerate(lines):
            now = words.decided(line, self.decisions, self.leaving)
            if now != line:
                lines[n], rows[n] = now, words.rows([now])[0]
        self.show_lines(lines, rows)
        if (still := next((ln for ln in lines if ln.action == "doubtful"), None)) is not None:
            self.table.mark(still.key)
        self.settled.emit()
