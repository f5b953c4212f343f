"""Before anything else: the passphrase. Shown as fast as a window can be."""

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
from ui.widgets.icon import Icon
from ui.widgets.passphrase import PassphraseField
from ui.widgets.text import Text

Open = Callable[[str, Callable[[Any], object], Callable[[Problem], object]], None]


class Unlock(QWidget):
    """``opened(desk)`` once *open_desk(passphrase, done, failed)*, which returns at once, has one.

    ``practise`` when made-up children are asked for: not where the screen was *handed* to a child
    and never taken back.
    """

    opened = Signal(object)
    practise = Signal()

    def __init__(self, theme: Theme, open_desk: Open, *, handed: bool = False) -> None:
        super().__init__()
        self._theme, self._open, self._handed = theme, open_desk, handed
        self.field = PassphraseField(theme, _("Passphrase"))
        self._row = FormRow(theme, _("Passphrase"), self.field)
        self.button = primary(theme, _("Unlock"), "lock-open")
        self.waiting = Text(theme, role="small", colour="ink_2")
        self.field.returnPressed.connect(self.button.click)
        self.button.clicked.connect(self._try)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        card = Card(theme, padding=32, gap=16)
        why = _("Your passphrase opens the records on this computer. Nobody else has it.")
        if self._handed:
            why = _("This screen was handed to a child. Your passphrase takes it back.")
        practise = quiet(theme, _("Practise with made-up children"), "graduation-cap")
        practise.clicked.connect(self.practise)
        if self._handed:  # never shown before it has its place: it would open a window
            practise.hide()
        self.waiting.hide()
        for part in (
            Icon(theme, "sprout", "green", 44),
            Text(theme, _("ELSEC Screening"), "title"),
            Text(theme, why, colour="ink_2"),
            self._row,
            self.button,
            self.waiting,
            practise,
        ):
            card.body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(theme, card))

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
        self._open(passphrase, self._opened, self._failed)

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
