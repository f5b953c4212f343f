"""A process that ends at its first paint and says what it had imported by then.

``python -m tests.bench.first_paint bare|unlock``: a plain window with one label, or the window
that ``ui.app.first_window()`` returns (not yet shown; the QApplication exists by then).
"""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class FirstPaint(QObject):
    """Says so once the watched window has been painted, and ends the event loop."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        sys.stdout.write(" ".join(sorted({name.split(".")[0] for name in sys.modules})) + "\n")
        sys.stdout.flush()
        QApplication.quit()


def bare() -> QWidget:
    QApplication(sys.argv[:1])
    window = QWidget()
    QVBoxLayout(window).addWidget(QLabel("Hello"))
    return window


def unlock() -> QWidget:
    from ui.app import first_window

    return first_window()


def main() -> None:
    window = {"bare": bare, "unlock": unlock}[sys.argv[1]]()
    watch = FirstPaint()
    window.installEventFilter(watch)
    window.show()
    sys.exit(QApplication.exec())


if __name__ == "__main__":
    main()
