"""The fields of a form: each tells its answer once it rests, and never loses one.

``told(value)`` when the answer changes: words as they stand, a day as ISO where it can be read,
choices as ids. ``flush()`` tells at once what is half written.
"""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.referring.forms import Field
from elsec_app.operations.referral_case import day_of
from elsec_app.operations.words import day_words, day_written
from ui.theme.look import Theme
from ui.widgets.chip import Chip
from ui.widgets.choices import Tick
from ui.widgets.fields import WRITING_MS, NoteField
from ui.widgets.flow import Flow

LINES = 2


class Answer(QWidget):
    """What all have in common: the field that takes the focus, and what was last told."""

    told = Signal(str)

    def __init__(self, focus: QWidget) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.focus = focus
        self.value = ""

    def set_value(self, value: str) -> None:
        """Show *value* without telling of it."""
        raise NotImplementedError

    def flush(self) -> None:
        """Tell what is half written."""

    def _tell(self, value: str) -> None:
        if value != self.value:
            self.value = value
            self.told.emit(value)


class Line(Answer):
    """One line of words."""

    def __init__(self, name: str, hint: str = "") -> None:
        self.field = _LineField(name, hint)
        super().__init__(self.field)
        self._box.addWidget(self.field)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(WRITING_MS)
        self._rest.timeout.connect(self.flush)
        self.field.textEdited.connect(lambda _text: self._rest.start())
        self.field.left.connect(self.flush)

    def set_value(self, value: str) -> None:
        self.value = value
        self.field.setText(self._shown(value))

    def flush(self) -> None:
        self._rest.stop()
        self._tell(self._kept(self.field.text()))

    def _shown(self, value: str) -> str:
        return value

    def _kept(self, text: str) -> str:
        return text


class Day(Line):
    """A day, written as people do; one that cannot be read is kept as it stands."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _("such as 3 September 2026"))

    def _shown(self, value: str) -> str:
        day = day_of({"day": value}, "day")
        return day_words(day) if day else value

    def _kept(self, text: str) -> str:
        day = day_written(text)
        return day.isoformat() if day else text.strip()

    def flush(self) -> None:
        super().flush()
        if not self.field.hasFocus():
            self.field.setText(self._shown(self.value))


class Words(Answer):
    """Several lines of words; they show as many as there are, within reason."""

    def __init__(self, theme: Theme, name: str) -> None:
        self.field = NoteField(theme, name, lines=LINES)
        super().__init__(self.field)
        self._box.addWidget(self.field)
        self.field.written.connect(self._tell)

    def set_value(self, value: str) -> None:
        self.value = value
        self.field.set_text(value)

    def flush(self) -> None:
        self._tell(self.field.toPlainText())


class OneOf(Answer):
    """One of a few choices, a tap each."""

    def __init__(self, theme: Theme, name: str, choices: Mapping[str, str]) -> None:
        self._group = QButtonGroup()
        self.chips: dict[str, Chip] = {}
        row, flow = QWidget(), Flow(theme.space(8))
        row.setLayout(flow)
        for value, words in choices.items():
            chip = Chip(theme, words, "body")
            chip.setAccessibleName(_("{question} {answer}").format(question=name, answer=words))
            self._group.addButton(chip)
            self.chips[value] = chip
            flow.addWidget(chip)
        super().__init__(next(iter(self.chips.values())))
        self._group.setParent(self)
        self._group.buttonClicked.connect(lambda _button: self._tell(self._chosen()))
        self._box.addWidget(row)

    def set_value(self, value: str) -> None:
        self.value = value
        self._group.setExclusive(False)
        for one, chip in self.chips.items():
            chip.setChecked(one == value)
        self._group.setExclusive(True)

    def _chosen(self) -> str:
        return next((one for one, chip in self.chips.items() if chip.isChecked()), "")


class Several(Answer):
    """Any of a list."""

    def __init__(self, theme: Theme, name: str, choices: Mapping[str, str]) -> None:
        self.ticks: dict[str, Tick] = {}
        row, flow = QWidget(), Flow(theme.space(4))
        row.setLayout(flow)
        for value, words in choices.items():
            tick = Tick(theme, words)
            tick.setAccessibleName(_("{question} {answer}").format(question=name, answer=words))
            tick.clicked.connect(self._ticked)
            self.ticks[value] = tick
            flow.addWidget(tick)
        super().__init__(next(iter(self.ticks.values())))
        self._box.addWidget(row)
        self._others: list[str] = []

    def set_value(self, value: str) -> None:
        self.value = value
        given = value.split()
        self._others = [one for one in given if one not in self.ticks]
        for one, tick in self.ticks.items():
            tick.setChecked(one in given)

    def _ticked(self) -> None:
        held = [one for one, tick in self.ticks.items() if tick.isChecked()]
        self._tell(" ".join([*held, *self._others]))


class _LineField(QLineEdit):
    """``left`` when the focus goes on."""

    left = Signal()

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def answer_for(theme: Theme, field: Field) -> Answer:
    """The widget that asks *field*, which is not one that is only shown."""
    if field.kind == "choice":
        return OneOf(theme, field.label, field.choices)
    if field.kind == "ticks":
        return Several(theme, field.label, field.choices)
    if field.kind == "date":
        return Day(field.label)
    return Words(theme, field.label) if field.kind == "lines" else Line(field.label)
