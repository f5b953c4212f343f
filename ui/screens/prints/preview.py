"""The pages of a print as they will come out, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.reports.pages import Packed
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.page import scrolled

WIDTH = 640  # px of a page at 100 % text, where there is room for it
RING = 3  # px round the pages, for the focus


class PageView(QWidget):
    """One page; a screen reader is given its words. It is unpacked when it is painted: all pages
    of a pack would fill the memory."""

    def __init__(self, packed: Packed, name: str, ratio: float) -> None:
        super().__init__()
        self._png = packed.png
        self._size = QSize(round(packed.width / ratio), round(packed.height / ratio))
        self.setAccessibleName(name)
        self.setAccessibleDescription(packed.words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self._size

    def image(self) -> QImage:
        return QImage.fromData(self._png)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(0, 0, self.width(), self.height()), self.image())


class Preview(QWidget):
    """``show_pages`` replaces what is shown under *head*; ``pages`` are the pages in view.

    The pages take the focus, so that the arrow and page keys move them.
    """

    back_asked = Signal()

    def __init__(self, theme: Theme, head: QWidget) -> None:
        super().__init__()
        self._theme = theme
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
        self.view = scrolled(inside)
        self.view.setObjectName("pages")
        self.view.setAccessibleName(_("Pages"))
        box.addWidget(self.view)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        ring = self._theme.colour("focus").name()
        self.view.setStyleSheet(
            f"#pages {{ border: {RING}px solid transparent; border-radius: 6px; }}"
            f"#pages:focus {{ border-color: {ring}; }}"
        )

    def set_narrow(self, *, narrow: bool) -> None:
        """Alone in the window, it offers the way back to the list."""
        self.back.setVisible(narrow)

    def page_width(self) -> int:
        """How many pixels of the screen a page is wide: larger with the text, within the room."""
        room = self.view.viewport().width() if self.isVisible() else self._theme.px(WIDTH)
        return round(max(200, min(self._theme.px(WIDTH), room)) * self.devicePixelRatioF())

    def show_pages(self, packed: Sequence[Packed]) -> None:
        for old in self.pages:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        ratio = self.devicePixelRatioF()
        self.pages = tuple(
            PageView(each, _("Page {n} of {all}").format(n=number, all=len(packed)), ratio)
            for number, each in enumerate(packed, 1)
        )
        for page in self.pages:
            self._box.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        policy = Qt.FocusPolicy.StrongFocus if self.pages else Qt.FocusPolicy.NoFocus
        self.view.setFocusPolicy(policy)
        self.view.verticalScrollBar().setValue(0)
