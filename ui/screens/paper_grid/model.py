"""The grid's cells: what is kept, what is on its way, what is being typed."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from elsec_app.i18n import _
from elsec_app.instruments.answers import Value
from elsec_app.instruments.items import Item
from elsec_app.operations.cohorts import OPTED_OUT, state_words
from elsec_app.operations.paper import AT_CONSOLE, KEYING, SIGNED, Grid, GridRow, believed, columns
from ui.screens.paper_grid import typed

Index = QModelIndex | QPersistentModelIndex
NONE = QModelIndex()


class Cells(QAbstractTableModel):
    """A row for each child, a column for each item, then the result and whether to sign. ``again``
    shows and takes the second keying."""

    def __init__(self) -> None:
        super().__init__()
        self.grid: Grid | None = None
        self.rows: list[GridRow] = []
        self.items: tuple[Item, ...] = ()
        self.ticked: set[str] = set()  # children
        self.again = False
        self.buffer = ""  # what is being typed into ``at``
        self.wrong = False
        self.at: tuple[int, int] = (0, 0)
        self._on_the_way: list[tuple[int, str, str, Value | None, bool]] = []
        self._sent = 0

    # content

    def show(self, grid: Grid | None) -> None:
        self.beginResetModel()
        self.grid = grid
        self.rows = list(grid.rows) if grid else []
        self.items = grid.items if grid else ()
        self.ticked &= {row.child.id for row in self.rows if row.may_sign}
        self._on_the_way.clear()
        self.buffer, self.wrong = "", False
        self.endResetModel()

    def set_again(self, *, again: bool) -> None:
        self.again = again
        self.set_buffer("")
        self._all_changed()

    def put(self, row: GridRow, ticket: int) -> None:
        """A row as it is kept now; *ticket* has arrived, what came after it is still on its way."""
        self._forget(ticket)
        place = self.place(row.child.id)
        if place is None:
            return
        for _ticket, child, item, value, again in self._on_the_way:
            if child == row.child.id and self.grid is not None:
                row = believed(self.grid, row, item, value, again=again)
        self._set(place, row)

    def _set(self, place: int, row: GridRow) -> None:
        """A row stands so now; columns come and go with the sections that are in play."""
        self.rows[place] = row
        if not row.may_sign:
            self.ticked.discard(row.child.id)
        if self.grid is None:
            return
        wanted = columns(self.grid.instrument, self.grid.section, tuple(self.rows))
        if wanted != self.items:
            self.beginResetModel()
            self.items = wanted
            self.endResetModel()
        self._all_changed()

    def place(self, child: str) -> int | None:
        return next((n for n, row in enumerate(self.rows) if row.child.id == child), None)

    # what is on its way

    def send(self, row: int, column: int, value: Value | None) -> int:
        """*value* is believed at once, and on its way under the number returned."""
        self._sent += 1
        held, item = self.rows[row], self.items[column].id
        self._on_the_way.append((self._sent, held.child.id, item, value, self.again))
        if self.grid is not None:
            self._set(row, believed(self.grid, held, item, value, again=self.again))
        return self._sent

    def _forget(self, ticket: int) -> None:
        self._on_the_way = [one for one in self._on_the_way if one[0] != ticket]

    # cells

    def item(self, column: int) -> Item | None:
        return self.items[column] if 0 <= column < len(self.items) else None

    def asked(self, row: int, column: int) -> bool:
        """Whether the child's form asks for the item there."""
        held, item = self.rows[row], self.item(column)
        if item is None or held.state != KEYING or (self.again and not held.sitting):
            return False
        return item.id in held.asked

    def value(self, row: int, column: int) -> Value | None:
        held = self.rows[row]
        kept: Value | None = (held.second if self.again else held.standing).get(
            self.items[column].id
        )
        return kept

    def differs(self, row: int, column: int) -> bool:
        return column < len(self.items) and self.items[column].id in self.rows[row].differing

    def set_buffer(self, words: str, *, wrong: bool = False) -> None:
        self.buffer, self.wrong = words, wrong
        self._all_changed()

    def text(self, row: int, column: int) -> str:
        held, item = self.rows[row], self.item(column)
        if column == self.result_column():
            return self._result(held)
        if item is None:
            return "✓" if held.child.id in self.ticked else ("○" if held.may_sign else "")
        if self.buffer and (row, column) == self.at:
            return self.buffer
        if self.grid is None or held.state != KEYING:
            return ""
        words = typed.shown(item, self.grid.instrument, self.value(row, column))
        return words or ("" if self.asked(row, column) else "·")

    def _result(self, held: GridRow) -> str:
        if held.state == SIGNED:
            return held.outcome or _("Signed")
        if held.state == AT_CONSOLE:
            return _("At the console")
        if held.state != KEYING:
            return state_words(held.state) if held.state in (OPTED_OUT, "left") else ""
        if held.differing:
            return _("{n} differ").format(n=len(held.differing))
        if held.complete:
            return held.outcome
        left = len(held.asked - held.standing.keys())
        return _("{n} to go").format(n=left) if held.standing else ""

    def result_column(self) -> int:
        return len(self.items)

    def sign_column(self) -> int:
        return len(self.items) + 1

    def tick(self, row: int) -> None:
        held = self.rows[row]
        if held.may_sign:
            self.ticked ^= {held.child.id}
            self._all_changed()

    # Qt's side

    def _all_changed(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NONE) -> int:
        return 0 if parent.isValid() or self.grid is None else len(self.items) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        words = self.text(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            child = self.rows[index.row()].child.short_name
            title = self.heading(index.column())
            return _("{child}, {column}: {value}").format(child=child, column=title, value=words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        return None

    def heading(self, column: int) -> str:
        """What a column is called."""
        item = self.item(column)
        if item is not None:
            return _("item {n}").format(n=column + 1)
        return _("Result") if column == self.result_column() else _("Sign")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section].child.short_name
        return str(section + 1) if section < len(self.items) else self.heading(section)
