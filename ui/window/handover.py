"""The screen in a child's hands: the adult's desk is open, and no widget of it exists."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.instruments.items import Item, Pointing
from elsec_app.operations import handing
from elsec_app.operations.desk import Desk
from elsec_app.operations.screening import ANSWER
from elsec_app.protocol.bodies import Entry
from elsec_app.settings import Folders
from ui.child.window import SIDE, ChildWindow
from ui.parts.plates import Plates
from ui.screens.console import writing
from ui.screens.console.journal import Journal
from ui.screens.console.writing import Begun
from ui.theme.look import Theme
from ui.work import Work

TOUCHED_MS = 450  # that a picture was touched is seen so long; whether it was right, never


class HandOver(QObject):
    """Shows the child one picture plate after another and takes the answers, until there is
    something that only the adult can mark. ``back`` once the adult has taken the screen back."""

    back = Signal()

    def __init__(
        self, desk: Desk, work: Work, theme: Theme, folders: Folders, begun: Begun, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._work, self._folders = desk, work, folders
        self.journal = Journal(begun.sitting, begun.instrument)
        self._plates = Plates(self)
        self._plates.drawn.connect(self._drawn)
        self._shown: Item | None = None
        self.window = ChildWindow(theme, handed=True)
        self.window.touched.connect(self._touched)
        if self.window.way_out is not None:
            self.window.way_out.pin.connect(self._try_pin)
            self.window.way_out.passphrase.connect(self._try_passphrase)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TOUCHED_MS)
        self._pause.timeout.connect(self.show_item)

    # the pictures

    def show_item(self) -> None:
        """The plate to be shown now, or rest."""
        item = self.journal.item
        self._shown = item
        if not isinstance(item, Pointing):
            self.window.show_rest(_("Please give this back now."))
            return
        pack = self.journal.instrument
        self._plates.want(pack, item.pictures, SIDE)
        self.window.show_pictures(self._pictures(item), item.say)
        for following in pack.items_in(self.journal.sitting.section):
            if isinstance(following, Pointing):
                self._plates.want(pack, following.pictures, SIDE)

    def _pictures(self, item: Pointing) -> list[QPixmap | None]:
        pack = self.journal.instrument
        return [self._plates.get(pack, name, SIDE) for name in item.pictures]

    def _drawn(self) -> None:
        if isinstance(self._shown, Pointing):
            self.window.set_pictures(self._pictures(self._shown))

    def _touched(self, number: int) -> None:
        item = self._shown
        if not isinstance(item, Pointing):
            return
        value = item.pictures[number]
        self.journal.tapped(ANSWER, item.id, value)
        self._work.do(
            writing.tap,
            self._desk,
            self.journal.sitting,
            self.journal.instrument,
            ANSWER,
            item.id,
            value,
            done=self._saved,
            failed=self._failed,
            initiator=self,
        )
        self._pause.start()

    def _saved(self, entry: Entry) -> None:
        self.journal.saved(entry)

    def _failed(self, _problem: Problem) -> None:
        """The adult finds the item unanswered; the child is told nothing of it."""
        self.journal.failed()
        self._pause.stop()
        self._shown = None
        self.window.show_rest(_("Please give this back now."))

    # the way out

    def _try_pin(self, pin: str) -> None:
        self._work.do(
            handing.try_pin,
            self._desk.store,
            self._desk.actor,
            pin,
            done=self._tried,
            failed=self._not_out,
        )

    def _tried(self, right: bool) -> None:
        if right:
            self.back.emit()
        elif self.window.way_out is not None:
            self.window.way_out.wrong(_("That is not the PIN."))

    def _try_passphrase(self, passphrase: str) -> None:
        vault = self._folders.vault
        self._work.do(
            handing.try_passphrase, vault, passphrase, done=self._opened, failed=self._not_out
        )

    def _opened(self, _nothing: object) -> None:
        self._work.do(handing.forgive, self._desk.store)
        self.back.emit()

    def _not_out(self, problem: Problem) -> None:
        if self.window.way_out is not None:
            self.window.way_out.wrong(problem.sentence)

    def end(self) -> None:
        self._pause.stop()
        self.window.end()
        self.deleteLater()
