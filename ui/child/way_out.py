"""How the adult takes the screen back: a PIN on large keys, or the passphrase."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import Button, primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.centred import Centred
from ui.widgets.paint import LEFT, focus_ring, pixmap, smooth, surface
from ui.widgets.press import Pressed
from ui.widgets.stack import Stack
from ui.widgets.text import Text

HOLD_MS = 1000
MOST = 8  # digits of a PIN


class HoldButton(Pressed):
    """``held`` once it has been pressed for a second, by finger, mouse or space bar: what a child
    taps in passing does nothing."""

    held = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setText(_("Grown-up: hold this"))
        self.setAccessibleName(self.text())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(HOLD_MS)
        self._timer.timeout.connect(self.held)
        self.pressed.connect(self._timer.start)
        self.released.connect(self._timer.stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return would press it and let it go at once."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._theme
        words = QFontMetrics(theme.font("small")).horizontalAdvance(self.text())
        return QSize(words + theme.px(18) + 3 * theme.space(12), theme.target())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        smooth(painter)
        rect = QRectF(self.rect())
        if self.isDown():
            surface(painter, rect, theme.tokens.radius, theme.colour("groove"))
        if self.hasFocus():
            focus_ring(painter, rect, theme.tokens.radius, theme)
        icon = theme.icon("lock", "ink_2", 18)
        centre = QRectF(theme.space(12), 0, theme.px(18), rect.height()).center()
        pixmap(painter, icon, centre)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("ink_2"))
        painter.drawText(
            rect.adjusted(theme.px(18) + 2 * theme.space(12), 0, 0, 0), LEFT, self.text()
        )


class WayOut(QWidget):
    """``pin(digits)`` and ``passphrase(words)`` when they are given, ``back`` to the pictures."""

    pin = Signal(str)
    passphrase = Signal(str)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._digits = theme, ""
        self.dots = Text(theme, role="title")
        self.dots.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.said = Text(theme, role="body", colour="refer")
        self.said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field = _Secret(_("Passphrase"))
        self.open = primary(theme, _("Take the screen back"), "lock-open")
        self.other = quiet(theme, _("Use my passphrase"), "key-round")
        self.leave = quiet(theme, _("Back to the pictures"), "arrow-left")
        self.parts = Stack()
        self.parts.addWidget(self._keypad())
        self.parts.addWidget(self._by_passphrase())
        self.open.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self.other.clicked.connect(self._turn)
        self.leave.clicked.connect(self.back)
        self._lay_out()
        self.begin()

    def _keypad(self) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(self._theme.space(8))
        self.keys: dict[str, Button] = {}
        for n, digit in enumerate("123456789"):
            grid.addWidget(self._key(digit), 1 + n // 3, n % 3)
        rub = secondary(self._theme, _("Undo"), "undo-2")
        rub.clicked.connect(self._rub_out)
        self.keys["rub"] = rub
        grid.addWidget(self.dots, 0, 0, 1, 3)
        grid.addWidget(rub, 4, 0, 1, 2)
        grid.addWidget(self._key("0"), 4, 2)
        return made

    def _key(self, digit: str) -> Button:
        button = secondary(self._theme, digit)
        button.clicked.connect(partial(self._press, digit))
        self.keys[digit] = button
        return button

    def _by_passphrase(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.addStretch(1)
        box.addWidget(Text(self._theme, _("Your passphrase"), "strong"))
        box.addWidget(self.field)
        box.addStretch(1)
        return made

    def _lay_out(self) -> None:
        theme = self._theme
        card = Card(theme, padding=24, gap=12)
        heading = Text(theme, _("For the grown-up"), "heading")
        heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.leave)
        beside.addStretch(1)
        beside.addWidget(self.other)
        for part in (heading, self.parts, self.said, self.open, row):
            card.body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(theme, card, 480))

    def begin(self) -> None:
        """Nothing typed, nothing said."""
        self._digits = ""
        self.field.clear()
        self.parts.setCurrentIndex(0)
        self.say("")
        self._show()

    def say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setHidden(not sentence)
        self.open.setEnabled(True)

    def wrong(self, sentence: str) -> None:
        """What was given does not open it."""
        self._digits = ""
        self.field.clear()
        self.say(sentence)
        self._show()

    def _show(self) -> None:
        by_pin = self.parts.currentIndex() == 0
        self.dots.setText("●" * len(self._digits) or "○ ○ ○ ○")
        self.dots.setAccessibleName(_("{n} digits typed").format(n=len(self._digits)))
        self.other.setText(_("Use my passphrase") if by_pin else _("Use the PIN"))
        self.other.updateGeometry()

    def _turn(self) -> None:
        self.wrong("")
        self.parts.setCurrentIndex(1 - self.parts.currentIndex())
        self._show()
        (self.field if self.parts.currentIndex() == 1 else self.keys["1"]).setFocus()

    def _press(self, digit: str) -> None:
        if len(self._digits) < MOST:
            self._digits += digit
            self._show()

    def _rub_out(self) -> None:
        self._digits = self._digits[:-1]
        self._show()

    def _give(self) -> None:
        by_pin = self.parts.currentIndex() == 0
        given = self._digits if by_pin else self.field.text()
        if given:
            self.say("")
            self.open.setEnabled(False)
            (self.pin if by_pin else self.passphrase).emit(given)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if self.parts.currentIndex() == 0 and digit.isascii() and digit.isdigit():
            self._press(digit)
        elif self.parts.currentIndex() == 0 and event.key() == Qt.Key.Key_Backspace:
            self._rub_out()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            event.accept()


class _Secret(QLineEdit):
    """Dots, whatever is done to it: no menu, no clipboard, nothing dragged in or out."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setAcceptDrops(False)
        self.setDragEnabled(False)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(hints.ImhSensitiveData | hints.ImhNoPredictiveText)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~_TYPED or event.key() in (Qt.Key.Key_Insert, Qt.Key.Key_Menu):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:  # which puts in what is marked elsewhere
            super().mouseReleaseEvent(event)


_TYPED = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
