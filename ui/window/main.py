"""The window that is always there: first the door, then the shell of an unlocked desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.screens.unlock import Unlock
from ui.theme.look import Theme
from ui.widgets.stack import Stack
from ui.window.behind import Behind

if TYPE_CHECKING:
    from elsec_app.operations.desk import Desk
    from elsec_app.operations.today import LeftAt
    from elsec_app.settings import Folders
    from ui.messages import Messages
    from ui.screens.console.writing import Begun
    from ui.window.handover import HandOver
    from ui.window.shell import DeskShell
    from ui.window.voice import Voice
    from ui.window.warm import Warm
    from ui.work import Done, Failed, Work

AFTER_PAINT_MS = 30
PATIENCE_S = 0.5  # for what waits for the network, when the desk is locked


class Main(QWidget):
    """``desk`` and ``shell`` are none while locked; ``child`` is there, and the shell is not, while
    the screen is in a child's hands. A work and a desk live and end together."""

    def __init__(self, theme: Theme, folders: "Folders", *, has_vault: bool) -> None:
        super().__init__()
        self._theme, self._folders = theme, folders
        self.behind = Behind()
        self.desk: Desk | None = None
        self.shell: DeskShell | None = None
        self.child: HandOver | None = None
        self._painted = self._practice = False
        self._left: LeftAt | None = None
        self._warm: Warm | None = None
        self._voice: Voice | None = None
        self.setWindowTitle(_("ELSEC Screening"))
        self._stack = Stack()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self._stack, 1)
        self.resize(1366, 768)
        self._show_door(has_vault=has_vault)

    # what comes after the first paint

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(AFTER_PAINT_MS, self._prepare)

    def _prepare(self) -> None:
        self._theme.font_missed.connect(self._say_font)
        if self._theme.missing_fonts:
            self._say_font()
        if self.desk is None:
            self.work.do(self.behind.prepare)

    def _say_font(self) -> None:
        self.messages.problem(
            _("A typeface is missing, so words may look strange: install the program again.")
        )

    @property
    def messages(self) -> "Messages":
        return self._speak().messages

    @property
    def work(self) -> "Work":
        return self._speak().work

    def _speak(self) -> "Voice":
        if self._voice is None:
            from ui.window.voice import Voice

            self._voice = Voice(self._theme, self)
            self._box.addWidget(self._voice.frame)
            self._voice.keys("Ctrl+L", self.lock)
        return self._voice

    # the door

    def _show_door(self, *, has_vault: bool) -> None:
        door = self._unlock() if has_vault else self._first_run()
        self._stack.addWidget(door)
        self._stack.setCurrentWidget(door)

    def _unlock(self) -> QWidget:
        door = Unlock(self._theme, self._try, handed=self._folders.handed_over.exists())
        door.opened.connect(self.open)
        door.practise.connect(self.practise)
        return door

    def _try(self, passphrase: str, done: "Done", failed: "Failed") -> None:
        from ui.window.warm import Warm

        if self._warm is None:
            self._warm = Warm(self._theme, lambda: self.behind.ready, self)
        unlock, where = self.behind.unlock, self._folders.vault
        self.work.do(unlock, where, passphrase, done=done, failed=failed)

    def _first_run(self) -> QWidget:
        from ui.screens.first_run import FirstRun

        door = FirstRun(self._theme, self._make)
        door.opened.connect(self.open)
        door.practise.connect(self.practise)
        return door

    def _make(self, passphrase: str, done: "Done", failed: "Failed") -> None:
        make, where = self.behind.make, self._folders.vault
        self.work.do(make, where, passphrase, done=done, failed=failed)

    def practise(self) -> None:
        """Made-up children, in a vault of their own; the real one stays locked."""
        self.messages.say(_("Making up a class to practise with…"))
        self.work.do(self.behind.practise, self._folders.practice, done=self._practising)

    def _practising(self, desk: object) -> None:
        self.messages.clear()
        self._open(desk, practice=True)

    # the desk

    def open(self, desk: object) -> None:
        """Show the shell of an unlocked *desk*; one that knows no centre yet is enrolled first."""
        self._open(desk, practice=False)

    def _open(self, desk: object, *, practice: bool, back_at: "LeftAt | None" = None) -> None:
        from elsec_app.operations.desk import Desk
        from ui.window.shell import DeskShell

        if not isinstance(desk, Desk):
            raise TypeError(type(desk).__name__)
        self.desk = desk
        if self._warm is not None:
            self._warm.stop()
        self._practice = practice
        if desk.who is None:
            self._enrol(desk)
            return
        if self._folders.handed_over.exists():  # the passphrase was typed, so the adult is back
            self._take_back()
        self.shell = DeskShell(
            desk,
            self.work,
            self.messages,
            self._theme,
            self._folders,
            self.lock,
            self.hand_over,
            practice=practice,
        )
        self._put(self.shell)
        self.shell.begin(back_at)

    def _enrol(self, desk: "Desk") -> None:
        from ui.screens.enrol import Enrol

        screen = Enrol(self._theme, self.work, desk)
        screen.enrolled.connect(self._open_again)
        screen.lock.connect(self.lock)
        self._put(screen)

    def _open_again(self, desk: object) -> None:
        self._open(desk, practice=False)

    # the child's hands

    def hand_over(self, left: "LeftAt") -> None:
        """Put the screening that is open at *left* into the child's hands. It is marked on the disk
        first, so that a kill leads to the passphrase; then nothing of the desk is on the screen."""
        if self.desk is not None:
            self._left = left
            self.work.do(_marked, self.desk, self._folders, left, done=self._handed)

    def _handed(self, begun: "Begun") -> None:
        from ui.window.handover import HandOver
        from ui.window.idle import IdleLock

        if self.desk is None or self.shell is None:
            return
        desk, shell, self.shell = self.desk, self.shell, None
        shell.leave()
        self._put(QWidget())
        _destroy(shell)
        self.messages.clear()
        self.child = HandOver(desk, self.work, self._theme, self._folders, begun, self)
        self.child.back.connect(self._come_back)
        self.child.show_item()
        self.child.window.showFullScreen()
        self.child.window.activateWindow()
        idle = IdleLock(self.lock, parent=self.child)
        idle.watch(self.child.window.windowHandle())
        self.hide()

    def _come_back(self) -> None:
        """The adult has said the PIN or the passphrase: the desk, at the item."""
        desk = self.desk
        self._end_child()
        if desk is not None:
            self._open(desk, practice=self._practice, back_at=self._left)

    def _end_child(self) -> None:
        if self.child is not None:
            child, self.child = self.child, None
            self.show()  # first: a program whose last window closes ends
            child.end()
            self.activateWindow()

    def _take_back(self) -> None:
        from elsec_app.operations import handing

        self.work.do(handing.unmark, self._folders)

    def _put(self, widget: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        if before is not None:
            self._stack.removeWidget(before)
            before.hide()
            before.deleteLater()

    def lock(self) -> None:
        """Finish what was tapped, close the store, forget the key, and show the door.

        Nothing of a child stays in the window.
        """
        if self.desk is None:
            return
        self._drop()
        before = self._stack.currentWidget()
        self._show_door(has_vault=True)
        if before is not None:
            self._stack.removeWidget(before)
            _destroy(before)

    def _drop(self) -> None:
        from elsec_app.operations import desk as desks

        self._end_child()
        if self.shell is not None:
            self.shell.leave()
            self.shell = None
        self._speak().end(PATIENCE_S)
        if self.desk is not None:
            desks.lock(self.desk)
            self.desk = None

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None:
            self._drop()
        elif self._voice is not None:
            self._voice.end(PATIENCE_S)
        super().closeEvent(event)


def _marked(desk: "Desk", where: "Folders", left: "LeftAt") -> "Begun":
    """On the store thread: the mark first, then the screening as it stands."""
    from elsec_app.operations import handing
    from ui.screens.console import writing

    handing.mark(where)
    return writing.begin(desk, left)


def _destroy(widget: QWidget) -> None:
    """Gone now, not when the event loop comes round to it."""
    from shiboken6 import delete

    widget.hide()
    delete(widget)
