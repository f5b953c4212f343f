"""A process that opens a store whose key is derived, and says how long its run sheet took.

``python -m tests.bench.sheet_child HOME``: the vault in HOME opens by ``tests.vaults.PASSPHRASE``.
Before the clock starts, the unlock screen has stood for a second, as while a passphrase is typed
and the key derived.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from elsec_app.settings import Folders
from tests.little_screen import little_screen
from tests.vaults import PASSPHRASE
from ui.app import first_window
from ui.widgets.table import Table
from ui.window.main import Main
from ui.window.warm import Warm

STANDS_MS = 1000


class Watch(QObject):
    """Ends the process once the table of the run sheet has been painted with its rows."""

    def __init__(self, window: Main) -> None:
        super().__init__()
        self._window = window
        self.began = 0.0

    def begin(self) -> None:
        from elsec_app.operations import desk
        from elsec_app.store import vault

        folder = self._window._folders.vault
        packs = {pack.id: pack for pack in (little_screen(),)}
        key = vault.unlock(folder, PASSPHRASE)
        self.began = time.perf_counter()
        self._window.work.do(desk._open, folder, key, packs, done=self._opened)

    def _opened(self, opened: object) -> None:
        """The list's paint alone is watched: a filter on everything would be timed as well."""
        self._window.open(opened)
        table = self._window.findChild(Table)
        assert table is not None
        table.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and _filled(watched):
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return False

    def tell(self) -> None:
        sys.stdout.write(f"{(time.perf_counter() - self.began) * 1000}\n")
        sys.stdout.flush()
        self._window.close()
        QApplication.quit()


def _filled(watched: QObject) -> bool:
    table = watched.parent()
    return isinstance(table, Table) and table.viewport() is watched and bool(table.rows.rows)


def main() -> None:
    window = first_window(Folders(Path(sys.argv[1])))
    window.show()
    watch = Watch(window)
    warm = Warm(window._theme, lambda: window.behind.ready, window)
    window._warm = warm
    QTimer.singleShot(STANDS_MS, watch.begin)
    sys.exit(QApplication.exec())


if __name__ == "__main__":
    main()
