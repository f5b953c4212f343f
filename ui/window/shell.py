"""The shell of an unlocked desk: the rail, the screens made as they are gone to, the way back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.operations import today
from elsec_app.operations.desk import Desk
from elsec_app.operations.today import LeftAt
from elsec_app.settings import Folders
from ui.messages import Messages
from ui.session import Session
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.page import Page
from ui.widgets.rail import NavRail, Shell
from ui.widgets.stack import Stack
from ui.widgets.strips import SyncStrip
from ui.window import places
from ui.window.courier import Courier
from ui.window.idle import IdleLock
from ui.work import Work


class DeskShell(QWidget):
    """Everything behind the door. ``begin`` shows the first screen; ``leave`` saves and stops. A
    screen may have ``before_lock()``, asked in place of ``may_leave`` when the desk is locked."""

    def __init__(
        self,
        desk: Desk,
        work: Work,
        messages: Messages,
        theme: Theme,
        folders: Folders,
        lock: Callable[[], None],
        hand_over: Callable[[LeftAt], None],
        *,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._made, self._trail = theme, dict[str, QWidget](), list[_Stop]()
        self.courier = Courier(desk, work)
        self.idle = IdleLock(lock, parent=self)
        self.session = Session(
            desk,
            work,
            messages,
            theme,
            folders,
            self.go,
            self.courier.sync_now,
            hand_over,
            lock,
            places.MAKERS.__contains__,
        )
        self._role = desk.who.role if desk.who else ""
        self.places = places.places(self._role)
        self.rail = NavRail(theme, self.places)
        self.rail.chosen.connect(self.go)
        self.screens = Stack()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if practice:
            box.addWidget(Banner(theme, practice_words(), "graduation-cap", "watch", across=True))
        box.addWidget(Shell(self.rail, self.screens), 1)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.back)

    def begin(self, back_at: LeftAt | None = None) -> None:
        """The first screen of the role; or the screening that was open when it was last left. With
        *back_at* straight to that screening, the first screen is made when it is gone to."""
        self.window().winId()
        self.idle.watch(self.window().windowHandle())
        if back_at is not None:
            self._trail = [_Stop(self.places[0].key, {})]
            self._open_console(back_at)
        else:
            self.go(self.places[0].key)
        self.courier.begin()
        if back_at is None and self.places[0].key == "today":
            self.session.work.do(self._left_at, done=self._take_up)

    def _left_at(self) -> LeftAt:
        with self.session.desk.store.reading() as conn:
            return today.left_at(conn)

    def _take_up(self, left: LeftAt) -> None:
        if left.child and self.here() == "today":
            self._open_console(left)

    def _open_console(self, left: LeftAt) -> None:
        self.go(
            "console",
            child=left.child,
            cohort=left.cohort,
            class_name=left.class_name,
            instrument=left.instrument,
        )

    def leave(self) -> None:
        """Let the screen in front save what is half written, and stop asking."""
        front = self.screens.currentWidget()
        before_lock = getattr(front, "before_lock", None)
        if before_lock is not None:
            before_lock()
        else:
            _asked(front)
        self.idle.deleteLater()
        self.courier.deleteLater()

    # going

    def here(self) -> str:
        """The key of the screen in front."""
        return self._trail[-1].key if self._trail else ""

    def go(self, key: str, **what: object) -> None:
        """Go to a screen; it is made the first time. Stays if the one in front refuses to go."""
        if not _asked(self.screens.currentWidget()):
            self._mark()
            return
        if key in {place.key for place in self.places}:
            self._trail.clear()
        gone = {key, places.INSTEAD_OF.get(key)}
        self._trail = [stop for stop in self._trail if stop.key not in gone] + [_Stop(key, what)]
        self._show()

    def back(self) -> None:
        """From a screen of the second level to where it was opened from."""
        if len(self._trail) > 1 and _asked(self.screens.currentWidget()):
            self._trail.pop()
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, where no field had a use for it."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        stop = self._trail[-1]
        screen = self._screen(stop.key)
        self.screens.setCurrentWidget(screen)
        self._mark()
        show_for = getattr(screen, "show_for", None)
        if show_for is not None:
            show_for(**stop.what)

    def _mark(self) -> None:
        key = places.UNDER.get(self.here(), self.here())
        if key in {place.key for place in self.places}:
            self.rail.show_place(key)

    def _screen(self, key: str) -> QWidget:
        if key not in self._made:
            made = places.MAKERS[key](self.session)
            if isinstance(made, Page):
                strip = SyncStrip(self._theme)
                strip.clicked.connect(lambda: self.go("settings", part="sending"))
                self.courier.attach(strip)
                made.add_corner(strip)
            if (hear := getattr(made, "set_sending", None)) is not None:
                self.courier.changed.connect(hear)
                hear(self.courier.state)
            self._made[key] = made
            self.screens.addWidget(made)
        return self._made[key]


class _Stop:
    """A place on the way: the screen and what it was asked to show."""

    def __init__(self, key: str, what: dict[str, object]) -> None:
        self.key, self.what = key, what


def _asked(screen: QWidget | None) -> bool:
    """Whether *screen* lets itself be left."""
    may_leave = getattr(screen, "may_leave", None)
    return may_leave is None or bool(may_leave())


def practice_words() -> str:
    from elsec_app.i18n import _

    return _("Practice: made-up children. Nothing here is real, and nothing is sent.")
