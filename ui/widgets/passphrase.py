"""The field for a passphrase; apart from the other fields, whose types the start need not make."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.inside import keep_right


class PassphraseField(QLineEdit):
    """A passphrase, hidden until asked for. Return is the screen's (``returnPressed``)."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._eye = IconButton(theme, _("Show the passphrase"), "eye", self)
        self._eye.clicked.connect(self._turn)
        self.setTextMargins(0, 0, self._eye.sizeHint().width(), 0)
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setTextMargins(0, 0, self._eye.sizeHint().width(), 0)
        keep_right(self._eye, self)

    def _turn(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if hidden else modes.Password)
        name = _("Hide the passphrase") if hidden else _("Show the passphrase")
        self._eye.set_face(name, "eye-off" if hidden else "eye")

    def hide_again(self) -> None:
        """Back to dots, as when the screen is left."""
        if self.echoMode() == QLineEdit.EchoMode.Normal:
            self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        keep_right(self._eye, self)
