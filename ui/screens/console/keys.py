"""The keys of the console. Held down, each is pressed once."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from ui.screens.console.screen import Console


def listen(console: "Console") -> None:
    """0 to 9, A, S and X answer, as ``parts`` says; N writes a note, I shows the items, PgUp goes
    one back, P pauses; Backspace and Ctrl+Z take the last answer back."""
    keys: dict[str, Callable[[], object]] = {
        key: partial(console.press, key) for key in "0123456789ASX"
    }
    keys |= {
        "Ctrl+Z": console.take_back,
        "Backspace": console.take_back,
        "N": console.toggle_note,
        "P": console.put_down,
        "I": console.toggle_items,
        "PgUp": console.to_the_one_before,
    }
    for key, run in keys.items():
        shortcut = QShortcut(QKeySequence(key), console)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(run)
