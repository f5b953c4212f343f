"""Layouts that give way: a row that wraps, and panes that stack, so that nothing is cut off, and a
column that lets them.

The first two answer ``heightForWidth`` exactly, and need at least the width of their widest widget.
"""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout, QWidget


class _Yielding(QLayout):
    """What both have in common: their items, and their measure for a given width."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def set_gap(self, gap: int) -> None:
        self._gap = gap
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return self._with_margins(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return self._with_margins(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def _with_margins(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )


class Flow(_Yielding):
    """A row that wraps. With ``fill`` each line is shared out equally among its widgets, otherwise
    they keep their own width, at the right when ``right``."""

    def __init__(self, gap: int, *, fill: bool = False, right: bool = False) -> None:
        super().__init__(gap)
        self._fill, self._right = fill, right

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

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
        self._layout = _PanesLayout(gap, [pane[1:] for pane in panes])
        self.setLayout(self._layout)
        for widget, _share, _least in panes:
            self._layout.addWidget(widget)

    def stacked(self) -> bool:
        return not self._layout.across(self.contentsRect().width())

    def set_gap(self, gap: int) -> None:
        self._layout.set_gap(gap)

    def set_wishes(self, *wishes: tuple[int, int]) -> None:
        """Share and wanted width of each, anew: when the text has another size."""
        self._layout.set_wishes(list(wishes))


class _PanesLayout(_Yielding):
    def __init__(self, gap: int, wishes: list[tuple[int, int]]) -> None:
        super().__init__(gap)
        self._wishes = wishes

    def set_wishes(self, wishes: list[tuple[int, int]]) -> None:
        self._wishes = wishes
        self.invalidate()

    def across(self, width: int) -> bool:
        return sum(self._least()) + self._gaps() <= width

    def expandingDirections(self) -> Qt.Orientation:
        vertical = Qt.Orientation.Vertical
        grows = any(item.expandingDirections() & vertical for item in self._shown())
        return Qt.Orientation.Horizontal | vertical if grows else Qt.Orientation.Horizontal

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = self._heights(inner)
        tall = max(heights, default=0)
        if not self.across(inner):
            tall = sum(heights) + self._gaps()
        return tall + margins.top() + margins.bottom()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = self.contentsRect()
        if self.across(inner.width()):
            self._place_across(inner)
        else:
            self._place_down(inner)

    def _place_across(self, rect: QRect) -> None:
        left = rect.left()
        for item, width in zip(self._shown(), self._widths(rect.width()), strict=True):
            item.setGeometry(QRect(left, rect.top(), width, rect.height()))
            left += width + self._gap

    def _place_down(self, rect: QRect) -> None:
        shown, heights = self._shown(), self._heights(rect.width())
        spare = rect.height() - sum(heights) - self._gaps()
        vertical = Qt.Orientation.Vertical
        growing = [n for n, item in enumerate(shown) if item.expandingDirections() & vertical]
        top = rect.top()
        for number, item in enumerate(shown):
            more = spare // len(growing) if number in growing and spare > 0 else 0
            item.setGeometry(QRect(rect.left(), top, rect.width(), heights[number] + more))
            top += heights[number] + more + self._gap

    def _gaps(self) -> int:
        return self._gap * max(0, len(self._shown()) - 1)

    def _wishing(self) -> list[tuple[QLayoutItem, int, int]]:
        pairs = zip(self._items, self._wishes, strict=True)
        return [(item, *wish) for item, wish in pairs if not item.isEmpty()]

    def _least(self) -> list[int]:
        return [
            max(item.minimumSize().width(), least) if share else item.sizeHint().width()
            for item, share, least in self._wishing()
        ]

    def _widths(self, width: int) -> list[int]:
        least, shares = self._least(), [share for _item, share, _wanted in self._wishing()]
        if shares and not any(
            shares
        ):  # nothing claims what is over: the last may place itself in it
            shares = [0] * (len(shares) - 1) + [1]
        spare, total = width - sum(least) - self._gaps(), sum(shares)
        fixed = sum(wide for wide, share in zip(least, shares, strict=True) if not share)
        fair = [(width - fixed - self._gaps()) * share // total for share in shares]
        if all(fit >= wide for fit, wide in zip(fair, least, strict=True) if fit):
            return [fit or wide for fit, wide in zip(fair, least, strict=True)]
        return [wide + spare * share // total for wide, share in zip(least, shares, strict=True)]

    def _heights(self, width: int) -> list[int]:
        shown = self._shown()
        widths = self._widths(width) if self.across(width) else [width] * len(shown)
        return [_height(item, wide) for item, wide in zip(shown, widths, strict=True)]


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()


class FromTop(QVBoxLayout):
    """Its widgets at the top of what there is, each as high as its width makes it. (Qt's own
    alignment holds them to the height that they have side by side, and cuts off what wraps.)"""

    def setGeometry(self, rect: QRect) -> None:
        if not self.expandingDirections() & Qt.Orientation.Vertical:
            wraps = self.hasHeightForWidth()
            high = self.heightForWidth(rect.width()) if wraps else self.sizeHint().height()
            rect = QRect(rect.topLeft(), QSize(rect.width(), min(rect.height(), high)))
        super().setGeometry(rect)
