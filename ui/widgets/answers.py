"""The big buttons that score an item: told apart by word, icon, colour and place."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.paint import CENTRE, focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed


class Answer(NamedTuple):
    """What a tap means: the *value* handed on, and how the button shows it."""

    value: str
    word: str
    icon: str
    tone: str
    key: str


def usual_answers() -> tuple[Answer, ...]:
    """Pass, not yet, no response: of equal weight, so that none is suggested."""
    return (
        Answer("pass", _("Pass"), "check", "track", "1"),
        Answer("not_yet", _("Not yet"), "hourglass", "watch", "2"),
        Answer("no_response", _("No response"), "circle-dashed", "quiet", "3"),
    )


class BigAnswer(Pressed):
    """One answer. Checkable: the answer now held stays filled. Its key works window-wide."""

    def __init__(self, theme: Theme, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.answer = answer
        self.setText(answer.word)
        self.setAccessibleName(answer.word)
        self.setAccessibleDescription(_("Key {key}").format(key=answer.key))
        self.setShortcut(QKeySequence(answer.key))
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font("answer")).horizontalAdvance(self.text())
        disc, key = theme.px(36), theme.px(24)
        width = words + disc + key + 2 * theme.space(14) + 2 * theme.space(12)
        return QSize(width, max(72, disc + theme.space(28)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, tone = self._theme, self.answer.tone
        painter = QPainter(self)
        smooth(painter)
        rect, radius = QRectF(self.rect()), theme.tokens.card_radius
        held = self.isEnabled() and (self.isChecked() or self.isDown())
        ink = "on_tone" if held else tone if self.isEnabled() else "ink_2"
        fill = tone if held else f"{tone}_tint" if self.isEnabled() else "groove"
        line = tone if self.isEnabled() else "line"
        width = 3 if self.underMouse() else 2
        surface(painter, rect, radius, theme.colour(fill), theme.colour(line), width)
        if self.hasFocus():
            focus_ring(painter, rect, radius, theme)
        self._paint_face(painter, rect, ink, fill)

    def _paint_face(self, painter: QPainter, rect: QRectF, ink: str, fill: str) -> None:
        theme = self._theme
        disc = theme.px(36)
        left, middle = rect.left() + theme.space(16), rect.center().y()
        circle = QRectF(left, middle - disc / 2, disc, disc)
        surface(painter, circle, disc / 2, theme.colour(ink))
        pixmap(painter, theme.icon(self.answer.icon, fill, 22), circle.center())
        painter.setFont(theme.font("answer"))
        painter.setPen(theme.colour(ink))
        text = rect.adjusted(theme.space(16) + disc + theme.space(12), 0, 0, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        self._paint_key(painter, rect, ink)

    def _paint_key(self, painter: QPainter, rect: QRectF, ink: str) -> None:
        theme = self._theme
        side = theme.px(24)
        cap = QRectF(
            rect.right() - theme.space(14) - side, rect.center().y() - side / 2, side, side
        )
        surface(painter, cap, 6, None, theme.colour(ink), 1.5)
        painter.setFont(theme.font("label"))
        painter.drawText(cap.adjusted(0.5, 0.5, 0.5, 0.5), CENTRE, self.answer.key)
