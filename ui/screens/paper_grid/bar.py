"""Under the grid: the item of the cell, what may be typed, and the same by tapping; two keyings
that differ are settled here."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, Value, choices
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Count, Item, Pointing
from ui.parts import faces
from ui.screens.paper_grid import typed
from ui.theme.look import Theme
from ui.widgets.buttons import secondary
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.text import Text

FEW = 12  # up to so many numbers can be tapped


class Bar(QWidget):
    """``tapped(value)`` answers the cell; ``settled(second)`` says which keying the paper has."""

    tapped = Signal(object)
    settled = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Item | None = None
        self.prompt = Text(theme, role="strong")
        self.hint = Text(theme, role="small", colour="ink_2")
        self.chips = QWidget()
        self._flow = Flow(theme.space(4))
        self.chips.setLayout(self._flow)
        self.buttons: dict[str, Chip] = {}
        self.differ = QWidget()
        self.said = Text(theme, role="strong", colour="watch")
        self.first = secondary(theme, "", "check")
        self.second = secondary(theme, "", "check")
        self.first.clicked.connect(partial(self.settled.emit, False))
        self.second.clicked.connect(partial(self.settled.emit, True))
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._theme
        flow = Flow(theme.space(8))
        self.differ.setLayout(flow)
        for choice in (self.said, self.first, self.second):
            flow.addWidget(choice)
        self.differ.hide()
        card = Card(theme, padding=12, gap=4)
        for part in (self.prompt, self.hint, self.chips, self.differ):
            card.body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)

    def show_item(self, item: Item | None, instrument: Instrument | None, number: int) -> None:
        if item is None or instrument is None:
            self.prompt.setText(_("Space ticks a finished child to be signed."))
            self.hint.setText("")
            self._set_chips(None, None)
            return
        strand = instrument.strand(item.strand).name
        self.prompt.setText(f"{number}  {strand}: {item.prompt}")
        keys = _("Tab goes on, Delete empties, F6 leaves the grid.")
        self.hint.setText(f"{typed.hint(item, instrument)} {keys}")
        self._set_chips(item, instrument)

    def show_difference(self, first: str, second: str) -> None:
        """Two keyings of one cell; none when they agree."""
        self.differ.setVisible(first != second)
        if first != second:
            self.said.setText(_("Which does the paper have?"))
            empty = _("nothing")
            self.first.setText(_("First keyed: {value}").format(value=first or empty))
            self.second.setText(_("Now keyed: {value}").format(value=second or empty))
            for button in (self.first, self.second):
                button.updateGeometry()

    def _set_chips(self, item: Item | None, instrument: Instrument | None) -> None:
        if item == self._shown:
            return
        self._shown = item
        for old in self.buttons.values():
            old.hide()
            old.deleteLater()
        self.buttons = {}
        if item is not None and instrument is not None:
            for value in _values(item):
                words = faces.mark(item, instrument, value).word
                chip = Chip(self._theme, words, "body")
                chip.setCheckable(False)
                chip.clicked.connect(partial(self.tapped.emit, value))
                self._flow.addWidget(chip)
                self.buttons[words] = chip
        self.chips.setVisible(bool(self.buttons))


def _values(item: Item) -> tuple[Value, ...]:
    """The answers that can be tapped."""
    if isinstance(item, Count):
        few = item.most - item.least < FEW
        return (*range(item.least, item.most + 1), NO_RESPONSE) if few else ()
    return (*item.pictures, NO_RESPONSE) if isinstance(item, Pointing) else choices(item)
