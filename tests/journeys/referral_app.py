"""The real application in a process of its own, writing a referral, for a test that kills it.

``python -m tests.journeys.referral_app HOME CHILD WORDS`` unlocks HOME's vault, opens the child's
referral, types WORDS as the reason and says ``kept`` when the store has them.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest

from elsec_app.operations import referral_draft
from elsec_app.settings import Folders
from tests.little_screen import little_screen
from tests.vaults import PASSPHRASE
from ui.app import application, first_window
from ui.screens.referral.answers import Words
from ui.screens.referral.screen import ReferralScreen
from ui.screens.unlock import Unlock
from ui.window.main import Main


class Driver(QObject):
    """Does what a hand would do, as soon as it can be done."""

    def __init__(self, window: Main, child: str, words: str) -> None:
        super().__init__()
        self.window, self.child, self.words = window, child, words
        self.typed = self.told = False
        self.look = QTimer(self)
        self.look.timeout.connect(self.act)
        self.look.start(5)

    def act(self) -> None:
        door, shell = self.window.findChild(Unlock), self.window.shell
        if isinstance(door, Unlock) and door.button.isEnabled() and not door.field.text():
            door.field.setText(PASSPHRASE)
            door.button.click()
        if shell is None:
            return
        screen = shell.screens.currentWidget()
        if not isinstance(screen, ReferralScreen):
            shell.go("referral", child=self.child)
        elif not self.typed and screen.form.cards and screen.form.made():
            self.typed = True
            field = screen.form.cards[0].answers["reason"]
            assert isinstance(field, Words)
            QTest.keyClicks(field.field, self.words)
        elif self.typed and not self.told:
            self.tell()

    def tell(self) -> None:
        assert self.window.desk is not None
        with self.window.desk.store.reading() as conn:
            held = referral_draft.here(conn)
        if held and held[0].answers.get("reason") == self.words:
            self.told = True
            sys.stdout.write("kept\n")
            sys.stdout.flush()


def main(home: str, child: str, words: str) -> int:
    """Runs until it is killed."""
    app = application()
    window = first_window(Folders(Path(home)))
    pack = little_screen()
    window.behind._packs = {pack.id: pack}
    window.show()
    driver = Driver(window, child, words)
    assert driver.look.isActive()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
