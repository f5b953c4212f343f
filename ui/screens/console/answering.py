"""Takes the answer of an item, by its type. For a new type: a part in ``parts``, a case here."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.instruments.answers import Value
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Count, FreeNote, Item, Pointing, SoundChecklist
from ui.parts import faces
from ui.parts.plates import Plates
from ui.screens.console.parts import (
    PICTURE,
    BigRow,
    NumberField,
    Numbers,
    Part,
    Pictures,
    Sounds,
    Words,
)
from ui.screens.console.tapping import OneTap
from ui.theme.look import Theme

NO_RESPONSE_KEY = "X"  # where the figures are numbers or ticks
SHORT = 12  # up to so many numbers have a button each


class Answering(QWidget):
    """The answers of one item: the big buttons, which always stay in sight, and ``inside``, which
    belongs with the item and scrolls with it. ``answered(value)`` on a tap, ``corrected(value)`` on
    one that was meant for the item before; ``press(key)`` is a key of the console.
    ``written(words)`` is what stands in a field, or is ticked, so far."""

    answered = Signal(object)
    corrected = Signal(object)
    written = Signal(str)

    def __init__(self, theme: Theme, plates: Plates) -> None:
        super().__init__()
        self._theme, self._plates, self._calm = theme, plates, OneTap(self)
        self.parts: list[Part] = []
        self._shown: object = None
        self.inside = QWidget()
        for holder in (self, self.inside):
            box = QVBoxLayout(holder)
            box.setContentsMargins(0, 0, 0, 0)

    def prepare(self, items: Iterable[Item], instrument: Instrument) -> None:
        """Have the pictures drawn that *items* will offer."""
        pointed = [name for i in items if isinstance(i, Pointing) for name in i.pictures]
        self._plates.want(instrument, pointed, self._theme.space(PICTURE))

    def show_item(self, item: Item, instrument: Instrument, value: Value | None) -> None:
        """The answers of *item*, the one that stands marked. Like ones keep their buttons."""
        wanted = (faces.faces(item, instrument), item if _own(item) else type(item))
        if wanted != self._shown:
            self.clear()
            self._build(item, instrument)
            self._shown = wanted
        for part in self.parts:
            part.show_value(value)

    def put_back(self, words: str) -> None:
        """What was half written when the item was last shown."""
        for part in self.parts:
            part.put_in(words)

    def press(self, key: int | str) -> None:
        """As a tap on the answer that *key* stands for; of no meaning here, nothing happens."""
        self._calm.hasty = False
        any(part.press(str(key)) for part in self.parts)

    def clear(self) -> None:
        for part in self.parts:
            part.hide()
            part.deleteLater()
        self.parts, self._shown = [], None
        self._calm.renewed()

    def _build(self, item: Item, instrument: Instrument) -> None:
        special = self._special(item, instrument)
        some = faces.faces(item, instrument)
        if special is not None:
            self._add(special, self.inside)
            if not some and not isinstance(item, FreeNote):
                some = (faces.no_response(NO_RESPONSE_KEY),)
        if some:
            self._add(BigRow(self._theme, self._calm, some), self)
        self.inside.setVisible(special is not None)

    def _special(self, item: Item, instrument: Instrument) -> Part | None:
        theme, calm = self._theme, self._calm
        match item:
            case Pointing():
                return Pictures(theme, calm, item, instrument, self._plates)
            case Count() if item.most - item.least < SHORT:
                return Numbers(theme, calm, item)
            case Count():
                return NumberField(theme, calm, item)
            case SoundChecklist():
                return Sounds(theme, calm, item)
            case FreeNote():
                return Words(theme, calm, item.prompt)
            case _:
                return None

    def _add(self, part: Part, holder: QWidget) -> None:
        part.given.connect(self.answered)
        part.corrected.connect(self.corrected)
        part.written.connect(self.written)
        layout = holder.layout()
        if layout is not None:
            layout.addWidget(part)
        self.parts.append(part)


def _own(item: Item) -> bool:
    """Whether an item's answers are its own, and not those of every item of the type."""
    return isinstance(item, Pointing | Count | SoundChecklist | FreeNote)
