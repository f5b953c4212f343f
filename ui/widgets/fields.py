"""Fields to write into: search and note."""

from PySide6.QtCore import QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.inside import keep_right
from ui.widgets.paint import pixmap

TYPING_MS = 80
WRITING_MS = 400


class _Rest(QTimer):
    """Calls back once the typing rests."""

    def __init__(self, owner: QWidget, after_ms: int) -> None:
        super().__init__(owner)
        self.setSingleShot(True)
        self.setInterval(after_ms)


class SearchField(QLineEdit):
    """Finds as one types. ``searched(text)`` comes when typing rests, and at once on Return or
    when cleared. Escape clears."""

    searched = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self._clear = IconButton(theme, _("Clear the search"), "x", self)
        self._clear.clicked.connect(self.clear)
        self._clear.hide()
        self._rest = _Rest(self, TYPING_MS)
        self._rest.timeout.connect(self._tell)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._tell)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        left = self._theme.px(20) + self._theme.space(12)
        self.setTextMargins(left, 0, self._clear.sizeHint().width(), 0)

    def _typed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self._rest.start()
        if not text:
            self._tell()

    def _tell(self) -> None:
        self._rest.stop()
        self.searched.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_right(self._clear, self)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        left = self._theme.space(14) + self._theme.px(20) / 2
        pixmap(painter, self._theme.icon("search", "ink_2", 20), QPointF(left, self.height() / 2))


class NoteField(QPlainTextEdit):
    """Free words. ``written(text)`` comes when writing rests and when the field is left; Tab moves
    on. Never shorter than two lines."""

    written = Signal(str)

    def __init__(
        self, theme: Theme, name: str, hint: str = "", lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._lines, self._told = theme, lines, ""
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._rest = _Rest(self, WRITING_MS)
        self._rest.timeout.connect(self._tell)
        self.textChanged.connect(self._rest.start)
        theme.changed.connect(self.updateGeometry)

    def set_text(self, text: str) -> None:
        """Put *text* in without telling of it."""
        self._told = text
        self.setPlainText(text)
        self._rest.stop()

    def _tell(self) -> None:
        self._rest.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._high())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._high())

    def _high(self) -> int:
        return self._lines * self._theme.line("body") + 2 * self._theme.space(8) + 14
