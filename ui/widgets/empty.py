"""What a screen shows when there is nothing yet: a picture, what it means, what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.look import Theme
from ui.widgets.buttons import Button
from ui.widgets.text import Text


class EmptyState(QWidget):
    """*picture* is a name in ``resources/pictures``; *button* the one thing to do, if any."""

    def __init__(
        self,
        theme: Theme,
        picture: str,
        title: str,
        sentence: str,
        button: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._name = theme, picture
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = Text(theme, title, "title")
        self.sentence = Text(theme, sentence, "body", "ink_2")
        box = QVBoxLayout(self)
        box.setSpacing(theme.space(12))
        box.addStretch(2)
        box.addWidget(self._picture)
        for words in (self.title, self.sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(words)
        if button is not None:
            box.addSpacing(theme.space(8))
            box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._picture.setPixmap(self._theme.picture(self._name, 96))
