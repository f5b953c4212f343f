"""What the console shows the child: on a second screen beside the adult's, or by handing over."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item, Naming, Pointing, SoundChecklist
from ui.child.screens import Screens
from ui.child.window import SIDE, ChildWindow
from ui.parts.choose_pin import ChoosePin
from ui.parts.plates import Plates
from ui.screens.console import writing
from ui.session import Session
from ui.widgets.buttons import secondary

TOUCHED_MS = 450  # a picture just touched is seen so for a moment


class ChildSide(QObject):
    """``touched(value)`` is what the child pointed at on the second screen, ``hand_over`` when the
    screen is to be handed to the child and a PIN stands. The window on the second screen stays as
    long as it is wanted and there is such a screen; it may come and go, and nothing is lost."""

    touched = Signal(object)
    hand_over = Signal()

    def __init__(self, session: Session, plates: Plates, console: QWidget) -> None:
        super().__init__(console)
        self._session, self._plates, self._console = session, plates, console
        self._item: Item | None = None
        self._instrument: Instrument | None = None
        self.window: ChildWindow | None = None
        self.wanted = self.has_pin = False
        self.screens = Screens(self)
        self.screens.changed.connect(self.settle)
        self.button = secondary(session.theme, _("Hand to the child"), "baby")
        self.button.clicked.connect(self._pressed)
        self.pin = ChoosePin(session.theme, _("Keep it and hand over"), "baby")
        self.pin.chosen.connect(self._choose)
        plates.drawn.connect(self._drawn)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TOUCHED_MS)
        self._pause.timeout.connect(self._show)

    def show_item(self, item: Item | None, instrument: Instrument | None) -> None:
        """What the adult is at."""
        self._item, self._instrument = item, instrument
        self.pin.put_away()
        self.settle()

    def leave(self) -> None:
        """The console is left: the child sees nothing of it any more."""
        self._item = None
        self._close()

    # which way

    def settle(self) -> None:
        """Open the window, move it or close it, as the screens are now."""
        screen = self.screens.other(self._console)
        self._name_button(second=screen is not None)
        if screen is None or not self.wanted or self._item is None:
            self._close()
            return
        if self.window is None:
            self.window = ChildWindow(self._session.theme, handed=False)
            self.window.touched.connect(self._touched)
        if self.window.screen() != screen or not self.window.isVisible():
            self.window.fill(screen)
            self._console.activateWindow()  # the keys stay with the adult
        if not self._pause.isActive():
            self._show()

    def _name_button(self, *, second: bool) -> None:
        words = _("Hand to the child")
        if second:
            words = _("Hide the child’s window") if self.wanted else _("Show the child")
        self.button.setText(words)
        self.button.updateGeometry()
        something = isinstance(self._item, Pointing) or (second and _sees(self._instrument))
        self.button.setVisible(something)

    def _pressed(self) -> None:
        if self.screens.other(self._console) is not None:
            self.wanted = not self.wanted
            self.settle()
        elif self.has_pin:
            self.hand_over.emit()
        else:
            self.pin.open()

    def _choose(self, digits: str) -> None:
        work, desk = self._session.work, self._session.desk
        work.do(writing.set_pin, desk, digits, done=self._chosen, failed=self._refused)

    def _chosen(self, _nothing: object) -> None:
        self.has_pin = True
        self.pin.put_away()
        self.hand_over.emit()

    def _refused(self, problem: Problem) -> None:
        self.pin.refuse(problem.sentence)

    # the second screen

    def _close(self) -> None:
        self._pause.stop()
        if self.window is not None:
            window, self.window = self.window, None
            window.end()
            self._console.activateWindow()

    def _show(self) -> None:
        item, instrument = self._item, self._instrument
        if self.window is None:
            return
        if instrument is not None and isinstance(item, Pointing):
            self._plates.want(instrument, item.pictures, SIDE)
            self.window.show_pictures(self._pictures(item, instrument))
        elif instrument is not None and (name := _picture(item)):
            self._plates.want(instrument, (name,), SIDE)
            self.window.show_picture(self._plates.get(instrument, name, SIDE))
        else:
            self.window.show_rest()

    def _drawn(self) -> None:
        item, instrument = self._item, self._instrument
        if self.window is None or instrument is None or self._pause.isActive():
            return
        if isinstance(item, Pointing):
            self.window.set_pictures(self._pictures(item, instrument))
        elif _picture(item):
            self._show()

    def _pictures(self, item: Pointing, instrument: Instrument) -> list[QPixmap | None]:
        return [self._plates.get(instrument, name, SIDE) for name in item.pictures]

    def _touched(self, number: int) -> None:
        if isinstance(self._item, Pointing):
            self._pause.start()
            self.touched.emit(self._item.pictures[number])


def _picture(item: Item | None) -> str:
    """The one picture that an item shows."""
    return item.picture if isinstance(item, Naming | SoundChecklist) else ""


def _sees(instrument: Instrument | None) -> bool:
    """Whether there is anything in it for a child to see."""
    items = instrument.items if instrument else ()
    return any(isinstance(item, Pointing) or _picture(item) for item in items)
