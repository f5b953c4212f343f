"""Puts the desktop together: the application, its look, its one window.

Imports no more than the first screen needs; ``tests/ui/test_start.py`` holds it to that.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from elsec_app.i18n import speak
from elsec_app.settings import Folders, folders, preferences
from ui.theme.look import Theme, new_application
from ui.window.main import Main

if TYPE_CHECKING:
    from elsec_app.operations.desk import Desk


def first_window(where: Folders | None = None) -> Main:
    """The window as it opens, not yet shown: the passphrase, or the first run without a vault."""
    where = where or folders()
    liked = preferences(where)
    speak(liked.language)
    theme = Theme(application(), liked.theme, liked.scale)
    return Main(theme, where, has_vault=(where.vault / "vault.json").exists())


def application() -> QApplication:
    """The one application of this process, made when there is none yet."""
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = new_application("elsec-screening")
    made.setApplicationDisplayName("ELSEC Screening")
    made.setOrganizationName("elsec")
    return made


def run(where: Folders | None = None, desk: "Desk | None" = None, hello: str = "") -> int:
    """Open the window and stay until it is closed; with *desk*, unlocked and on its run sheet.

    *hello* is said on the strip at once.
    """
    window = first_window(where)
    if desk is not None:
        window.open(desk)
    window.show()
    if hello:
        window.messages.say(hello)
    return application().exec()


def main(argv: Sequence[str]) -> int:
    """Open the application on this computer's own store. *argv* is Qt's."""
    del argv
    return run()
