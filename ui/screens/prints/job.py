"""One making of pages: told how far it is, and stopped, from another thread."""

import threading

from PySide6.QtCore import QObject, Signal

from elsec_app.reports.choosing import Kind


class Job(QObject):
    """``far(done, all)`` comes on the main thread. A job that was stopped leaves nothing."""

    far = Signal(int, int)

    def __init__(self, kind: Kind, closing: threading.Event) -> None:
        super().__init__()
        self.kind = kind
        self._stopped, self._closing = threading.Event(), closing

    def step(self, done: int, of: int) -> bool:
        """Called between two parts on the thread that makes them; ``False`` ends the work."""
        if self.stopped:
            return False
        self.far.emit(done, of)
        return True

    def stop(self) -> None:
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set() or self._closing.is_set()
