"""Before anything else: the passphrase. Shown as fast as a window can be."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.fields import PassphraseField
from ui.widgets.form import FormRow
from ui.widgets.scroll import Scrolled
from ui.widgets.text import Text
from ui.work import Work

WIDE = 440  # px at 100 % text

Open = Callable[[str], Any]


class Unlock(QWidget):
    """``opened(desk)`` once *open_desk(passphrase)*, which runs on the store thread, has come back.

    ``practise`` when made-up children are asked for.
    """

    opened = Signal(object)
    practise = Signal()

    def __init__(self, theme: Theme, work: Work, open_desk: Open) -> None:
        super().__init__()
        self._theme, self._work, self._open = theme, work, open_desk
        self.field = PassphraseField(theme, _("Passphrase"))
        self._row = FormRow(theme, _("Passphrase"), self.field)
        self.button = primary(theme, _("Unlock"), "lock-open")
        self.waiting = Text(theme, role="small", colour="ink_2")
        self.field.returnPressed.connect(self.button.click)
        self.button.clicked.connect(self._try)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        self._card = Card(theme, padding=32, gap=16)
        body = self._card.body
        body.addWidget(_mark(theme))
        body.addWidget(Text(theme, _("ELSEC Screening"), "title"))
        why = _("Your passphrase opens the records on this computer. Nobody else has it.")
        body.addWidget(Text(theme, why, colour="ink_2"))
        for part in (self._row, self.button, self.waiting):
            body.addWidget(part)
        self.waiting.hide()
        practise = quiet(theme, _("Practise with made-up children"), "graduation-cap")
        practise.clicked.connect(self.practise)
        body.addWidget(practise)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scrolled(_centred(self._card)))
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self._card.setMaximumWidth(self._theme.px(WIDE))
        self._card.setMinimumWidth(min(self._theme.px(WIDE), 720))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.field.setFocus()

    def _try(self) -> None:
        passphrase = self.field.text()
        if not passphrase:
            self._row.set_error(_("Type your passphrase first."))
            self.field.setFocus()
            return
        self._row.set_error("")
        self._busy(busy=True)
        self._work.do(self._open, passphrase, done=self._opened, failed=self._failed)

    def _busy(self, *, busy: bool) -> None:
        self.field.hide_again()
        self.field.setReadOnly(busy)
        self.button.setEnabled(not busy)
        self.button.setText(_("Opening…") if busy else _("Unlock"))
        self.waiting.setText(_("This takes a second, on purpose: it keeps guessers out."))
        self.waiting.setVisible(busy)

    def _opened(self, desk: object) -> None:
        self.field.clear()
        self._busy(busy=False)
        self.opened.emit(desk)

    def _failed(self, problem: Problem) -> None:
        self._busy(busy=False)
        self._row.set_error(problem.sentence)
        self.field.selectAll()
        self.field.setFocus()


def _mark(theme: Theme) -> QLabel:
    """The sprout: growing, and nobody's logo."""
    picture = QLabel()

    def dress() -> None:
        picture.setPixmap(theme.icon("sprout", "green", 44))

    dress()
    theme.changed.connect(dress)
    return picture


def _centred(card: QWidget) -> QWidget:
    inside = QWidget()
    box = QVBoxLayout(inside)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(card, 0)
    row.addStretch(1)
    box.addStretch(2)
    box.addLayout(row)
    box.addStretch(3)
    box.setAlignment(Qt.AlignmentFlag.AlignTop)
    return inside
