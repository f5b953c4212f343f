"""Strips: where the records are, and the one sentence the application has to say."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from elsec_app.i18n import _, ngettext
from ui.theme.look import Theme
from ui.widgets.buttons import IconButton, quiet
from ui.widgets.paint import LEFT, focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed
from ui.widgets.text import Text


class SyncStrip(Pressed):
    """Where the records are. Always says what is safe, never alarms; a press asks for more
    (``clicked``)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._icon = "cloud-off"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.offline(0)

    def offline(self, waiting: int) -> None:
        """No network; *waiting* records will go when there is one."""
        words = ngettext("Offline · {n} waiting", "Offline · {n} waiting", waiting)
        self._show("cloud-off", words.format(n=waiting) if waiting else _("Offline · all saved"))

    def online(self, waiting: int) -> None:
        """The centre can be reached; *waiting* records have not gone yet."""
        words = ngettext("Online · {n} waiting", "Online · {n} waiting", waiting)
        self._show("cloud-upload", words.format(n=waiting) if waiting else _("Online · all sent"))

    def sending(self, sent: int, total: int) -> None:
        words = _("Sending {sent} of {total}").format(sent=sent, total=total)
        self._show("refresh-cw", words)

    def all_sent(self) -> None:
        self._show("cloud-check", _("All sent"))

    def trouble(self, words: str) -> None:
        """Something needs a person, in a few words; the press shows what."""
        self._show("triangle-alert", words)

    def _show(self, icon: str, words: str) -> None:
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font("body")).horizontalAdvance(self.text())
        wide = words + theme.px(20) + theme.space(10) + 2 * theme.space(14)
        return QSize(wide, max(44, theme.line("body") + theme.space(16)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        radius = rect.height() / 2
        fill = "groove" if self.underMouse() else "card"
        surface(painter, rect, radius, theme.colour(fill), theme.colour("line"), 1)
        if self.hasFocus():
            focus_ring(painter, rect, radius, theme)
        side, icon = theme.space(14), theme.px(20)
        where = QRectF(side, rect.center().y() - icon / 2, icon, icon).center()
        pixmap(painter, theme.icon(self._icon, "ink_2", 20), where)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("ink_2"))
        painter.drawText(rect.adjusted(side + icon + theme.space(10), 0, 0, 0), LEFT, self.text())


class Action(NamedTuple):
    """A way out: a word on a button, and what it does."""

    word: str
    run: Callable[[], object]
    icon: str = ""


class Strip(QFrame):
    """One sentence, at most one action, and a way to put it away. ``dismissed`` when it is."""

    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tone, self._icon = theme, "green", "info"
        self._run: Callable[[], object] | None = None
        self._picture = QLabel()
        self._words = Text(theme, role="body")
        self._act = quiet(theme, "")
        self._act.clicked.connect(self._acted)
        self._away = IconButton(theme, _("Put this message away"), "x")
        self._away.clicked.connect(self.put_away)
        self._row = row = QHBoxLayout(self)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        row.addWidget(self._act)
        row.addWidget(self._away)
        self._dress()
        theme.changed.connect(self._dress)
        self.hide()

    def show_info(self, sentence: str, action: Action | None = None, icon: str = "info") -> None:
        self._show(sentence, action, "green", icon)

    def show_problem(self, sentence: str, action: Action | None = None) -> None:
        self._show(sentence, action, "refer", "triangle-alert")

    def sentence(self) -> str:
        """What it says now; empty when it is away."""
        return self._words.text() if not self.isHidden() else ""

    def attended(self) -> bool:
        """Whether the pointer or the focus is on it, so that it must not go by itself."""
        return self.underMouse() or self._act.hasFocus() or self._away.hasFocus()

    def put_away(self) -> None:
        self._run = None
        self.hide()
        self.dismissed.emit()

    def _show(self, sentence: str, action: Action | None, tone: str, icon: str) -> None:
        self._tone, self._icon = tone, icon
        self._words.setText(sentence)
        self._run = action.run if action else None
        self._act.setVisible(action is not None)
        if action:
            self._act.setText(action.word)
            self._act.set_icon(action.icon)
        self._dress()
        self.show()

    def _acted(self) -> None:
        run = self._run
        self.put_away()
        if run is not None:
            run()

    def _dress(self) -> None:
        theme = self._theme
        self._picture.setPixmap(theme.icon(self._icon, self._tone, 24))
        self._words.set_colour("ink")
        self._row.setContentsMargins(
            theme.space(16), theme.space(8), theme.space(8), theme.space(8)
        )
        self._row.setSpacing(theme.space(12))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        tint, line = theme.colour(f"{self._tone}_tint"), theme.colour(self._tone)
        surface(painter, QRectF(self.rect()), theme.tokens.radius, tint, line, 1.5)
