"""A vault that belongs to nobody yet: the centre's address and the administrator's code."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations import desk as desks
from elsec_app.operations.desk import Desk
from elsec_app.store.state import Identity
from ui.theme.look import Theme
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.centred import Centred
from ui.widgets.form import FormRow
from ui.widgets.text import Text
from ui.work import Work


class Enrol(QWidget):
    """``enrolled(desk)`` once the centre knows this computer; ``lock`` to leave it for later."""

    enrolled = Signal(object)
    lock = Signal()

    def __init__(self, theme: Theme, work: Work, desk: Desk) -> None:
        super().__init__()
        self._theme, self._work, self._desk = theme, work, desk
        self.address, self.code = QLineEdit(), QLineEdit()
        self.address.setPlaceholderText("https://")
        where = _("Your administrator gives you the address of your service’s centre.")
        once = _("It works once, within a day or so of being made.")
        self._where = FormRow(theme, _("Address of the centre"), self.address, where)
        self._once = FormRow(theme, _("One-time code"), self.code, once)
        self.button = primary(theme, _("Join the service"), "chevron-right")
        self.later = quiet(theme, _("Lock, and do this later"), "lock")
        self.button.clicked.connect(self._try)
        self.later.clicked.connect(self.lock)
        self.code.returnPressed.connect(self.button.click)
        self.address.returnPressed.connect(self.code.setFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        card = Card(theme, padding=32, gap=16)
        why = _(
            "Your records are safe on this computer now. Join your service to fetch its classes."
        )
        for part in (
            Text(theme, _("Join your service"), "title"),
            Text(theme, why, colour="ink_2"),
            self._where,
            self._once,
            self.button,
            self.later,
        ):
            card.body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Centred(theme, card, 500))

    def _try(self) -> None:
        address, code = self.address.text().strip(), self.code.text().strip()
        self._where.set_error("" if address else _("Type the address of the centre."))
        self._once.set_error("" if code else _("Type the one-time code."))
        if not address or not code:
            (self.code if address else self.address).setFocus()
            return
        if "://" not in address:
            address = f"https://{address}"
        self._busy(busy=True)
        self._work.afar(_enrol, self._desk, address, code, done=self._done, failed=self._failed)

    def _busy(self, *, busy: bool) -> None:
        self.button.setEnabled(not busy)
        self.button.setText(_("Joining…") if busy else _("Join the service"))

    def _done(self, who: Identity) -> None:
        self._busy(busy=False)
        self.enrolled.emit(desks.Desk(self._desk.store, who, self._desk.instruments))

    def _failed(self, problem: Problem) -> None:
        self._busy(busy=False)
        self._once.set_error(problem.sentence)
        self.code.setFocus()


def _enrol(desk: Desk, address: str, code: str) -> Identity:
    """On the thread that may wait. The keys are kept first: a lost answer is asked for again."""
    from elsec_app import sync
    from elsec_app.operations import joining

    keys = joining.keys(desk, sync.new_keys)
    with sync.open_line(address) as http:
        who = sync.enrol(http, code, keys)
    joining.joined(desk, who)
    return who
