"""The child's window: one thing to look at, full screen, and no way to anything else."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.child.card import ChildCard
from ui.child.way_out import HoldButton, WayOut
from ui.theme.look import Theme
from ui.widgets.stack import Stack
from ui.widgets.text import Text

LEFT_ALONE_MS = 20_000  # the way out, left alone, gives way to the pictures again
SIDE = 480  # px, as large as a picture is drawn


class ChildWindow(QWidget):
    """``touched(number)`` when a picture is touched, once for each showing. *handed*: it is the
    only window, in the child's hands, and ``way_out`` is how the adult ends that; otherwise it
    stands on a second screen, takes no keys, and the adult's console closes it (``end``)."""

    touched = Signal(int)

    def __init__(self, theme: Theme, *, handed: bool) -> None:
        super().__init__()
        self._theme, self._handed = theme, handed
        self._may_close = self._answered = False
        self.cards: list[ChildCard] = []
        self.setWindowTitle(_("Pictures"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        kinds = Qt.WindowType
        if handed:
            self.setWindowFlags(
                kinds.Window | kinds.FramelessWindowHint | kinds.WindowStaysOnTopHint
            )
        else:
            self.setWindowFlags(
                kinds.Window | kinds.FramelessWindowHint | kinds.WindowDoesNotAcceptFocus
            )
            self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        self.grid_page, self.picture, self.rest = QWidget(), QLabel(), _Rest(theme)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(_("Picture"))
        self._grid = QGridLayout(self.grid_page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.pages = Stack()
        for page in (self.grid_page, self.picture, self.rest):
            self.pages.addWidget(page)
        self.said = Text(theme, role="said", colour="ink_2")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hold = HoldButton(theme)
        if not self._handed:
            self.hold.hide()
        stimulus = QWidget()
        box = QVBoxLayout(stimulus)
        side = theme.space(24)
        box.setContentsMargins(side, side // 2, side, side)
        box.setSpacing(theme.space(12))
        box.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignRight)
        box.addWidget(self.pages, 1)
        box.addWidget(self.said)
        self.layers = Stack()
        self.layers.addWidget(stimulus)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.layers)
        self.way_out: WayOut | None = None
        if self._handed:
            self._lay_way_out()

    def _lay_way_out(self) -> None:
        self.way_out = WayOut(self._theme)
        self.layers.addWidget(self.way_out)
        self._alone = QTimer(self)
        self._alone.setSingleShot(True)
        self._alone.setInterval(LEFT_ALONE_MS)
        self._alone.timeout.connect(self._to_pictures)
        self.hold.held.connect(self._to_way_out)
        self.way_out.back.connect(self._to_pictures)

    # what is shown

    def show_pictures(self, drawn: Sequence[QPixmap | None], said: str = "") -> None:
        """Pictures to choose from. *said* is what the adult beside the child reads out."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [
            ChildCard(self._theme, n, _("Picture {n}").format(n=n + 1)) for n in range(len(drawn))
        ]
        for card, picture in zip(self.cards, drawn, strict=True):
            card.set_picture(picture)
            card.clicked.connect(partial(self._touched, card))
        self._place()
        self._show(self.grid_page, said)
        if self._handed and self.layers.currentIndex() == 0:
            self.setFocus()  # on no picture

    def set_pictures(self, drawn: Sequence[QPixmap | None]) -> None:
        """The same pictures, now that more of them have been drawn."""
        for card, picture in zip(self.cards, drawn, strict=False):
            card.set_picture(picture)

    def show_picture(self, drawn: QPixmap | None) -> None:
        """One picture to look at."""
        self.picture.setPixmap(drawn if drawn is not None else QPixmap())
        self._show(self.picture, "")

    def show_rest(self, words: str = "") -> None:
        """Nothing to do."""
        self.rest.words.setText(words)
        self._show(self.rest, "")

    def _show(self, page: QWidget, said: str) -> None:
        self._answered = False
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self.pages.setCurrentWidget(page)

    def _touched(self, card: ChildCard) -> None:
        if not self._answered:
            self._answered = True
            card.set_touched()
            self.touched.emit(card.number)

    def _place(self) -> None:
        """As many beside each other as keep the pictures large."""
        many = len(self.cards)
        rows = 1 if many < 4 else 2
        across = -(-many // rows) if many else 1
        upright = self.height() > self.width()
        self._grid.setSpacing(self._theme.space(24))
        for n, card in enumerate(self.cards):
            row, column = divmod(n, across)
            at = (column, row) if upright and many < 4 else (row, column)
            if upright and many >= 4:
                at = divmod(n, rows)
            self._grid.addWidget(card, *at)

    # nothing else

    def _to_way_out(self) -> None:
        if self.way_out is not None:
            self.way_out.begin()
            self.layers.setCurrentWidget(self.way_out)
            self.way_out.setFocus()
            self._alone.start()

    def _to_pictures(self) -> None:
        self.layers.setCurrentIndex(0)
        if self.way_out is not None:
            self.way_out.begin()
        self.setFocus()

    def fill(self, screen: QScreen) -> None:
        """All of *screen*, without taking the keys from the adult's window."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.setVisible(True)

    def end(self) -> None:
        """The adult ends it."""
        self._may_close = True
        self.close()
        self.deleteLater()

    def closeEvent(self, event: QCloseEvent) -> None:
        app = QGuiApplication.instance()
        leaving = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._may_close or leaving:
            super().closeEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() in _REFUSED:
            event.accept()
            return True
        if event.type() == QEvent.Type.WindowDeactivate and self._handed:
            QTimer.singleShot(0, self, self._come_back)
        return super().event(event)

    def _come_back(self) -> None:
        if self.isVisible() and not self._may_close:
            self.activateWindow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("page"))


_REFUSED = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
        QEvent.Type.StatusTip,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
    }
)


class _Rest(QWidget):
    """A small plant, and perhaps a few words in letters that a child knows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._plant = theme, QLabel()
        self._plant.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words = Text(theme, role="say")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(self._plant)
        box.addWidget(self.words)
        box.addStretch(3)
        self._plant.setPixmap(theme.picture("seedling", 120))
