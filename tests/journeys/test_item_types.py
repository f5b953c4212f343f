"""Every type of item, answered by mouse, by finger and by keys alone; undone; changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from elsec_app.instruments.answers import Value
from elsec_app.instruments.items import Choice, Count, Item
from tests.desktop import Desktop, desktop
from tests.journeys.test_console import standing, stored
from tests.journeys.test_morning import touch
from tests.little_screen import BOTH, EVERY_TYPE, LISTENING, little_screen
from tests.school import school
from ui.screens.console.parts import NumberField, Numbers, Sounds, Words
from ui.screens.console.screen import Console
from ui.theme.look import Theme

POINTING, RATING, NAMING, REPEAT, COUNT, SOUNDS, NOTE = EVERY_TYPE
OBSERVED = LISTENING[0]
assert isinstance(COUNT, Count)
LONG_COUNT = msgspec.structs.replace(COUNT, most=40)
CHOICE = Choice(
    id="choice-1",
    strand="talking",
    sections=BOTH,
    source="made-up",
    prompt="What does the form say?",
    options=("on_track", "not_yet", "closer_look"),
)
LAST = msgspec.structs.replace(LISTENING[3], strand="sounds")  # so that something follows
Taps = Callable[[Console], list[QWidget]]
Keys = list[Qt.Key | str]


def answer(number: int) -> Taps:
    """The *number*-th of the big buttons or pictures, from 0."""

    def taps(console: Console) -> list[QWidget]:
        return [[key for part in console.answering.parts for key in part.keys][number]]

    return taps


def number(wanted: int) -> Taps:
    def taps(console: Console) -> list[QWidget]:
        (part,) = (p for p in console.answering.parts if isinstance(p, Numbers))
        return [button for button, value in part._buttons if value == wanted]

    return taps


def sounds(console: Console) -> list[QWidget]:
    (part,) = (p for p in console.answering.parts if isinstance(p, Sounds))
    return [part.chips[0], part.chips[6], part.save]


def long_number(console: Console) -> list[QWidget]:
    (part,) = (p for p in console.answering.parts if isinstance(p, NumberField))
    part.field.setValue(23)  # the wheel and the arrows of the field are Qt's own
    return [part.save]


def nothing_to_add(console: Console) -> list[QWidget]:
    (part,) = (p for p in console.answering.parts if isinstance(p, Words))
    return [part.save]


EACH: list[tuple[str, Item, Value, Taps, Keys]] = [
    ("observed", OBSERVED, "not_yet", answer(1), [Qt.Key.Key_2]),
    ("rating", RATING, 1, answer(1), [Qt.Key.Key_2]),
    ("pointing", POINTING, "key", answer(2), [Qt.Key.Key_3]),
    ("pointing, none", POINTING, "no_response", answer(4), [Qt.Key.Key_5]),
    ("naming", NAMING, "pass", answer(0), [Qt.Key.Key_1]),
    ("repeat", REPEAT, "no_response", answer(2), [Qt.Key.Key_3]),
    ("count", COUNT, 1, number(1), [Qt.Key.Key_1]),
    ("count, none", COUNT, "no_response", answer(-1), [Qt.Key.Key_X]),
    ("long count", LONG_COUNT, 23, long_number, [Qt.Key.Key_2, "3", "\t", Qt.Key.Key_Return]),
    ("sounds", SOUNDS, ("p", "ʃ"), sounds, [Qt.Key.Key_1, Qt.Key.Key_7, Qt.Key.Key_S]),
    ("sounds, none", SOUNDS, "no_response", answer(-1), [Qt.Key.Key_X]),
    ("choice", CHOICE, "closer_look", answer(2), [Qt.Key.Key_3]),
    ("note", NOTE, "", nothing_to_add, ["\t", Qt.Key.Key_Return]),
]  # fmt: skip


@pytest.fixture
def at(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Item], Desktop]]:
    """The console on a screen of one item and another after it."""
    opened = []

    def open_at(item: Item) -> Desktop:
        made = school(tmp_path, children=1, instrument=little_screen((item, LAST)))
        context = desktop(theme, qtbot, made)
        there = context.__enter__()
        opened.append(context)
        there.click(there.today().start)
        there.console(item.id)
        return there

    yield open_at
    for context in opened:
        context.__exit__(None, None, None)


def by_mouse(there: Desktop, taps: Taps, _keys: Keys) -> None:
    for widget in taps(there.console()):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def by_finger(there: Desktop, taps: Taps, _keys: Keys) -> None:
    finger = QTest.createTouchDevice()
    for widget in taps(there.console()):
        touch(there, finger, widget)


def tab_to_save(there: Desktop) -> None:
    parts = there.console().answering.parts
    (save,) = (part.save for part in parts if isinstance(part, NumberField | Words))
    for _n in range(20):
        there.key(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is save:
            return
    raise AssertionError("Tab never meets the button that saves")


def by_keys(there: Desktop, _taps: Taps, keys: Keys) -> None:
    for key in keys:
        if key == "\t":
            tab_to_save(there)
        elif isinstance(key, str):
            there.type(key)
        else:
            QTest.keyClick(QApplication.focusWidget() or there.window, key)


@pytest.mark.parametrize(("name", "item", "value", "taps", "keys"), EACH, ids=[e[0] for e in EACH])
def test_it_is_answered_by_mouse_finger_and_keys_and_taken_back(
    at: Callable[[Item], Desktop], name: str, item: Item, value: Value, taps: Taps, keys: Keys
) -> None:
    there = at(item)
    for hands in (by_mouse, by_finger, by_keys):
        hands(there, taps, keys)
        console = there.console(LAST.id)
        assert standing(there) == {item.id: value}, (name, hands)
        there.click(console.undo)
        there.console(item.id)
        assert standing(there) == {}
    assert [entry.value for entry in stored(there).entries] == [value, None] * 3, "all are kept"


def test_the_figures_never_mean_no_response_to_a_number(at: Callable[[Item], Desktop]) -> None:
    there = at(COUNT)
    there.key(Qt.Key.Key_0)
    there.console(LAST.id)
    assert standing(there) == {COUNT.id: 0}


def test_half_ticked_sounds_are_there_again(at: Callable[[Item], Desktop]) -> None:
    there = at(SOUNDS)
    there.key(Qt.Key.Key_2)
    there.key(Qt.Key.Key_3)
    there.key(Qt.Key.Key_P)
    sheet = there.today()
    sheet.table.mark(there.school.children[0])
    there.shell.go(
        "console",
        child=there.school.children[0],
        cohort=there.school.cohort.id,
        class_name="Acorn",
    )
    console = there.console(SOUNDS.id)
    (part,) = (p for p in console.answering.parts if isinstance(p, Sounds))
    assert part._heard() == ("b", "m")
    there.key(Qt.Key.Key_S)
    there.console(LAST.id)
    assert standing(there) == {SOUNDS.id: ("b", "m")}
