"""The first time: make a vault of one's own, or practise with made-up children."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.centred import Centred
from ui.widgets.form import FormRow
from ui.widgets.passphrase import PassphraseField
from ui.widgets.text import Text

Make = Callable[[str, Callable[[Any], object], Callable[[Problem], object]], None]


class FirstRun(QWidget):
    """``opened(desk)`` once *make_desk(passphrase, done, failed)* has made it; or ``practise``."""

    opened = Signal(object)
    practise = Signal()

    def __init__(self, theme: Theme, make_desk: Make) -> None:
        super().__init__()
        self._theme, self._make = theme, make_desk
        self.first = PassphraseField(theme, _("Passphrase"))
        self.second = PassphraseField(theme, _("The same again"))
        helping = _("Three words of your own that have nothing in common, such as a place, a food ")
        helping += _(
            "and a thing. At least 12 characters. Long is good; odd characters are not needed."
        )
        self._first = FormRow(theme, _("Choose a passphrase"), self.first, helping)
        self._second = FormRow(theme, _("Type it again"), self.second)
        self.button = primary(theme, _("Make the store"), "key-round")
        self.practice = quiet(theme, _("Practise with made-up children"), "graduation-cap")
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.button.click)
        self.button.clicked.connect(self._try)
        self.practice.clicked.connect(self.practise)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        card = Card(theme, padding=32, gap=16)
        why = _("The children’s records are kept on this computer, locked by a passphrase that ")
        why += _("only you know. Then you join your service.")
        for part in (
            Text(theme, _("Welcome to ELSEC Screening"), "title"),
            Text(theme, why, colour="ink_2"),
            self._first,
            self._second,
            self.button,
            self.practice,
        ):
            card.body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(theme, card, 500))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.first.setFocus()

    def _try(self) -> None:
        for row in (self._first, self._second):
            row.set_error("")
        if not self.first.text():
            self._first.set_error(_("Choose a passphrase first."))
            self.first.setFocus()
            return
        if self.first.text() != self.second.text():
            self._second.set_error(_("The two are not the same: type it again."))
            self.second.selectAll()
            self.second.setFocus()
            return
        self._busy(busy=True)
        self._make(self.first.text(), self._done, self._failed)

    def _busy(self, *, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(_("Making it…") if busy else _("Make the store"))

    def _done(self, desk: object) -> None:
        for field in (self.first, self.second):
            field.clear()
        self.opened.emit(desk)

    def _failed(self, problem: Problem) -> None:
        self._busy(busy=False)
        self._first.set_error(problem.sentence)
        self.first.setFocus()
