"""Layouts that give way: a row that wraps, and panes that stack, so that nothing is cut off."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """A row that wraps. With ``fill`` each line is shared out equally among its widgets, otherwise
    they keep their own width, at the right when ``right``. Its least width is its widest widget."""

    def __init__(self, gap: int, fill: bool = False, right: bool = False) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._fill, self._right = gap, fill, right
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown) + self._gap * max(0, len(shown) - 1)
        return QSize(width, max((item.sizeHint().height() for item in shown), default=0))

    def minimumSize(self) -> QSize:
        return QSize(
            max((item.minimumSize().width() for item in self._shown()), default=0),
            max((item.minimumSize().height() for item in self._shown()), default=0),
        )

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if lines[-1] and used + wide > width:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += wide + self._gap
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        top = rect.top()
        for line in self._lines(rect.width()):
            high = max((item.sizeHint().height() for item in line), default=0)
            if move:
                self._place_line(line, QRect(rect.left(), top, rect.width(), high))
            top += high + self._gap
        return max(0, top - self._gap - rect.top())

    def _place_line(self, line: list[QLayoutItem], rect: QRect) -> None:
        widths = [min(item.sizeHint().width(), rect.width()) for item in line]
        spare = rect.width() - sum(widths) - self._gap * (len(line) - 1)
        if self._fill and line:
            widths = _shared(widths, rect.width() - self._gap * (len(line) - 1))
        left = rect.left() + (max(0, spare) if self._right and not self._fill else 0)
        for item, width in zip(line, widths, strict=True):
            high = item.sizeHint().height()
            point = QPoint(left, rect.top() + (rect.height() - high) // 2)
            item.setGeometry(QRect(point, QSize(width, high)))
            left += width + self._gap


def _shared(widths: list[int], room: int) -> list[int]:
    """Equal shares of *room*; where one would be too small, each grows by the same amount."""
    share = room // len(widths)
    if share >= max(widths):
        return [share] * len(widths)
    more = max(0, room - sum(widths)) // len(widths)
    return [width + more for width in widths]


class Panes(QWidget):
    """Widgets side by side while there is room for each, else one above the other."""

    def __init__(self, gap: int, *panes: tuple[QWidget, int, int]) -> None:
        """*panes*: each widget, its share of the spare width, and the width in pixels it wants
        before it is put beside another; with share 0 it wants its own size hint."""
        super().__init__()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(QMargins())
        self._box.setSpacing(gap)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._panes = panes
        for pane, share, _wanted in panes:
            self._box.addWidget(pane, share)

    def stacked(self) -> bool:
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    def set_gap(self, gap: int) -> None:
        self._box.setSpacing(gap)

    def minimumSizeHint(self) -> QSize:
        hints = [pane.minimumSizeHint() for pane, *_ in self._panes if not pane.isHidden()]
        wide = max((hint.width() for hint in hints), default=0)
        if self.stacked():
            gaps = self._box.spacing() * max(0, len(hints) - 1)
            return QSize(wide, sum(hint.height() for hint in hints) + gaps)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        shown = [pane for pane in self._panes if not pane[0].isHidden()]
        wanted = sum(
            max(pane.minimumSizeHint().width(), least) if share else pane.sizeHint().width()
            for pane, share, least in shown
        )
        narrow = wanted + self._box.spacing() * max(0, len(shown) - 1) > self.width()
        if narrow != self.stacked():
            down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
            self._box.setDirection(down if narrow else across)
            self.updateGeometry()
