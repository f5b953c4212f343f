"""The pages of a print as they will come out, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.reports.pages import Picture
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.page import scrolled


class Preview(QWidget):
    """``show_pages`` replaces what is shown; ``images`` are what a printer is given."""

    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.back = quiet(theme, _("Back to the list"), "chevron-left")
        self.back.clicked.connect(self.back_asked)
        self.images: tuple[QImage, ...] = ()
        self._pages = QWidget()
        self._box = QVBoxLayout(self._pages)
        self._box.setSpacing(theme.space(16))
        self._box.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_narrow(narrow=False)
        self._scroll = scrolled(self._pages)
        self._scroll.setAccessibleName(_("Pages"))
        box.addWidget(self._scroll)

    def set_narrow(self, *, narrow: bool) -> None:
        """Alone in the window, it offers the way back to the list."""
        self.back.setVisible(narrow)

    def show_pages(self, pictures: Sequence[Picture]) -> None:
        while (entry := self._box.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.images = tuple(as_image(*picture) for picture in pictures)
        for number, image in enumerate(self.images, 1):
            page = QLabel()
            page.setPixmap(QPixmap.fromImage(image))
            page.setAccessibleName(_("Page {n} of {all}").format(n=number, all=len(self.images)))
            self._box.addWidget(page)
        self._box.addStretch(1)


def as_image(width: int, height: int, rgb: bytes) -> QImage:
    """A page's picture as Qt draws it."""
    return QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
