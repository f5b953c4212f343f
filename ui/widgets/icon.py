"""A line icon that stands by itself, in the theme's colours."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.look import Theme


class Icon(QLabel):
    """An ornament: nothing is said by it alone. *size* in px at 100 % text."""

    def __init__(
        self, theme: Theme, name: str, colour: str, size: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._colour, self._size = theme, name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setPixmap(self._theme.icon(self._name, self._colour, self._size))
