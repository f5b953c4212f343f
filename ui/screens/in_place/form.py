"""What is in place from now on: from the library or of the setting's own."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.strategies import Strategy
from elsec_app.protocol.bodies import InPlace
from ui.screens.in_place import words
from ui.screens.in_place.reading import AGAIN
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.chooser import Chooser
from ui.widgets.day import DayField
from ui.widgets.form import FormRow
from ui.widgets.text import Text


class NewEntry(Card):
    """The fields; ``said()`` is what they say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=20, gap=12)
        self.body.addWidget(Text(theme, _("Put something on the list"), "heading"))
        self.which = Chooser(theme, _("From the library"))
        self.title, self.led_by = QLineEdit(), QLineEdit()
        self.since, self.again = DayField(), DayField()
        self._how = Text(theme, "", colour="ink_2")
        self._free: dict[str, Strategy] = {}
        self.what = FormRow(theme, _("In our words"), self.title)
        rows: tuple[QWidget, ...] = (
            FormRow(theme, _("What"), self.which),
            self._how,
            self.what,
            FormRow(theme, _("Since"), self.since),
            FormRow(theme, _("Who leads it"), self.led_by, _("May be left empty.")),
            FormRow(
                theme, _("Look at it again by"), self.again, _("12 weeks unless you change it.")
            ),
        )
        for row in rows:
            self.body.addWidget(row)
        self.which.currentIndexChanged.connect(self._settle)

    def show_free(self, free: Sequence[Strategy], today: date) -> None:
        """What may still be put on the list; the fields begin anew."""
        self._free = {one.id: one for one in free}
        self.which.clear()
        for said, key in words.choices(free):
            self.which.addItem(said, key)
        for field in (self.title, self.led_by):
            field.clear()
        self.since.set_day(today)
        self.again.set_day(today + AGAIN)
        self.what.set_error("")
        self._settle()

    def _settle(self) -> None:
        followed = self._free.get(str(self.which.currentData()))
        self._how.setText(followed.do if followed else "")
        self._how.setVisible(followed is not None)
        self.what.setVisible(followed is None)

    def said(self) -> InPlace:
        """What the fields say."""
        followed = self._free.get(str(self.which.currentData()))
        return InPlace(
            followed.title if followed else self.title.text().strip(),
            self.since.day(),
            followed.id if followed else "",
            self.led_by.text().strip(),
            self.again.day(),
        )
