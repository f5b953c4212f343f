"""What a second tap means that comes too soon to be an answer to the item it hits.

The answers stay where they are while the item above them changes, and nobody has read a new item
within ``BOUNCE_MS`` of the tap that brought it. So a tap in that time was aimed at the item before:
on the same answer it is a finger that bounced, and nothing; on another answer of like items the
finger had slipped, and it corrects the item before (both taps are kept, in order); on answers that
were not there a moment ago it is nothing. Number keys do not bounce, and fast typists are faster
than this from paper: keys are never held back.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton

BOUNCE_MS = 150


class OneTap(QObject):
    """Watches the answers. ``hasty``: the tap under way belongs to the item before. The space bar
    never answers (one that is leant on must not score a child): Return presses an answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pressed, self._button = -BOUNCE_MS, QObject()
        self._set, self._set_pressed = 0, 0
        self._spaced: set[QObject] = set()
        self.hasty = False

    def watch(self, button: QAbstractButton, *, space: bool = False) -> None:
        """*space* lets the space bar press it: a button that saves, not one that scores."""
        button.installEventFilter(self)
        if space:
            self._spaced.add(button)

    def renewed(self) -> None:
        """The answers have been replaced by others."""
        self._set += 1
        self._spaced.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() in _PRESSES:
            return self._too_soon(watched, event.timestamp())
        if isinstance(event, QKeyEvent):
            self.hasty = False
            return event.key() == Qt.Key.Key_Space and watched not in self._spaced
        return False

    def _too_soon(self, button: QObject, at: int) -> bool:
        soon = 0 <= at - self._pressed < BOUNCE_MS
        bounced = button is self._button or self._set != self._set_pressed
        self._pressed, self._button, self._set_pressed = at, button, self._set
        self.hasty = soon and not bounced
        return soon and bounced


_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
