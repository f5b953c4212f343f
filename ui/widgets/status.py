"""Pills and progress: where a child, a record or a job stands."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QWidget

from ui.theme.look import Theme
from ui.widgets.paint import Mark, pill, pill_size, smooth, surface

BAND_ICONS = {
    "track": "circle-check",
    "watch": "hourglass",
    "refer": "flag",
    "quiet": "circle-dashed",
}


def band_mark(tone: str, word: str) -> Mark:
    """A band's mark: its pack gives the word and the tone; the shape of the icon follows the tone,
    so that no band is told by colour alone. Raises KeyError for an unknown tone."""
    return Mark(word, BAND_ICONS[tone], tone)


class Pill(QLabel):
    """A status that is read, not pressed."""

    def __init__(self, theme: Theme, mark: Mark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)
        theme.changed.connect(self.updateGeometry)

    def set_mark(self, mark: Mark) -> None:
        self.mark = mark
        self.setText(mark.word)
        self.setAccessibleName(mark.word)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return pill_size(self._theme, self.mark.word)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        pill(painter, self.rect(), self.mark, self._theme)


class ProgressLine(QProgressBar):
    """How far, as a line; *name* says of what. Whoever shows it writes the numbers beside it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set(self, done: int, total: int) -> None:
        """*done* of *total*; a total of 0 shows an empty line."""
        self.setRange(0, max(1, total))
        self.setValue(done)

    def sizeHint(self) -> QSize:
        return QSize(120, self._theme.px(8))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._theme.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        edge = self._theme.colour("line") if self._theme.palette.edge else None
        surface(painter, rect, radius, self._theme.colour("groove"), edge)
        if self.value() > 0:
            share = self.value() / self.maximum()
            rect.setWidth(max(rect.height(), rect.width() * share))
            surface(painter, rect, radius, self._theme.colour("green"))
