"""A field with its label, its help and what is wrong with it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.look import Theme
from ui.widgets.text import Text


class FormRow(QWidget):
    """A field with its label above, a helping sentence, and room for what is wrong with it."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        field: QWidget,
        helping: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._label = Text(theme, label, "strong")
        self._label.setBuddy(field)
        self._help = Text(theme, helping, "small", "ink_2")
        self._wrong = _Wrong(theme)
        self._wrong.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(6))
        for part in (self._label, self._help, field, self._wrong):
            box.addWidget(part)
        self._help.setVisible(bool(helping))  # now: without a parent it would open a window
        if not field.accessibleName():
            field.setAccessibleName(label)
        field.setAccessibleDescription(helping)

    def set_error(self, sentence: str) -> None:
        """Say what is wrong under the field; an empty sentence clears it."""
        self._wrong.words.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        self.field.setProperty("faulty", bool(sentence))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)
        self.field.setAccessibleDescription(sentence or self._help.text())


class _Wrong(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icon = Text(theme, wrap=False)
        self.words = Text(theme, role="small", colour="refer")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(6))
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.icon("circle-alert", "refer", 16))
