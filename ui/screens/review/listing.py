"""The list of what waits: thousands of rows, painted; what they say is read as they are seen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from elsec_app.i18n import _
from elsec_app.operations.worklist import WorkLine, wait_words
from ui.screens.review import words
from ui.theme.look import Theme
from ui.widgets.paint import elided, focus_ring, pixmap, smooth, surface, tinted
from ui.widgets.touch import scrolls_by_finger

Index = QModelIndex | QPersistentModelIndex
PAGE = 60  # rows read at a time
MOST = 500  # that are decided on at once


class Rows(QAbstractTableModel):
    """``wanted(ids)`` asks for lines that are about to be seen; ``tell`` brings them.
    ``ticked`` when the choice of several changes."""

    wanted = Signal(object)
    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[str, ...] = ()
        self.lines: dict[str, WorkLine] = {}
        self.chosen: dict[str, None] = {}
        self._asked: set[str] = set()
        self._missing: list[str] = []
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)

    def set_ids(self, ids: Sequence[str]) -> None:
        """Show *ids*; what was read of them before stands until it has been read again."""
        self.beginResetModel()
        self.ids = tuple(ids)
        self._asked.clear()
        self._missing.clear()
        still = set(self.ids)
        self.lines = {key: line for key, line in self.lines.items() if key in still}
        self.chosen = {key: None for key in self.chosen if key in still}
        self.endResetModel()

    def tell(self, lines: Mapping[str, WorkLine]) -> None:
        self.lines.update(lines)
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0))

    def line(self, row: int) -> WorkLine | None:
        """What is known of a row; what is not yet known is asked for."""
        if self.ids[row] not in self._asked:
            start = row - row % PAGE
            self._missing += self.ids[start : start + PAGE]
            self._asked.update(self._missing)
            self._rest.start()
        return self.lines.get(self.ids[row])

    def tick(self, row: int) -> None:
        """Choose the row along with others, or no longer."""
        key = self.ids[row]
        if key in self.chosen:
            del self.chosen[key]
        else:
            self.chosen[key] = None
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
        self.ticked.emit()

    def tick_all(self) -> None:
        """Choose every row there is, to the most that are decided on at once."""
        self.chosen = dict.fromkeys(self.ids[:MOST])
        self._tell_all()

    def untick(self) -> None:
        self.chosen.clear()
        self._tell_all()

    def unread(self) -> list[str]:
        """Those chosen of whom nothing has been read yet."""
        return [key for key in self.chosen if key not in self.lines]

    def _tell_all(self) -> None:
        if self.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.ids) - 1, 0))
        self.ticked.emit()

    def _ask(self) -> None:
        missing, self._missing = self._missing, []
        if missing:
            self.wanted.emit(missing)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.CheckStateRole:
            held = self.ids[index.row()] in self.chosen
            return Qt.CheckState.Checked if held else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index.row())
            return words.spoken(line) if line else _("Reading…")
        return None

    def flags(self, _index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag
        return flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable


class WorkList(QTableView):
    """``marked(id)`` when another row is, ``opened(id)`` on a tap or Return. A tap on the box at
    the left, or Space, chooses a row along with others; Ctrl+A chooses all. A table of one column:
    unlike a list, it does not measure every row."""

    marked = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.hovered = theme, -1
        self.rows = Rows()
        self.setAccessibleName(_("What waits for a decision"))
        self.setModel(self.rows)
        self.setItemDelegate(_Face(self, theme))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._moved)
        scrolls_by_finger(self)
        self._measure()
        theme.changed.connect(self._measure)

    def mark(self, row: int) -> None:
        """Mark a row by its place, as near as can be."""
        if self.rows.ids:
            self.setCurrentIndex(self.rows.index(max(0, min(row, len(self.rows.ids) - 1)), 0))

    def marked_id(self) -> str:
        index = self.currentIndex()
        return self.rows.ids[index.row()] if index.isValid() else ""

    def place(self, key: str) -> int:
        return self.rows.ids.index(key) if key in self.rows.ids else -1

    def _moved(self, index: QModelIndex) -> None:
        if index.isValid():
            self.marked.emit(self.rows.ids[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.rows.tick_all()
        elif index.isValid() and key == Qt.Key.Key_Space:
            self.rows.tick(index.row())
        elif index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.rows.ids[index.row()])
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        if event.position().x() < self.box_width():
            self.rows.tick(index.row())
        else:
            self.opened.emit(self.rows.ids[index.row()])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The box does not move the mark."""
        if event.position().x() >= self.box_width():
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.mark(0)
        self.viewport().update()

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def box_width(self) -> int:
        return self._theme.px(24) + self._theme.space(28)

    def row_height(self) -> int:
        theme = self._theme
        return theme.line("strong") + theme.line("small") + theme.space(28)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(220), 2 * self.row_height())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(420), 6 * self.row_height())

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height())


class _Face(QStyledItemDelegate):
    """A row: a box to choose it by, the child and the wait, and why it stands here."""

    def __init__(self, view: WorkList, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(self._theme.px(200), self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        line = self._view.rows.line(index.row())
        painter.save()
        smooth(painter)
        self._paint_bar(painter, rect, index)
        self._paint_box(
            painter, rect, held=self._view.rows.ids[index.row()] in self._view.rows.chosen
        )
        if line is not None:
            self._paint_words(painter, rect, line)
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, index: Index) -> None:
        theme, view = self._theme, self._view
        bar = QRectF(rect).adjusted(1, 2, -2, -2)
        radius = theme.tokens.radius
        if view.currentIndex().row() == index.row():
            tinted(painter, bar, radius, theme, "green_tint")
            handle = QRectF(5, bar.center().y() - bar.height() * 0.2, 4, bar.height() * 0.4)
            surface(painter, handle, 2, theme.colour("green"))
            if view.hasFocus():
                focus_ring(painter, bar, radius, theme)
            return
        if view.hovered == index.row():
            surface(painter, bar, radius, theme.colour("hover"))
        side = theme.space(16)
        painter.fillRect(
            QRect(rect.left() + side, rect.bottom(), rect.width() - 2 * side, 1),
            theme.colour("line"),
        )

    def _paint_box(self, painter: QPainter, rect: QRect, *, held: bool) -> None:
        theme = self._theme
        side = theme.px(24)
        box = QRectF(theme.space(16), rect.center().y() - side / 2, side, side)
        line = theme.colour("green" if held else "control")
        surface(painter, box, 6, theme.colour("green" if held else "card"), line, 2)
        if held:
            pixmap(painter, theme.icon("check", "on_green", 18), box.center())

    def _paint_words(self, painter: QPainter, rect: QRect, line: WorkLine) -> None:
        theme = self._theme
        first, second = theme.line("strong"), theme.line("small")
        left, right = self._view.box_width(), rect.right() - theme.space(16)
        top = rect.top() + (rect.height() - first - second - theme.space(4)) // 2
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_2"))
        wait = wait_words(line.days)
        wide = painter.fontMetrics().horizontalAdvance(wait)
        right_side = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(right - wide, top, wide, first), right_side, wait)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("ink"))
        room = right - wide - theme.space(12) - left
        elided(painter, QRect(left, top, room, first), line.child.name)
        self._paint_why(
            painter, QRect(left, top + first + theme.space(4), right - left, second), line
        )

    def _paint_why(self, painter: QPainter, rect: QRect, line: WorkLine) -> None:
        theme = self._theme
        icon, tone = _sign(line)
        side = theme.px(16)
        pixmap(
            painter,
            theme.icon(icon, tone, 16),
            QPoint(rect.left() + side // 2, rect.center().y()).toPointF(),
        )
        painter.setFont(theme.font("label" if line.urgent else "small"))
        painter.setPen(theme.colour("refer" if line.urgent else "ink_2"))
        elided(painter, rect.adjusted(side + theme.space(6), 0, 0, 0), words.why(line))


def _sign(line: WorkLine) -> tuple[str, str]:
    """The icon that stands before the reason, and its tone."""
    if line.urgent:
        return "octagon-alert", "refer"
    if line.answered:
        return "message-circle", "green"
    return (("circle-check", "track"), ("hourglass", "watch"), ("flag", "refer"))[line.band]
