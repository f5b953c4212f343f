"""The pages of a print as they will come out, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.reports.pages import Packed
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.page import scrolled


class PageView(QWidget):
    """One page. It is unpacked when it is painted: all pages of a pack would fill the memory."""

    def __init__(self, packed: Packed, name: str) -> None:
        super().__init__()
        width, height, self._png = packed
        self._size = QSize(width, height)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._size

    def image(self) -> QImage:
        return QImage.fromData(self._png)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.drawImage(0, 0, self.image())


class Preview(QWidget):
    """``show_pages`` replaces what is shown under *head*; ``pages`` are the pages in view."""

    back_asked = Signal()

    def __init__(self, theme: Theme, head: QWidget) -> None:
        super().__init__()
        self.back = quiet(theme, _("Back to the list"), "chevron-left")
        self.back.clicked.connect(self.back_asked)
        self.pages: tuple[PageView, ...] = ()
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(16))
        self._box.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(head)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_narrow(narrow=False)
        self._scroll = scrolled(inside)
        self._scroll.setAccessibleName(_("Pages"))
        box.addWidget(self._scroll)

    def set_narrow(self, *, narrow: bool) -> None:
        """Alone in the window, it offers the way back to the list."""
        self.back.setVisible(narrow)

    def show_pages(self, packed: Sequence[Packed]) -> None:
        for old in self.pages:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.pages = tuple(
            PageView(each, _("Page {n} of {all}").format(n=number, all=len(packed)))
            for number, each in enumerate(packed, 1)
        )
        for page in self.pages:
            self._box.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
