"""What a table holds: columns, rows, and the three kinds of cell."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from elsec_app.i18n import _
from ui.widgets.paint import Mark

Index = QModelIndex | QPersistentModelIndex


class Done(NamedTuple):
    """A progress cell: *done* of *total*, with the words that say so."""

    done: int
    total: int
    words: str


Cell = str | Mark | Done


class Column(NamedTuple):
    """*share* of the width; *folds*: in a narrow table it becomes part of the second line under
    the first column, instead of a column of its own."""

    title: str
    share: int
    strong: bool = False
    folds: bool = True


class Row(NamedTuple):
    """*key* names what the row stands for; ``chosen`` hands it back."""

    key: str
    cells: tuple[Cell, ...]


class Rows(QAbstractTableModel):
    """``set_rows`` is the only door. Cells are read through ``cell``; ``data`` serves words."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Raises ValueError when a row has not one cell for each column."""
        if any(len(row.cells) != len(self.columns) for row in rows):
            raise ValueError("cells and columns differ in number")
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self._refresh(tuple(rows))
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def _refresh(self, rows: tuple[Row, ...]) -> None:
        """Tell of what changed, neighbours together: a view looks at each it is told of."""
        before, self.rows = self.rows, rows
        last = len(self.columns) - 1
        pairs = enumerate(zip(before, rows, strict=True))
        changed = [number for number, (old, new) in pairs if old != new]
        for _run, numbers in groupby(enumerate(changed), key=lambda one: one[1] - one[0]):
            run = [number for _place, number in numbers]
            self.dataChanged.emit(self.index(run[0], 0), self.index(run[-1], last))

    def cell(self, index: Index) -> Cell:
        return self.rows[index.row()].cells[index.column()]

    def place(self, key: str) -> int:
        """The row of *key*, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        words = in_words(self.cell(index))
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = self.columns[index.column()].title
            return _("{column}: {value}").format(column=title, value=words) if title else words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.columns[section].title


def in_words(cell: Cell) -> str:
    if isinstance(cell, Mark):
        return cell.word
    return cell.words if isinstance(cell, Done) else cell
