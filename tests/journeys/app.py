"""The real application in a process of its own, for a test that kills it.

``python -m tests.journeys.app HOME`` unlocks HOME's vault, opens the next child's console and then
taps “Pass” once for each line it is sent; it writes the item's id when the store has it.
"""

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from elsec_app.settings import Folders
from tests.little_screen import little_screen
from tests.vaults import PASSPHRASE
from ui.app import application, first_window
from ui.screens.console.screen import Console
from ui.screens.run_sheet.screen import RunSheet
from ui.screens.unlock import Unlock
from ui.window.main import Main


class Driver(QObject):
    """Does what a hand would do, as soon as it can be done."""

    asked = Signal()

    def __init__(self, window: Main) -> None:
        super().__init__()
        self.window = window
        self.owed, self.tapped = 0, ""
        self.asked.connect(self.owe)
        self.look = QTimer(self)
        self.look.timeout.connect(self.act)
        self.look.start(2)

    def owe(self) -> None:
        self.owed += 1

    def act(self) -> None:
        door = self.window.findChild(Unlock)
        shell = self.window.shell
        if isinstance(door, Unlock) and door.button.isEnabled() and not door.field.text():
            door.field.setText(PASSPHRASE)
            door.button.click()
        if shell is None:
            return
        screen = shell.screens.currentWidget()
        if isinstance(screen, RunSheet) and screen.start.isVisible():
            screen.start.click()
        elif isinstance(screen, Console):
            self.tap(screen)

    def tap(self, console: Console) -> None:
        journal = console.journal
        if journal is None or journal.saving:
            return
        if self.tapped:
            self.tell(self.tapped)
            self.tapped = ""
        if self.owed and journal.item is not None:
            self.owed -= 1
            self.tapped = journal.item.id
            console.answering.press(1)

    def tell(self, word: str) -> None:
        sys.stdout.write(f"{word}\n")
        sys.stdout.flush()

    def listen(self) -> None:
        for _line in sys.stdin:
            self.asked.emit()


def main(home: str) -> int:
    """Runs until it is killed."""
    app = application()
    window = first_window(Folders(Path(home)))
    pack = little_screen()
    window.behind._packs = {pack.id: pack}
    window.show()
    driver = Driver(window)
    threading.Thread(target=driver.listen, daemon=True).start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
