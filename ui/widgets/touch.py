"""Scrolling by finger."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractScrollArea

# Qt's scroller costs 18 ms when first touched: after the first paint, before a hand can reach it.
AFTER_MS = 300


def scrolls_by_finger(area: QAbstractScrollArea) -> None:
    """Let a finger drag what is in *area*, from shortly after it is made."""
    QTimer.singleShot(AFTER_MS, area, lambda: grab(area))


def grab(area: QAbstractScrollArea) -> None:
    """The same, at once."""
    from PySide6.QtWidgets import QScroller

    QScroller.grabGesture(area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
