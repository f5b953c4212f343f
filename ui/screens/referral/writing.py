"""The form as it is filled in: one column of sections, what is missing beside it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.words import day_words
from ui.screens.referral.missing import MissingList
from ui.screens.referral.reading import Form, Writing
from ui.screens.referral.sections import SectionCard
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.form import FormRow
from ui.widgets.scroll import Scrolled

BOTH = 900  # px at 100 % text that the form and the list need side by side
SIDE = 320


class FormView(QWidget):
    """``answered(field, value)``, ``agreed(…)``, ``chosen(form, rules)``. ``show_writing`` makes
    the form anew; ``refresh`` shows what follows from an answer and writes over no field."""

    answered = Signal(str, str)
    agreed = Signal(str, bool, str, str, object)
    chosen = Signal(str, str)
    narrowed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: list[SectionCard] = []
        self._to_make: list[SectionCard] = []
        self._writing: Writing | None = None
        self._narrow = False
        self.missing = MissingList(theme)
        self.missing.wanted.connect(self.jump)
        self.form, self.rules = _picker(_("Receiving service's form")), _picker(_("Local rules"))
        self.form.activated.connect(lambda _n: self.chosen.emit(self.form.currentData(), ""))
        self.rules.activated.connect(self._rules_chosen)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.space(16))
        inside = QWidget()
        inside.setLayout(self._column)
        self.area = Scrolled(inside, theme.space(16))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(8))
        row.addWidget(self.area, 1)
        row.addWidget(self.missing)
        theme.changed.connect(self._measure)
        self._measure()

    def show_writing(self, writing: Writing) -> None:
        self.blank()
        self._writing = writing
        if writing.handed is not None:
            self._column.addWidget(_handed(self._theme, writing))
        self._column.addWidget(self._choices(writing))
        for section in writing.sheet.form.sections:
            card = SectionCard(self._theme, section)
            card.answered.connect(self.answered)
            card.agreed.connect(self.agreed)
            self.cards.append(card)
            self._column.addWidget(card)
        self._column.addStretch(1)
        self._to_make = list(self.cards)
        self._make_next(writing)
        self.missing.show_missing(writing.sheet.missing)

    def _make_next(self, writing: Writing) -> None:
        """One card in a turn of the event loop: a long form never holds up the window."""
        if self._to_make and self._writing is not None and writing.sheet.draft.id == self._id():
            self._to_make.pop(0).fill(writing.sheet)
            QTimer.singleShot(0, self, lambda: self._make_next(writing))

    def made(self) -> bool:
        """Whether every section stands."""
        return not self._to_make

    def refresh(self, writing: Writing) -> None:
        self._writing = writing
        for card in self.cards:
            if card not in self._to_make:
                card.refresh(writing.sheet)
        self.missing.show_missing(writing.sheet.missing)

    def blank(self) -> None:
        """Nothing of the child before."""
        self._writing, self.cards, self._to_make = None, [], []
        for picker in (self.form, self.rules):
            picker.setParent(self)
            picker.hide()
        while (entry := self._column.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.missing.show_missing(())

    def flush(self) -> None:
        """Tell every answer that is half written."""
        for card in self.cards:
            card.flush()

    def jump(self, field: str) -> None:
        """Bring a field into view and put the focus there."""
        for card in self.cards:
            if (widget := card.fields.get(field)) is not None:
                self.area.ensureWidgetVisible(card.rows.get(field, widget), 0, 24)
                self.area.ensureWidgetVisible(widget, 0, 24)
                widget.setFocus()

    def fail(self, field: str, sentence: str) -> None:
        """Say beside the field that it was not kept; what was written stays."""
        for card in self.cards:
            if (row := card.rows.get(field)) is not None:
                row.set_error(sentence)
                card.answers[field].value = "\0"  # whatever it says next is told again

    def kept(self, field: str) -> None:
        for card in self.cards:
            if (row := card.rows.get(field)) is not None:
                row.set_error("")

    # choosing

    def _choices(self, writing: Writing) -> QWidget:
        theme, sheet = self._theme, writing.sheet
        card = Card(theme, padding=24, gap=12)
        _fill(self.form, writing.forms, sheet.form.id)
        _fill(self.rules, writing.rules, sheet.rules.id)
        row, flow = QWidget(), Flow(theme.space(24), fill=True)
        row.setLayout(flow)
        flow.addWidget(FormRow(theme, _("Receiving service's form"), self.form))
        flow.addWidget(FormRow(theme, _("Local rules"), self.rules))
        card.body.addWidget(row)
        for note in filter(None, (sheet.form.note, sheet.rules.note)):
            card.body.addWidget(Banner(theme, note.strip(), "info", "watch"))
        return card

    def _rules_chosen(self) -> None:
        self.chosen.emit(self.form.currentData(), self.rules.currentData())

    def _id(self) -> str:
        return self._writing.sheet.draft.id if self._writing else ""

    # measures

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _measure(self) -> None:
        self.missing.setFixedWidth(self._theme.px(SIDE))
        self._settle()

    def _settle(self) -> None:
        narrow = self.width() < self._theme.px(BOTH)
        self.missing.setVisible(not narrow)
        if narrow != self._narrow:
            self._narrow = narrow
            self.narrowed.emit(narrow)


def _picker(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(16)
    return box


def _fill(box: QComboBox, choices: tuple[Form, ...], chosen: str) -> None:
    box.clear()
    for choice in choices:
        box.addItem(choice.title, choice.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.show()


def _handed(theme: Theme, writing: Writing) -> QWidget:
    handed = writing.handed
    if handed is None:
        raise ValueError(writing)
    by = handed.body.handed
    words = _("{name} handed this over on {day}.").format(
        name=by.name, day=day_words(writing.sheet.today.fromisoformat(by.at[:10]))
    )
    said = f" “{handed.body.words}”" if handed.body.words else ""
    return Banner(theme, words + said, "message-square", "watch")
