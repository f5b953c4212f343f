"""Which screen the child's window stands on: another than the adult's, while there is one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class Screens(QObject):
    """``changed`` when a screen comes or goes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._changed)
            app.screenRemoved.connect(self._changed)

    def _changed(self, _screen: QScreen) -> None:
        self.changed.emit()

    def other(self, window: QWidget) -> QScreen | None:
        """A screen that *window* is not on."""
        mine = window.window().screen()
        return next((screen for screen in QGuiApplication.screens() if screen != mine), None)
