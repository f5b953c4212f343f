"""What all pressed things have in common."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme.look import Theme


def ready(button: QAbstractButton, theme: Theme) -> None:
    """Focus by Tab and by press, light up under the pointer, measure again with the theme."""
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    theme.changed.connect(button.updateGeometry)


def pressed_by(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press *button* if *event* is Return, which Qt leaves to dialogs; True if it was."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    button.click()
    return True


class Pressed(QAbstractButton):
    """A button that paints itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        ready(self, theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by(self, event):
            super().keyPressEvent(event)
