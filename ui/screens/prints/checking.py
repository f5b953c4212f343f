"""Is a printed page still current? Type its code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.reports.choosing import Traced
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.text import Text

MOST = 20  # characters: a code has nine, with its dash


class CodeCheck(QWidget):
    """``asked(code)`` when a code was typed; ``show_answer`` says what it stands for."""

    asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._mark = ("", "")
        self.field = QLineEdit()
        self.field.setMaxLength(MOST)
        self.field.setPlaceholderText(_("Code on a printed page"))
        self.field.setAccessibleName(_("Code on a printed page"))
        self.button = quiet(theme, _("Check"), "search")
        self._icon, self.answer = Text(theme, wrap=False), Text(theme, role="small")
        self.field.returnPressed.connect(self._tell)
        self.field.textEdited.connect(lambda _text: self._say("", "", ""))
        self.button.clicked.connect(self._tell)
        line = QHBoxLayout()
        line.setSpacing(theme.space(8))
        line.addWidget(self.field, 1)
        line.addWidget(self.button)
        said = QHBoxLayout()
        said.setSpacing(theme.space(6))
        said.addWidget(self._icon)
        said.addWidget(self.answer, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(6))
        box.addLayout(line)
        box.addLayout(said)
        self._say("", "", "")
        theme.changed.connect(self._dress)

    def _tell(self) -> None:
        if self.field.text().strip():
            self.asked.emit(self.field.text())
        self.field.setFocus()

    def show_answer(self, found: Traced) -> None:
        words, icon, tone = {
            "current": (_("Current. {what}."), "circle-check", "track"),
            "superseded": (_("Superseded: print it again. {what}."), "history", "refer"),
            "unknown": (
                _("Not known here. Check the code; the page may be from another device."),
                "circle-question-mark",
                "ink_2",
            ),
        }[found.state]
        self._say(words.format(what=found.what), icon, tone)

    def _say(self, words: str, icon: str, tone: str) -> None:
        self.answer.setText(words)
        self._mark = (icon, tone)
        self._dress()
        self.answer.setVisible(bool(words))
        self._icon.setVisible(bool(words))

    def _dress(self) -> None:
        icon, tone = self._mark
        if icon:
            self._icon.setPixmap(self._theme.icon(icon, tone, 18))
