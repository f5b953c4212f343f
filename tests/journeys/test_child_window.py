"""The child's window: pictures, and no way to anything else; the adult's way back."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QGuiApplication,
    QHelpEvent,
    QKeySequence,
    QScreen,
    QShortcut,
    QWheelEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from elsec_app.instruments.items import Item, Pointing
from elsec_app.operations import handing
from elsec_app.settings import Folders
from tests.desktop import Desktop, desktop
from tests.journeys.test_console import standing
from tests.journeys.test_crash import opened_again
from tests.little_screen import BOTH, EVERY_TYPE, little_screen
from tests.school import NAMES, School, school
from tests.ui import eyes
from tests.vaults import PASSPHRASE
from ui.child.screens import Screens
from ui.child.way_out import HOLD_MS
from ui.child.window import ChildWindow
from ui.screens.console.screen import Console
from ui.screens.settings import SettingsScreen
from ui.screens.unlock import Unlock
from ui.theme.look import Theme
from ui.window.idle import IdleLock
from ui.window.main import Main

PIN = "739154"
PLATES = ("fish", "dog", "key", "cat")


def pointing(number: int) -> Pointing:
    return Pointing(
        id=f"pointing-{number}",
        strand="understanding",
        sections=BOTH,
        source="made-up",
        prompt="Ask the child to point",
        say="Show me the dog.",
        pictures=PLATES,
        target="dog",
    )


ITEMS: tuple[Item, ...] = (*(pointing(n) for n in range(1, 4)), *EVERY_TYPE[2:4])


@pytest.fixture
def there(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """At the console, on the first of three plates."""
    made = school(tmp_path, children=3, instrument=little_screen(ITEMS))
    with desktop(theme, qtbot, made) as opened:
        opened.click(opened.today().start)
        opened.console("pointing-1")
        yield opened


def _says(text: QLabel, words: str) -> bool:
    return words in text.text()


def hand_over(there: Desktop) -> ChildWindow:
    """The screen is handed over, with a PIN chosen first."""
    console = there.console()
    there.click(console.child.button)
    there.type(PIN)
    there.click(console.child.pin.hand)
    there.until(lambda: there.window.child is not None)
    assert there.window.child is not None
    there.until(lambda: not there.window.isVisible())
    return there.window.child.window


def hold(there: Desktop, child: ChildWindow) -> None:
    QTest.mousePress(child.hold, Qt.MouseButton.LeftButton)
    there.until(lambda: child.layers.currentIndex() == 1)
    QTest.mouseRelease(child.hold, Qt.MouseButton.LeftButton)


def pin_typed(child: ChildWindow, digits: str) -> None:
    assert child.way_out is not None
    QTest.keyClicks(child.way_out, digits)
    QTest.keyClick(child.way_out, Qt.Key.Key_Return)


def test_a_weak_pin_is_refused(there: Desktop) -> None:
    console = there.console()
    there.click(console.child.button)
    for weak, why in (("123", "4 to 8 digits"), ("1234", "other digits"), ("7777", "other digits")):
        console.child.pin.field.setText(weak)
        there.click(console.child.pin.hand)
        there.until(partial(_says, console.child.pin.row._wrong.words, why))
    assert there.window.child is None


def test_the_child_points_and_the_adult_comes_back_by_the_pin(there: Desktop) -> None:
    child = hand_over(there)
    assert [card.accessibleName() for card in child.cards] == [f"Picture {n}" for n in range(1, 5)]
    assert child.said.text() == "Show me the dog."
    for number in (1, 0, 3):
        child.cards[number].click()
        child.cards[2].click()  # a second touch of the same plate is nothing
        there.until(lambda: not child._answered)
    assert child.rest.words.text() == "Please give this back now."
    hold(there, child)
    pin_typed(child, PIN)
    there.until(lambda: there.window.shell is not None)
    there.console("talking-1")
    assert there.window.isVisible()
    assert not there.school.folders.handed_over.exists()
    assert standing(there) == {"pointing-1": "dog", "pointing-2": "fish", "pointing-3": "cat"}


def test_a_new_pin_is_chosen_in_the_settings(there: Desktop) -> None:
    there.shell.go("settings")
    page = there.at(SettingsScreen)
    there.click(page.new_pin)
    there.type("2222")
    there.click(page.pin.hand)
    there.until(partial(_says, page.pin.row._wrong.words, "other digits"))
    there.type(PIN)
    there.key(Qt.Key.Key_Return)
    there.until(lambda: there.said() == "The new PIN holds from now on.")
    assert handing.try_pin(there.school.desk.store, there.school.desk.actor, PIN)


def test_right_and_wrong_look_the_same(there: Desktop) -> None:
    child = hand_over(there)
    there.until(lambda: all(card._drawn for card in child.cards))
    looks = []
    for number in (1, 0):
        for card in child.cards:  # alike in all but what they mean
            card.set_picture(child.cards[1]._drawn)
            card.setFixedSize(300, 200)
        child.cards[number].click()
        looks.append(child.cards[number].grab().toImage())
        others = [c.grab().toImage() for c in child.cards if c.number != number]
        assert len({bytes(image.constBits()) for image in others}) == 1
        there.until(lambda: not child._answered)
    assert looks[0] == looks[1]


def test_a_tap_on_the_way_out_is_not_enough(there: Desktop) -> None:
    child = hand_over(there)
    QTest.mouseClick(child.hold, Qt.MouseButton.LeftButton)
    QTest.keyClick(child.hold, Qt.Key.Key_Return)
    there.bot.wait(HOLD_MS + 100)
    assert child.layers.currentIndex() == 0


def test_wrong_pins_wait_and_then_only_the_passphrase_helps(there: Desktop) -> None:
    child = hand_over(there)
    hold(there, child)
    way_out = child.way_out
    assert way_out is not None
    for said in ("That is not the PIN.", "That is not the PIN.", "Wait 5 seconds."):
        pin_typed(child, "8264")
        there.until(partial(_says, way_out.said, said))
    pin_typed(child, PIN)  # right, and too soon
    there.until(lambda: way_out.said.text().startswith("Wait"))
    with there.school.desk.store.writing() as conn:
        held = handing._held(conn)
        assert held is not None
        assert held.wrong == 2, "what came too soon is not counted"
        handing._keep(conn, handing.Pin(held.salt, held.hashed, handing.TRIES, held.at))
    pin_typed(child, PIN)
    there.until(lambda: "passphrase" in way_out.said.text())
    QTest.mouseClick(way_out.other, Qt.MouseButton.LeftButton)
    way_out.field.setText(PASSPHRASE)
    QTest.keyClick(way_out.field, Qt.Key.Key_Return)
    there.until(lambda: there.window.shell is not None)
    there.console("pointing-1")
    with there.school.desk.store.reading() as conn:
        held = handing._held(conn)
    assert held is not None
    assert held.wrong == 0


def test_left_alone_it_locks_and_the_door_offers_nothing_else(there: Desktop) -> None:
    hand_over(there)
    there.window.lock()
    assert there.window.child is None
    door = there.window.findChild(Unlock)
    assert isinstance(door, Unlock)
    assert [b.text() for b in door.findChildren(type(door.button)) if b.isVisible()] == ["Unlock"]
    there.until(lambda: QApplication.focusWidget() is door.field)
    opened_again(there.school, there)
    there.console("pointing-1")


def test_nobody_at_it_for_five_minutes_locks_it(there: Desktop) -> None:
    hand_over(there)
    assert there.window.child is not None
    (idle,) = there.window.child.findChildren(IdleLock)
    touched = idle._touched
    QTest.mouseClick(there.window.child.window.windowHandle(), Qt.MouseButton.LeftButton)
    assert idle._touched > touched, "a child's touch counts"
    idle._clock = lambda: idle._touched + 301
    idle.look()
    there.until(lambda: there.window.desk is None)
    assert there.window.findChild(Unlock) is not None


def test_killed_it_opens_at_the_passphrase_and_at_the_item(
    there: Desktop, theme: Theme, qtbot: QtBot
) -> None:
    made = there.school
    child = hand_over(there)
    child.cards[1].click()
    there.settle()
    folders = _as_killed(made)
    window = Main(theme, folders, has_vault=True)
    try:
        (door,) = window.findChildren(Unlock)
        said = " ".join(label.text() for label in door.findChildren(type(door.waiting)))
        assert "This screen was handed to a child." in said
        assert window.desk is None
    finally:
        window.deleteLater()
    with desktop(theme, qtbot, replace(made, folders=folders), locked=True) as again:
        opened_again(replace(made, folders=folders), again)
        again.console("pointing-2")
        assert not folders.handed_over.exists()


def _as_killed(made: School) -> Folders:
    """The application's folder as a kill leaves it now."""
    import shutil

    home = made.folders.home.parent / "killed"
    shutil.copytree(made.folders.home, home)
    return Folders(home)


# two screens


class TwoScreens(Screens):
    """A second screen that the test plugs in and pulls out."""

    plugged = False

    def other(self, window: QWidget) -> QScreen | None:
        return super().other(window) or (window.screen() if self.plugged else None)

    def plug(self, *, there: bool) -> None:
        self.plugged = there
        self.changed.emit()


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> list[TwoScreens]:
    made: list[TwoScreens] = []

    def make(parent: QObject) -> TwoScreens:
        made.append(TwoScreens(parent))
        return made[-1]

    monkeypatch.setattr("ui.screens.console.child_side.Screens", make)
    return made


def test_a_second_screen_comes_and_goes_and_nothing_is_lost(
    screens: list[TwoScreens], there: Desktop
) -> None:
    console = there.console("pointing-1")
    (second,) = screens
    assert console.child.button.text() == "Hand to the child"
    second.plug(there=True)
    there.click(console.child.button)
    child = second_window(console)
    assert child.isVisible()
    assert QApplication.activeWindow() is there.window, "the keys stay with the adult"
    assert child.said.isHidden(), "the adult has the words on the console"
    child.cards[1].click()
    there.console("pointing-2")
    second.plug(there=False)
    assert gone(console)
    there.key(Qt.Key.Key_1)
    there.console("pointing-3")
    second.plug(there=True)
    child = second_window(console)
    there.until(lambda: all(card._drawn for card in child.cards))
    child.cards[0].click()
    there.console("talking-1")
    there.until(lambda: child.pages.currentWidget() is child.picture)
    assert child.picture.accessibleName() == "Picture"
    there.key(Qt.Key.Key_1)
    there.until(lambda: child.pages.currentWidget() is child.rest)
    there.console("talking-2")
    assert standing(there) == {
        "pointing-1": "dog",
        "pointing-2": "fish",
        "pointing-3": "fish",
        "talking-1": "pass",
    }
    child.close()
    assert child.isVisible(), "it is the console that closes it"
    there.key(Qt.Key.Key_P)
    there.today()
    there.until(lambda: gone(console))


def second_window(console: Console) -> ChildWindow:
    assert console.child.window is not None
    return console.child.window


def gone(console: Console) -> bool:
    return console.child.window is None


def test_on_two_real_screens_it_fills_the_other(tmp_path: Path) -> None:
    screens = [
        {"name": name, "x": x, "y": 0, "width": wide, "height": high, "logicalDpi": 96, "dpr": 1}
        for name, x, wide, high in (("laptop", 0, 1366, 768), ("tablet", 1366, 1280, 800))
    ]
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": screens}))
    told = subprocess.run(
        [sys.executable, "-m", "tests.journeys.two_screens"],
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={config}"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(told.stdout) == {
        "button": "Show the child",
        "adult": "laptop",
        "child": "tablet",
        "fills": True,
        "then": "Hide the child’s window",
    }


# five thousand events


class Witness(QObject):
    """Counts what really came to the window or to something in it."""

    def __init__(self, child: ChildWindow) -> None:
        super().__init__()
        self.child, self.seen = child, Counter[QEvent.Type]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        ours = watched is self.child.windowHandle() or (
            isinstance(watched, QWidget) and watched.window() is self.child
        )
        if ours:
            self.seen[event.type()] += 1
        return False


MODIFIERS = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
)
KEYS = (
    *range(Qt.Key.Key_Space, Qt.Key.Key_QuoteLeft),
    Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Backspace,
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Home, Qt.Key.Key_End,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown, Qt.Key.Key_Menu, Qt.Key.Key_Help, Qt.Key.Key_Print, Qt.Key.Key_Back,
    Qt.Key.Key_Forward, Qt.Key.Key_Super_L, Qt.Key.Key_Alt, Qt.Key.Key_Control,
    *range(Qt.Key.Key_F1, Qt.Key.Key_F13),
)  # fmt: skip
BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)


class Monkey:
    """Everything that hands, a drawer full of things and a curious child can do to a window."""

    def __init__(self, child: ChildWindow, seed: int) -> None:
        self.child, self.chance = child, random.Random(seed)
        self.dragged_in = 0
        self.finger = QTest.createTouchDevice()
        self.does: tuple[Callable[[], None], ...] = (
            self.key, self.key, self.key, self.click, self.click, self.double, self.drag,
            self.wheel, self.touch, self.menu, self.close, self.focus, self.tip, self.drop,
            self.state,
        )  # fmt: skip

    def once(self) -> None:
        self.chance.choice(self.does)()

    @property
    def window(self) -> QWindow:
        return self.child.windowHandle()

    def spot(self) -> QPoint:
        size = self.child.size()
        return QPoint(self.chance.randrange(size.width()), self.chance.randrange(size.height()))

    def key(self) -> None:
        key, held = Qt.Key(self.chance.choice(KEYS)), self.chance.choice(MODIFIERS)
        target = QApplication.focusWidget() if self.chance.random() < 0.5 else None
        QTest.keyClick(target or self.window, key, held)

    def click(self) -> None:
        button, held = self.chance.choice(BUTTONS), self.chance.choice(MODIFIERS)
        QTest.mouseClick(self.window, button, held, self.spot())

    def double(self) -> None:
        QTest.mouseDClick(self.window, self.chance.choice(BUTTONS), pos=self.spot())

    def drag(self) -> None:
        button = self.chance.choice(BUTTONS)
        QTest.mousePress(self.window, button, pos=self.spot())
        QTest.mouseMove(self.window, self.spot())
        QTest.mouseRelease(self.window, button, pos=self.spot())

    def wheel(self) -> None:
        at = QPointF(self.spot())
        turn = QPoint(0, self.chance.choice((-120, 120)))
        event = QWheelEvent(
            at, self.child.mapToGlobal(at), QPoint(), turn, Qt.MouseButton.NoButton,
            self.chance.choice(MODIFIERS), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(self.under(at.toPoint()), event)

    def touch(self) -> None:
        fingers = range(self.chance.choice((1, 1, 2, 3)))
        sequence = QTest.touchEvent(self.window, self.finger)
        for finger in fingers:
            sequence.press(finger, self.spot(), self.window)
        sequence.commit()
        sequence = QTest.touchEvent(self.window, self.finger)
        for finger in fingers:
            sequence.move(finger, self.spot(), self.window)
        sequence.commit()
        sequence = QTest.touchEvent(self.window, self.finger)
        for finger in fingers:
            sequence.release(finger, self.spot(), self.window)
        sequence.commit()

    def under(self, at: QPoint) -> QWidget:
        return self.child.childAt(at) or self.child

    def menu(self) -> None:
        at = self.spot()
        widget = self.under(at)
        place = widget.mapFrom(self.child, at)
        reason = self.chance.choice(
            (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard)
        )
        event = QContextMenuEvent(reason, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, event)

    def close(self) -> None:
        if self.chance.random() < 0.5:
            self.child.close()
        else:
            QApplication.sendEvent(self.child, QCloseEvent())

    def focus(self) -> None:
        self.child.focusNextPrevChild(self.chance.random() < 0.5)
        QApplication.sendEvent(self.child, QEvent(QEvent.Type.WindowDeactivate))
        QApplication.sendEvent(self.child, QEvent(QEvent.Type.WindowActivate))

    def tip(self) -> None:
        at = self.spot()
        widget = self.under(at)
        place = widget.mapFrom(self.child, at)
        kind = self.chance.choice((QEvent.Type.ToolTip, QEvent.Type.WhatsThis))
        QApplication.sendEvent(widget, QHelpEvent(kind, place, widget.mapToGlobal(place)))

    def drop(self) -> None:
        data = QMimeData()
        data.setText("from somewhere else")
        event = QDragEnterEvent(
            self.spot(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(self.under(event.position().toPoint()), event)
        self.dragged_in += event.isAccepted()

    def state(self) -> None:
        states = Qt.WindowState
        state = self.chance.choice(
            (states.WindowMinimized, states.WindowMaximized, states.WindowNoState)
        )
        self.child.windowHandle().setWindowState(state)
        QApplication.processEvents()
        self.child.showFullScreen()


def reached(there: Desktop, child: ChildWindow) -> list[str]:
    """What of the adult's can be reached or read: nothing, if all is well."""
    found = []
    if there.window.shell is not None or there.window.isVisible():
        found.append("the adult's window is open")
    if not child.isVisible() or child.isHidden():
        found.append("the child's window is gone")
    found += [
        f"another window: {type(widget).__name__}"
        for widget in QApplication.topLevelWidgets()
        if widget.isVisible() and widget is not child
    ]
    if QApplication.activePopupWidget() is not None:
        found.append("a menu is open")
    words = _words()
    found += [f"a name can be read: {n}" for pair in NAMES[:3] for n in pair if n in words]
    if not there.school.folders.handed_over.exists():
        found.append("a restart would not be locked")
    return found


def _words() -> str:
    """All that the program says to whoever asks: titles, tool tips, the accessible tree from its
    root, the clipboard."""
    said = [QGuiApplication.clipboard().text()]
    said += [window.title() for window in QGuiApplication.topLevelWindows()]
    for widget in QApplication.topLevelWidgets():
        if QAccessible.queryAccessibleInterface(widget) is not None:
            said += eyes.spoken(widget)
        for part in (widget, *widget.findChildren(QWidget)):
            said += [part.toolTip(), part.statusTip(), part.whatsThis(), part.accessibleName()]
    return "\n".join(said)


def unleash(
    there: Desktop, child: ChildWindow, events: int, seed: int
) -> tuple[list[str], Witness]:
    """*events* things done; what was reached, looked for after every fifth and at once after a menu
    or a close."""
    witness, monkey = Witness(child), Monkey(child, seed)
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(witness)
    try:
        for number in range(events):
            monkey.once()
            if number % 5 == 0:
                QApplication.processEvents()
                if found := reached(there, child):
                    return found, witness
        assert monkey.dragged_in == 0, "something could be dropped into the window"
        return reached(there, child), witness
    finally:
        app.removeEventFilter(witness)


SENT = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.ContextMenu,
    QEvent.Type.Close,
    QEvent.Type.WindowDeactivate,
    QEvent.Type.ToolTip,
    QEvent.Type.WindowStateChange,
)


def test_five_thousand_random_events_reach_nothing_else(there: Desktop) -> None:
    child = hand_over(there)
    seen = Counter[QEvent.Type]()
    for seed, where in enumerate(("pictures", "rest", "pin", "passphrase")):
        if where == "rest":
            while child.pages.currentWidget() is not child.rest:
                child.cards[0].click()
                there.until(lambda: not child._answered)
        if where in ("pin", "passphrase"):
            child._to_way_out()
        if where == "passphrase":
            assert child.way_out is not None
            child.way_out._turn()
        found, witness = unleash(there, child, 1250, seed)
        assert found == [], where
        seen += witness.seen
    assert [kind.name for kind in SENT if seen[kind] < 100] == [], "all kinds really came"
    assert sum(seen[kind] for kind in SENT) >= 5000
    there.settle()
    QTest.keyClick(child, Qt.Key.Key_Escape)
    assert reached(there, child) == []


def a_menu(there: Desktop, child: ChildWindow) -> QObject:
    menu = QMenu(child)
    menu.addAction("Out")
    child.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    child.customContextMenuRequested.connect(lambda at: menu.popup(child.mapToGlobal(at)))
    child.event = lambda event: QWidget.event(child, event)  # type: ignore[method-assign]
    for widget in child.findChildren(QWidget):
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
    return menu


def a_shortcut(there: Desktop, child: ChildWindow) -> QObject:
    holes = QObject(child)
    for number in range(1, 13):
        shortcut = QShortcut(QKeySequence(f"F{number}"), child)
        shortcut.activated.connect(there.window.show)
    return holes


def a_close(_there: Desktop, child: ChildWindow) -> QObject:
    child._may_close = True
    return child


def a_name(there: Desktop, child: ChildWindow) -> QObject:
    child.setWindowTitle("Łukasz")
    return child


def a_tool_tip(there: Desktop, child: ChildWindow) -> QObject:
    child.cards[0].setToolTip("Zoë has the next turn")
    return child


@pytest.mark.no_qt_log  # a menu asks the platform for more than it can off screen
@pytest.mark.parametrize("hole", [a_menu, a_shortcut, a_close, a_name, a_tool_tip])
def test_a_hole_opened_on_purpose_is_found(
    there: Desktop, hole: Callable[[Desktop, ChildWindow], QObject]
) -> None:
    child = hand_over(there)
    kept = hole(there, child)
    found, _witness = unleash(there, child, 1500, 7)
    assert found != []
    if kept is not child:
        kept.deleteLater()
    if popup := QApplication.activePopupWidget():
        popup.close()
