"""Locks the desk when nobody has touched it for a while."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

IDLE_S = 5 * 60
LOOK_MS = 5000
_TOUCHED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class IdleLock(QObject):
    """Calls *lock* once *after* seconds have passed on *clock* since the last touch or key.

    The clock is the time of day, so that a laptop that slept with its lid shut wakes up locked.
    """

    def __init__(
        self,
        lock: Callable[[], object],
        *,
        after: float = IDLE_S,
        clock: Callable[[], float] = time.time,
        look_ms: int = LOOK_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lock, self._after, self._clock = lock, after, clock
        self._touched = clock()
        self._look = QTimer(self)
        self._look.setInterval(look_ms)
        self._look.timeout.connect(self.look)
        self._look.start()

    def watch(self, window: QWindow) -> None:
        """Hear what comes from outside to *window*; all events of the application are too many."""
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHED:
            self.touch()
        return False

    def touch(self) -> None:
        """Somebody is here."""
        if self._clock() - self._touched < self._after:
            self._touched = self._clock()

    def look(self) -> None:
        """Lock if it is time. A clock that was set back begins the wait again."""
        idle = self._clock() - self._touched
        if idle < 0:
            self._touched = self._clock()
        elif idle >= self._after:
            self._look.stop()
            self._lock()
