"""Makes one of each kind of widget while the key is derived, so that the first real one is quick.

PySide makes its types and enumerations when they are first used, Qt its style rules and glyphs:
about 100 ms for the run sheet, which would otherwise follow the passphrase.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.theme.look import Theme

WAIT_MS = 20


class Warm(QObject):
    """Does a little at a time, between two events, once *ready()* says that it can."""

    def __init__(self, theme: Theme, ready: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._ready = theme, ready
        self._steps: Iterator[Callable[[Theme], QWidget]] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._timer.start(WAIT_MS)

    def stop(self) -> None:
        """The key is there: the real ones are made now."""
        self._timer.stop()

    def _step(self) -> None:
        if self._steps is None:
            if not self._ready():
                return
            self._steps = iter(_makers())
        maker = next(self._steps, None)
        if maker is None:
            self.stop()
            return
        made = maker(self._theme)
        made.ensurePolished()
        made.sizeHint()
        made.deleteLater()


def _makers() -> list[Callable[[Theme], QWidget]]:
    from ui.parts.pickers import Pickers
    from ui.screens.run_sheet.panel import ChildPanel
    from ui.widgets.empty import EmptyState
    from ui.widgets.fields import SearchField
    from ui.widgets.page import Page
    from ui.widgets.strips import SyncStrip
    from ui.widgets.table import child_table

    return [
        Pickers,
        lambda theme: child_table(theme, ""),
        ChildPanel,
        lambda theme: Page(theme, "", scrolls=False),
        lambda theme: SearchField(theme, ""),
        SyncStrip,
        lambda theme: EmptyState(theme, "clipboard", "", ""),
    ]
