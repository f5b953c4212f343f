"""The ways of answering, one widget each: ``given(value)`` on an answer, ``show_value`` marks one,
``press(key)`` is a key of the console.

1 to 9 are the answers as they stand, and 0 to 9 the number itself where one is asked for. Where
several things are ticked before they are saved, 1 to 9 tick, A ticks all and S saves. X is no
response wherever the figures mean something else.
"""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, Value
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Count, Pointing, SoundChecklist
from ui.parts import faces
from ui.parts.faces import Face
from ui.parts.plates import Plates
from ui.screens.console.tapping import OneTap
from ui.theme.look import Theme
from ui.widgets.answers import BigAnswer
from ui.widgets.buttons import primary
from ui.widgets.chip import Chip
from ui.widgets.fields import NoteField
from ui.widgets.flow import Flow, Panes
from ui.widgets.picture_card import PictureCard
from ui.widgets.text import Text

PICTURE, ACROSS = 160, 6  # px, the height of a picture card at 100 % text; cards in a row


class Part(QWidget):
    """One way of answering. ``corrected(value)`` is an answer to the item before, see ``hasty``."""

    given = Signal(object)
    corrected = Signal(object)
    written = Signal(str)

    def __init__(self, theme: Theme, calm: OneTap) -> None:
        super().__init__()
        self._theme = theme
        self._calm = calm
        self._buttons: list[tuple[QAbstractButton, Value]] = []
        self._keyed: dict[str, QAbstractButton] = {}

    def press(self, key: str) -> bool:
        """Whether *key* means something here; then it is as if that had been tapped."""
        button = self._keyed.get(key) if key else None
        if button is not None:
            button.click()
        return button is not None

    def put_in(self, words: str) -> None:
        """What was half written or half ticked when the item was last shown."""

    @property
    def keys(self) -> list[QAbstractButton]:
        return [button for button, _value in self._buttons]

    def take(self, button: QAbstractButton, value: Value, key: str = "") -> None:
        """*button* stands for *value*; *key* presses it."""
        self._keyed[key] = button
        self._calm.watch(button)
        button.clicked.connect(lambda: self._tapped(button, value))
        self._buttons.append((button, value))

    def _tapped(self, button: QAbstractButton, value: Value) -> None:
        button.setChecked(True)
        (self.corrected if self._calm.hasty else self.given).emit(value)

    def save_by(self, button: QAbstractButton, value: Callable[[], Value]) -> None:
        """*button* gives what has been put together above it."""
        self._calm.watch(button, space=True)
        button.clicked.connect(lambda: self.given.emit(value()))

    def show_value(self, value: Value | None) -> None:
        """Mark the answer that stands."""
        for button, own in self._buttons:
            button.setChecked(own == value and type(own) is type(value))
            button.update()


class BigRow(Part):
    """The big buttons, side by side as long as they fit."""

    def __init__(self, theme: Theme, calm: OneTap, some: Iterable[Face]) -> None:
        super().__init__(theme, calm)
        several = tuple(some)
        flow = Flow(theme.space(12), fill=len(several) > 1, right=True)
        self.setLayout(flow)
        for value, answer in several:
            button = BigAnswer(theme, answer)
            # The console has the keys, so that one held down is one tap.
            button.setShortcut(QKeySequence())
            flow.addWidget(button)
            self.take(button, value, answer.key)


class Pictures(Part):
    """Which picture was pointed at; all alike, so that none is given away."""

    def __init__(
        self, theme: Theme, calm: OneTap, item: Pointing, instrument: Instrument, plates: Plates
    ) -> None:
        super().__init__(theme, calm)
        side = theme.space(PICTURE)
        self._wanted = (instrument, side)
        self._plates = plates
        plates.want(instrument, item.pictures, side)
        plates.drawn.connect(self._drawn)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space(12))
        across = min(ACROSS, len(item.pictures))
        for n, file in enumerate(item.pictures):
            card = PictureCard(theme, faces.picture_name(file), QPixmap(), str(n + 1))
            card.setFixedHeight(side)
            grid.addWidget(card, n // across, n % across)
            self.take(card, file, str(n + 1))
        self._drawn()

    def _drawn(self) -> None:
        """More of the pictures have been drawn."""
        instrument, side = self._wanted
        for card, file in self._buttons:
            there = self._plates.get(instrument, str(file), side)
            if isinstance(card, PictureCard) and there is not None:
                card.set_picture(there)


class Numbers(Part):
    """A few numbers, one button each."""

    def __init__(self, theme: Theme, calm: OneTap, item: Count) -> None:
        super().__init__(theme, calm)
        flow = Flow(theme.space(8), fill=True)
        self.setLayout(flow)
        for number in range(item.least, item.most + 1):
            chip = Chip(theme, str(number))
            flow.addWidget(chip)
            self.take(chip, number, str(number))


class NumberField(Part):
    """A number too large for a button each."""

    def __init__(self, theme: Theme, calm: OneTap, item: Count) -> None:
        super().__init__(theme, calm)
        self.field = QSpinBox()
        self.field.setRange(item.least, item.most)
        self.field.setAccessibleName(item.prompt)
        self.field.setFixedWidth(theme.px(140))
        self.save = primary(theme, _("Save the number"), "check")
        self.save_by(self.save, self.field.value)
        self._keyed["S"] = self.save
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field)
        row.addWidget(self.save)
        row.addStretch(1)

    def press(self, key: str) -> bool:
        """A figure begins the number; those after it go into the field."""
        if key.isdigit():
            self.field.setFocus()
            self.field.lineEdit().setText(key)
        return key.isdigit() or super().press(key)

    def show_value(self, value: Value | None) -> None:
        self.field.setValue(value if isinstance(value, int) else self.field.minimum())


class Sounds(Part):
    """Which sounds were made well: ticked one by one, saved together."""

    def __init__(self, theme: Theme, calm: OneTap, item: SoundChecklist) -> None:
        super().__init__(theme, calm)
        self.chips = [Chip(theme, sound, "said") for sound in item.sounds]
        self.save = primary(theme, _("Save the sounds"), "check")
        self.save_by(self.save, self._heard)
        self._keyed = {str(n): chip for n, chip in enumerate(self.chips[:9], 1)}
        self._keyed["S"] = self.save
        self.all = Chip(theme, _("All of them"), "body")
        self.all.clicked.connect(self._tick_all)
        self._keyed["A"] = self.all
        for chip in self.chips:
            chip.clicked.connect(self._ticked)
        gap = theme.space(8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(
            Panes(
                theme.space(12),
                (_flowing(gap, *self.chips), 1, theme.px(160)),
                (_flowing(gap, self.all, self.save), 0, 0),
            )
        )
        hint = _("Keys: 1 to 9 tick a sound, A ticks all, S saves.")
        box.addWidget(Text(theme, hint, "small", "ink_2"))

    def _heard(self) -> tuple[str, ...]:
        return tuple(chip.text() for chip in self.chips if chip.isChecked())

    def _tick_all(self) -> None:
        for chip in self.chips:
            chip.setChecked(self.all.isChecked())
        self._ticked()

    def _ticked(self) -> None:
        self.written.emit(" ".join(self._heard()))

    def put_in(self, words: str) -> None:
        self.show_value(tuple(words.split()))

    def show_value(self, value: Value | None) -> None:
        heard = value if isinstance(value, tuple) else ()
        for chip in self.chips:
            chip.setChecked(chip.text() in heard)
        self.all.setChecked(len(heard) == len(self.chips))


def _flowing(gap: int, *widgets: QWidget) -> QWidget:
    row, flow = QWidget(), Flow(gap)
    row.setLayout(flow)
    for widget in widgets:
        flow.addWidget(widget)
    return row


class Words(Part):
    """What the practitioner writes; nothing is an answer too."""

    def __init__(self, theme: Theme, calm: OneTap, name: str) -> None:
        super().__init__(theme, calm)
        self.field = NoteField(theme, name, _("Write what you saw and heard"), lines=3)
        self.save = primary(theme, _("Nothing to add"), "check")
        self._showing = False
        self.field.textChanged.connect(self._changed)
        self.save_by(self.save, lambda: self.field.toPlainText().strip())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        box.addWidget(self.field)
        box.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)

    def _changed(self) -> None:
        self._name_button()
        if not self._showing:
            self.written.emit(self.field.toPlainText())

    def _name_button(self) -> None:
        words = self.field.toPlainText()
        self.save.setText(_("Save the note") if words.strip() else _("Nothing to add"))
        self.save.updateGeometry()

    def show_value(self, value: Value | None) -> None:
        self.put_in(value if isinstance(value, str) and value != NO_RESPONSE else "")

    def put_in(self, words: str) -> None:
        """*words* stand there, and have been told of."""
        self._showing = True
        self.field.set_text(words)
        self._showing = False
