"""Words on the page."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.look import Theme


class Text(QLabel):
    """Plain words in one of the theme's roles, wrapping where there is no room.

    *role* is a key of ``ui.theme.fonts.ROLES``; *colour* a colour token.
    """

    def __init__(
        self,
        theme: Theme,
        words: str = "",
        role: str = "body",
        colour: str = "ink",
        wrap: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._theme, self._role, self._colour = theme, role, colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()
        theme.changed.connect(self._dress)

    def minimumSizeHint(self) -> QSize:
        """The longest word on one line; Qt asks ``heightForWidth`` for the rest."""
        if not self.wordWrap() or not self.text():
            return super().minimumSizeHint()
        metrics = QFontMetrics(self.font())
        words = max(map(metrics.horizontalAdvance, self.text().split()), default=0)
        return QSize(words + 2, metrics.height())

    def set_colour(self, colour: str) -> None:
        self._colour = colour
        self._dress()

    def set_role(self, role: str) -> None:
        self._role = role
        self._dress()

    def _dress(self) -> None:
        self.setFont(self._theme.font(self._role))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._colour))
        self.setPalette(palette)
