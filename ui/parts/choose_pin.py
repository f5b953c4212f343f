"""Choosing the PIN that takes the screen back from a child."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.flow import Flow
from ui.widgets.form import FormRow


class ChoosePin(QWidget):
    """``chosen(digits)`` when *keep* is pressed; ``closed`` when it is left."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, keep: str, icon: str) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.field.setMaxLength(8)
        self.field.setMaximumWidth(theme.px(280))
        helping = _("With it you take the screen back from a child. Your passphrase does so too.")
        self.row = FormRow(theme, _("Choose a PIN of 4 to 8 digits"), self.field, helping)
        self.hand = primary(theme, keep, icon)
        self.leave = quiet(theme, _("Leave it"))
        buttons = QWidget()
        flow = Flow(theme.space(8), right=True)
        buttons.setLayout(flow)
        for button in (self.leave, self.hand):
            flow.addWidget(button)
        self.hand.clicked.connect(self._choose)
        self.field.returnPressed.connect(self._choose)
        self.leave.clicked.connect(self.put_away)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(self.row)
        box.addWidget(buttons)
        self.hide()

    def open(self) -> None:
        self.field.clear()
        self.row.set_error("")
        self.show()
        self.field.setFocus()

    def refuse(self, sentence: str) -> None:
        """What is wrong with the digits chosen."""
        self.row.set_error(sentence)
        self.field.selectAll()
        self.field.setFocus()

    def _choose(self) -> None:
        self.chosen.emit(self.field.text())

    def put_away(self) -> None:
        had = self.isVisible()
        self.field.clear()
        self.hide()
        if had:
            self.closed.emit()
