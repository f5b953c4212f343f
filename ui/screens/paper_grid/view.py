"""The grid under the hands: one key an answer, the next cell by itself."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.answers import Value
from elsec_app.operations.paper import KEYING, SIGNED
from ui.screens.paper_grid import typed
from ui.screens.paper_grid.model import Cells
from ui.theme.look import Theme
from ui.widgets.paint import CENTRE, focus_ring, smooth
from ui.widgets.touch import scrolls_by_finger

NAME, CELL, RESULT, SIGN = 168, 52, 190, 64  # px at 100 % text
ROWS = 4  # always in sight


class GridView(QTableView):
    """``given(row, column, value)`` when a cell is answered, none when it is emptied; ``refused``
    says what may be typed instead; ``moved`` when another cell is current; ``away`` when the keys
    lead out of the grid."""

    given = Signal(int, int, object)
    refused = Signal(str)
    moved = Signal()
    away = Signal()

    def __init__(self, theme: Theme, cells: Cells) -> None:
        super().__init__()
        self._theme, self.cells = theme, cells
        self.setAccessibleName(_("Answers from paper: children down, items across"))
        self.setModel(cells)
        self.setItemDelegate(_Painter(self, cells, theme))
        views = QAbstractItemView
        self.setEditTriggers(views.EditTrigger.NoEditTriggers)
        self.setSelectionMode(views.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(views.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(views.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(1)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.setStyleSheet("QTableCornerButton::section { background: transparent; border: none; }")
        scrolls_by_finger(self)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._moved)
        cells.modelReset.connect(self._measure)
        theme.changed.connect(self._measure)

    # measures

    def _measure(self) -> None:
        theme, cells = self._theme, self.cells
        self.verticalHeader().setFixedWidth(theme.px(NAME))
        self.verticalHeader().setDefaultSectionSize(theme.row())
        self.horizontalHeader().setFixedHeight(max(44, theme.line("label") + theme.space(16)))
        for column, item in enumerate(cells.items):
            wide = CELL if typed.one_key(item) else 2 * CELL
            self.setColumnWidth(column, theme.px(wide))
        if cells.grid is not None:
            self.setColumnWidth(cells.result_column(), theme.px(RESULT))
            self.setColumnWidth(cells.sign_column(), theme.px(SIGN))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def minimumSizeHint(self) -> QSize:
        head = max(44, self._theme.line("label") + self._theme.space(16))
        return QSize(self._theme.px(300), head + ROWS * self._theme.row())

    # going about

    def here(self) -> tuple[int, int]:
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (-1, -1)

    def go(self, row: int, column: int) -> None:
        if 0 <= row < self.cells.rowCount() and 0 <= column < self.cells.columnCount():
            self.setCurrentIndex(self.cells.index(row, column))

    def begin(self) -> None:
        """The first cell that waits for an answer."""
        for row in range(self.cells.rowCount()):
            for column in range(len(self.cells.items)):
                if self.cells.asked(row, column) and self.cells.value(row, column) is None:
                    self.go(row, column)
                    return
        self.go(0, 0)

    def _moved(self, now: QModelIndex | QPersistentModelIndex, *_before: object) -> None:
        self.cells.at = (now.row(), now.column())
        if self.cells.buffer:
            self.cells.set_buffer("")
        self.moved.emit()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == self.cells.sign_column():
            self.cells.tick(index.row())

    def forward(self) -> None:
        """The next cell that the child's form asks for; after the last one the next child's."""
        row, column = self.here()
        for r in range(row, self.cells.rowCount()):
            first = column + 1 if r == row else 0
            for c in range(first, len(self.cells.items)):
                if self.cells.asked(r, c):
                    self.go(r, c)
                    return
        self.away.emit()

    def backward(self) -> None:
        row, column = self.here()
        for r in range(row, -1, -1):
            last = column - 1 if r == row else len(self.cells.items) - 1
            for c in range(last, -1, -1):
                if self.cells.asked(r, c):
                    self.go(r, c)
                    return

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        if event.modifiers() & ~_TYPED:
            super().keyPressEvent(event)
        elif key in _GOING:
            if self._take():
                self._go_by(event)
        elif key in (keys.Key_Backspace, keys.Key_Delete):
            self._rub_out(whole=key == keys.Key_Delete)
        elif key == keys.Key_Escape and self.cells.buffer:
            self.cells.set_buffer("")
        elif event.text() and event.text().isprintable():
            self._typed(event.text())
        else:
            super().keyPressEvent(event)

    def _go_by(self, event: QKeyEvent) -> None:
        """What was typed has been taken, the way is free."""
        if event.key() == Qt.Key.Key_F6:
            self.away.emit()
        elif event.key() == Qt.Key.Key_Backtab:
            self.backward()
        elif event.key() in _ARROWS:
            super().keyPressEvent(event)
        else:
            self.forward()

    def event(self, event: QEvent) -> bool:
        """Tab is a key of the grid, as in any table that is filled in; F6 leads out of it."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def _typed(self, words: str) -> None:
        row, column = self.here()
        item = self.cells.item(column) if row >= 0 else None
        whole = item is not None and typed.one_key(item)
        if words == " " and (item is None or (whole and not self.cells.buffer)):
            self.cells.tick(row)
            return
        if item is None or not self._open(row):
            return
        if self.cells.wrong:
            self.cells.set_buffer("")
        self.cells.set_buffer(self.cells.buffer + words)
        if whole and self._take():
            self.forward()

    def _open(self, row: int) -> bool:
        """Whether the cell can be keyed: one that the form does not ask for can, it may be on the
        paper all the same; the second keying follows the first."""
        held = self.cells.rows[row]
        if held.state == KEYING and (held.sitting or not self.cells.again):
            return True
        said = _("This result is signed: open it to amend it.") if held.state == SIGNED else ""
        if held.state == KEYING and self.cells.again:
            said = _("Nothing has been keyed for this child yet, so there is nothing to check.")
        self.refused.emit(said or _("Nothing can be keyed in this row."))
        return False

    def _take(self) -> bool:
        """Read what was typed. Whether the way is free."""
        item, grid = self.cells.item(self.here()[1]), self.cells.grid
        if not self.cells.buffer or item is None or grid is None or self.cells.wrong:
            return not self.cells.wrong
        try:
            value = typed.read(item, grid.instrument, self.cells.buffer)
        except BadInput as refused:
            self.cells.set_buffer(self.cells.buffer, wrong=True)
            self.refused.emit(refused.sentence)
            return False
        self.cells.set_buffer("")
        self.give(value)
        return True

    def give(self, value: Value | None) -> None:
        """The current cell is answered so."""
        row, column = self.here()
        if row >= 0 and self.cells.item(column) is not None and self._open(row):
            self.given.emit(row, column, value)

    def _rub_out(self, *, whole: bool) -> None:
        row, column = self.here()
        if self.cells.buffer and not whole:
            self.cells.set_buffer(self.cells.buffer[:-1])
        elif self.cells.buffer:
            self.cells.set_buffer("")
        elif self._held(row, column):
            self.give(None)

    def _held(self, row: int, column: int) -> bool:
        """Whether there is something to be rubbed out."""
        there = row >= 0 and self.cells.item(column) is not None
        return there and self.cells.value(row, column) is not None


_TYPED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_GOING = (
    *_ARROWS,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_F6,
)


class _Painter(QStyledItemDelegate):
    """Cells told apart by more than colour: a dot is not asked for, a question mark differs."""

    def __init__(self, view: GridView, cells: Cells, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._cells, self._theme = view, cells, theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        theme, cells, rect = self._theme, self._cells, QRect(option.rect)
        row, column = index.row(), index.column()
        here = self._view.here() == (row, column)
        fill, ink = self._colours(row, column, here=here)
        painter.save()
        smooth(painter)
        painter.fillRect(rect.adjusted(1, 1, 0, 0), theme.colour(fill))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        words = cells.text(row, column)
        if cells.differs(row, column) and not (here and cells.buffer):
            words = f"{words}?"
        painter.setFont(theme.font("body" if column == cells.result_column() else "strong"))
        painter.setPen(theme.colour(ink))
        room = rect.adjusted(theme.space(4), 0, -theme.space(4), 0)
        painter.drawText(
            room,
            CENTRE,
            painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )
        if here:
            focus_ring(painter, rect.toRectF().adjusted(1, 1, -1, -1), 4, theme)
        painter.restore()

    def _colours(self, row: int, column: int, *, here: bool) -> tuple[str, str]:
        cells, held = self._cells, self._cells.rows[row]
        if here and cells.wrong:
            return "refer_tint", "refer"
        if cells.differs(row, column):
            return "watch_tint", "watch"
        if column == cells.result_column() and (held.complete or held.state == SIGNED):
            return f"{held.tone}_tint", held.tone
        if held.state != KEYING:
            return "groove", "ink_2"
        if column < len(cells.items) and not cells.asked(row, column):
            return "groove", "ink_2"
        return "card", "ink"
