"""A list and what was chosen from it: side by side, or one at a time where there is no room."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget


class Beside(QWidget):
    """*most* pixels' width or more shows both. Narrower, ``open_detail`` puts the detail in the
    list's place and ``open_list`` brings it back. ``narrowed(bool)`` when that changes."""

    narrowed = Signal(bool)

    def __init__(
        self, listed: QWidget, detail: QWidget, *, least: int, gap: int, shares: tuple[int, int]
    ) -> None:
        super().__init__()
        self.listed, self.detail = listed, detail
        self._least, self._narrow, self._open = least, False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        for part, share in ((listed, shares[0]), (detail, shares[1])):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            row.addWidget(part, share)

    def narrow(self) -> bool:
        return self._narrow

    def set_least(self, least: int) -> None:
        self._least = least
        self._settle()

    def open_detail(self) -> None:
        self._open = True
        self._settle()

    def open_list(self) -> None:
        self._open = False
        self._settle()

    def minimumSizeHint(self) -> QSize:
        shown = [part for part in (self.listed, self.detail) if not part.isHidden()]
        hints = [part.minimumSizeHint() for part in shown]
        return QSize(
            max((hint.width() for hint in hints), default=0),
            max((hint.height() for hint in hints), default=0),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        narrow = self.width() < self._least
        changed = narrow != self._narrow
        self._narrow = narrow
        self.listed.setVisible(not narrow or not self._open)
        self.detail.setVisible(not narrow or self._open)
        self.updateGeometry()
        if changed:
            self.narrowed.emit(narrow)
