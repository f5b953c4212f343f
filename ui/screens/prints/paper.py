"""To the printer, from memory: the pages are painted, and no plain file is left behind."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from elsec_app.reports.pages import Picture
from ui.screens.prints.preview import as_image


def asked(parent: QWidget) -> QPrinter | None:
    """The printer that the user chose, or none."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def paint(printer: QPrinter, pictures: Sequence[Picture]) -> None:
    """Each picture on a page of its own, as large as the paper."""
    painter = QPainter(printer)
    for number, picture in enumerate(pictures):
        if number:
            printer.newPage()
        _page(painter, printer, as_image(*picture))
    painter.end()


def _page(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    size = image.size().scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRect(0, 0, size.width(), size.height()), image)
