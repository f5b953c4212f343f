"""How a row is painted: one rounded bar across all its cells, and what stands in each."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.theme.look import Theme
from ui.widgets.model import Rows
from ui.widgets.paint import Mark, elided, focus_ring, pill, pill_size, smooth, surface, tinted


class Face:
    """What of a table's state its rows are painted by."""

    folded = False
    hovered = -1


class RowDelegate(QStyledItemDelegate):
    """Paints the cells of a table. Each cell paints its slice of the row's bar."""

    def __init__(self, view: QTableView, rows: Rows, face: Face, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._rows, self._face, self._theme = view, rows, face, theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        smooth(painter)
        marked = self._view.currentIndex().row() == index.row()
        self._paint_bar(painter, rect, index.row(), marked)
        inner = rect.adjusted(self._theme.space(16), 0, -self._theme.space(8), 0)
        if self._face.folded and index.column() == 0:
            self._paint_folded(painter, inner, index.row())
        else:
            self._paint_cell(painter, inner, index, marked)
        painter.restore()

    def _paint_bar(self, painter: QPainter, rect: QRect, row: int, marked: bool) -> None:
        theme = self._theme
        width = self._view.viewport().width()
        bar = QRectF(1, rect.top() + 2, width - 2, rect.height() - 4)
        radius = theme.tokens.radius
        if not marked:
            if self._face.hovered == row:
                surface(painter, bar, radius, theme.colour("hover"))
            side = theme.space(16)
            if row + 1 < self._rows.rowCount():
                line = QRect(side, rect.bottom(), width - 2 * side, 1)
                painter.fillRect(line, theme.colour("line"))
            return
        tinted(painter, bar, radius, theme, "green_tint")
        handle = QRectF(5, rect.center().y() - rect.height() * 0.2, 4, rect.height() * 0.4)
        surface(painter, handle, 2, theme.colour("green"))
        if self._view.hasFocus():
            focus_ring(painter, bar, radius, theme)

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRect,
        index: QModelIndex | QPersistentModelIndex,
        marked: bool,
    ) -> None:
        theme = self._theme
        cell = self._rows.cell(index)
        if isinstance(cell, Mark):
            self._paint_pill(painter, rect, cell, marked)
            return
        strong = self._rows.columns[index.column()].strong
        painter.setFont(theme.font("strong" if strong else "body"))
        painter.setPen(theme.colour("ink" if strong or marked else "ink_2"))
        if isinstance(cell, str):
            elided(painter, rect, cell)
            return
        elided(painter, rect, cell.words)
        left = rect.left() + theme.px(76)
        width = min(rect.right() - left - theme.space(12), theme.px(96))
        if width > theme.px(40):
            track = QRectF(left, rect.center().y() - theme.px(3) + 1, width, theme.px(6))
            self._paint_track(painter, track, cell.done / max(1, cell.total))

    def _paint_track(self, painter: QPainter, track: QRectF, share: float) -> None:
        radius = track.height() / 2
        surface(painter, track, radius, self._theme.colour("groove"))
        if share > 0:
            track.setWidth(max(track.height(), track.width() * min(1.0, share)))
            surface(painter, track, radius, self._theme.colour("green"))

    def _paint_pill(self, painter: QPainter, rect: QRect, mark: Mark, marked: bool) -> None:
        size = pill_size(self._theme, mark.word)
        width = min(size.width(), rect.width())
        left = rect.right() - width if self._face.folded else rect.left() - self._theme.space(4)
        top = rect.center().y() - size.height() // 2 + 1
        same = marked and mark.tone == "green"
        pill(
            painter,
            QRect(left, top, width, size.height()),
            mark,
            self._theme,
            "card" if same else "",
        )

    def _paint_folded(self, painter: QPainter, rect: QRect, row: int) -> None:
        theme = self._theme
        lines = theme.line("strong"), theme.line("small")
        top = rect.top() + (rect.height() - sum(lines)) // 2
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("ink"))
        elided(painter, QRect(rect.left(), top, rect.width(), lines[0]), self._words(row, 0))
        folded = [
            self._words(row, number)
            for number, column in enumerate(self._rows.columns)
            if number and column.folds
        ]
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_2"))
        under = QRect(rect.left(), top + lines[0], rect.width(), lines[1])
        elided(painter, under, " · ".join(word for word in folded if word))

    def _words(self, row: int, column: int) -> str:
        return str(self._rows.index(row, column).data(Qt.ItemDataRole.DisplayRole))
