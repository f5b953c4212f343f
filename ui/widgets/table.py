"""A list of children, records or groups: one row each, painted, read cell by cell aloud."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableView,
    QWidget,
)

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.model import Column, Row, Rows
from ui.widgets.rows import Face, RowDelegate
from ui.widgets.touch import scrolls_by_finger


class Table(QTableView):
    """Rows to choose from. ``chosen(key)`` on a tap, a click or Return; ``marked(key)`` when the
    selection moves. Narrow tables fold columns into a second line."""

    chosen = Signal(str)
    marked = Signal(str)

    def __init__(
        self, theme: Theme, name: str, columns: Sequence[Column], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = Rows(columns)
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self._face = Face()
        self.setItemDelegate(RowDelegate(self, self.rows, self._face, theme))
        self._set_up()
        self.clicked.connect(self._pressed)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self._dress()
        theme.changed.connect(self._dress)

    def _set_up(self) -> None:
        views = QAbstractItemView
        self.setSelectionBehavior(views.SelectionBehavior.SelectRows)
        self.setSelectionMode(views.SelectionMode.SingleSelection)
        self.setEditTriggers(views.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(views.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(1)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        scrolls_by_finger(self)

    # content

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show *rows*; the row marked before stays marked if it is still there."""
        key = self.marked_key()
        self.rows.set_rows(rows)
        if key is not None:
            self.mark(key)

    def marked_key(self) -> str | None:
        index = self.currentIndex()
        return self.rows.rows[index.row()].key if index.isValid() else None

    def mark(self, key: str) -> None:
        """Select *key* and bring it into view; a key that is not there marks nothing."""
        row = self.rows.place(key)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(
                self.rows.index(row, 0), flags.ClearAndSelect | flags.Rows
            )

    def _pressed(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.rows[index.row()].key)

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.marked.emit(self.rows.rows[index.row()].key)

    # behaviour

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.marked_key()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and key:
            self.chosen.emit(key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.mark(self.rows.rows[0].key)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(round(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def folded(self) -> bool:
        """Whether it is so narrow that columns have become second lines."""
        return self._face.folded

    def _hover(self, row: int) -> None:
        if row != self._face.hovered:
            self._face.hovered = row
            self.viewport().update()

    # measures

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(220), 3 * self._theme.row())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), 6 * self._theme.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _dress(self) -> None:
        header = self.horizontalHeader()
        header.setFont(self._theme.font("label"))
        header.setFixedHeight(self._theme.line("label") + self._theme.space(16))
        self._share_out()

    def _share_out(self) -> None:
        width = self.viewport().width()
        self._face.folded = width < self._theme.px(440)
        shown = [n for n, column in enumerate(self.rows.columns) if self._stands(n, column)]
        total = sum(self.rows.columns[n].share for n in shown) or 1
        for n, column in enumerate(self.rows.columns):
            self.setColumnHidden(n, n not in shown)
            self.setColumnWidth(n, width * column.share // total)
        self.setColumnWidth(shown[-1], width - sum(self.columnWidth(n) for n in shown[:-1]))
        self.horizontalHeader().setVisible(not self._face.folded)
        extra = self._theme.line("small") if self._face.folded else 0
        self.verticalHeader().setDefaultSectionSize(self._theme.row() + extra)

    def _stands(self, number: int, column: Column) -> bool:
        return number == 0 or not (self._face.folded and column.folds)


def child_table(theme: Theme, name: str) -> Table:
    """The table of a run sheet: name, age, progress, status."""
    columns = (
        Column(_("Child"), 36, strong=True),
        Column(_("Age"), 20),
        Column(_("Items"), 20),
        Column(_("Status"), 30, folds=False),
    )
    return Table(theme, name, columns)
