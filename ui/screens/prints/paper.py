"""To the printer, from memory: the pages are painted, and no plain file is left behind."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from elsec_app.reports import pages
from elsec_app.reports.pages import Picture
from ui.work import Work

_QUARTER = QTransform().rotate(90)
WIDTH = 1654  # px of an A4 page at 200 dots an inch


def asked(parent: QWidget) -> QPrinter | None:
    """The printer that the user chose, or none."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


class Printing:
    """One document on its way to *printer*: a page is drawn afar, painted here, then the next.

    *done* is called when the last has gone; *failed* when the printer or a page fails.
    """

    def __init__(
        self, work: Work, printer: QPrinter, pdf: bytes, done: Callable[[], object]
    ) -> None:
        self._work, self._printer, self._pdf, self._done = work, printer, pdf, done
        self._number, self._all = 0, pages.count(pdf)
        self._painter = QPainter()

    def begin(self) -> bool:
        """Whether the printer takes the job. The paper's corner is the page's: nothing is cut."""
        self._printer.setFullPage(True)
        if not self._painter.begin(self._printer):
            return False
        self._ask()
        return True

    def _ask(self) -> None:
        picture = partial(pages.picture, self._pdf, self._number, WIDTH)
        self._work.afar(picture, done=self._paint, failed=lambda _problem: self._painter.end())

    def _paint(self, picture: Picture) -> None:
        if self._number:
            self._printer.newPage()
        _page(self._painter, self._printer, as_image(*picture))
        self._number += 1
        if self._number < self._all:
            self._ask()
            return
        self._painter.end()
        self._done()


def _page(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    """As large as the paper; a page on its side is turned."""
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    if (image.width() > image.height()) != (paper.width() > paper.height()):
        image = image.transformed(_QUARTER)
    size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect(0, 0, size.width(), size.height()), image)


def as_image(width: int, height: int, rgb: bytes) -> QImage:
    """A page's picture as Qt draws it."""
    return QImage(rgb, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
