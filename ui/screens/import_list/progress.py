"""How far long work is, and a way to stop it."""

import threading

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from elsec_app.errors import Stopped
from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import secondary
from ui.widgets.status import ProgressLine
from ui.widgets.text import Text

LOOK_MS = 60


class Job:
    """One piece of work on another thread, which calls ``watch``. Nothing of Qt's: its last user
    may be either thread."""

    def __init__(self, closing: threading.Event) -> None:
        self.done = self.of = 0
        self._asked, self._closing = threading.Event(), closing

    def stop(self) -> None:
        self._asked.set()

    def watch(self, done: int, of: int) -> None:
        """Raises ``Stopped`` once nobody wants the rest."""
        if self._asked.is_set() or self._closing.is_set():
            raise Stopped(_("Stopped. Nothing was changed."))
        self.done, self.of = done, of


class Working(QWidget):
    """A line that fills, what is being done, and Stop. Hidden when nothing is. *closing* is set
    when the desk is locked, which stops the work too."""

    def __init__(self, theme: Theme, closing: threading.Event) -> None:
        super().__init__()
        self.job: Job | None = None
        self._closing = closing
        self.words = Text(theme, colour="ink_2", wrap=False)
        self.line = ProgressLine(theme, _("Progress"))
        self.stop = secondary(theme, _("Stop"), "x")
        self.stop.clicked.connect(self._stopped)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._looked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(16))
        row.addWidget(self.words)
        row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        self.hide()

    def begin(self, words: str) -> Job:
        """Show that *words* is being done, and hand out what the worker is to call."""
        self.job = Job(self._closing)
        self.words.setText(words)
        self.line.set(0, 0)
        self.stop.setEnabled(True)
        self._look.start()
        self.show()
        return self.job

    def end(self) -> None:
        self.job = None
        self._look.stop()
        self.hide()

    def _looked(self) -> None:
        if self.job is not None:
            self.line.set(self.job.done, self.job.of)

    def _stopped(self) -> None:
        if self.job is not None:
            self.job.stop()
            self.stop.setEnabled(False)
