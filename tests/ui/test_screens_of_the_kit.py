"""Every widget in the places where screens put it, seen through the eyes of ``eyes``."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui import eyes
from tests.ui.gallery import SCREENS
from ui.theme.look import Theme
from ui.theme.tokens import THEMES

Show = Callable[..., QWidget]
SIZES = [(1366, 768, 100), (1366, 768, 150), (1366, 768, 200), (768, 1024, 100), (768, 1024, 200)]

each_screen = pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys())
each_size = pytest.mark.parametrize(("width", "height", "scale"), SIZES)


@each_screen
def test_everything_has_a_name(theme: Theme, show: Show, screen: Callable[..., QWidget]) -> None:
    assert eyes.nameless(show(screen(theme))) == []


@each_screen
@each_size
def test_large_text_fits(
    theme: Theme, show: Show, screen: Callable[..., QWidget], width: int, height: int, scale: int
) -> None:
    theme.set(scale=scale)
    window = show(screen(theme), width, height)
    assert (window.width(), window.height()) == (width, height)
    assert eyes.too_wide(window, width) == []
    assert eyes.cut_off(window) == []
    assert eyes.small_targets(window) == []


@each_screen
def test_a_window_already_open_takes_a_new_text_size(
    theme: Theme, show: Show, screen: Callable[..., QWidget]
) -> None:
    window = show(screen(theme), 1366, 768)
    theme.set("dark", 200)
    assert eyes.too_wide(window) == []
    assert eyes.small_targets(window) == []


@each_screen
def test_tab_reaches_everything(theme: Theme, show: Show, screen: Callable[..., QWidget]) -> None:
    window = show(screen(theme), 1366, 768)
    assert len(eyes.tab_order(window)) > 1
    assert eyes.unreached(window) == []


@each_screen
@pytest.mark.parametrize("name", THEMES)
def test_the_focus_shows(
    theme: Theme, show: Show, screen: Callable[..., QWidget], name: str
) -> None:
    theme.set(name)
    window = show(screen(theme), 1366, 768)
    assert eyes.unseen_focus(window, theme.colour("focus")) == []


def test_what_the_run_sheet_says_aloud(theme: Theme, show: Show) -> None:
    spoken = eyes.spoken(show(SCREENS["run sheet"](theme), 1366, 768))
    for words in (
        "Oak Tree Nursery",
        "Offline · 3 waiting",
        "Find a child",
        "Children in this run",
        "Child: Đặng Nguyễn Hải",
        "Items: 7 of 12",
        "Status: Screening now",
        "Carry on with Chloe",
    ):
        assert words in spoken


def test_the_tab_order_of_the_console(theme: Theme, show: Show) -> None:
    window = show(SCREENS["console"](theme), 1366, 768)
    names = [eyes.label(widget) for widget in eyes.tab_order(window)]
    start = names.index("Note")
    assert names[start : start + 7] == [
        "Note",
        "Pass",
        "Not yet",
        "No response",
        "Can’t be tested",
        "Pause",
        "Undo",
    ]
