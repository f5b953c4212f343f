"""The form as it is filled in: one column of sections, what is missing beside it."""

import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.referral_draft import Handed
from elsec_app.operations.words import day_words
from ui.screens.referral.missing import MissingList
from ui.screens.referral.reading import Form, Writing
from ui.screens.referral.sections import SectionCard
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.form import FormRow
from ui.widgets.picker import Picker
from ui.widgets.scroll import Scrolled

BOTH = 900  # px at 100 % text that the form and the list need side by side
SIDE = 320
TURN_S = 0.012  # of one turn of the event loop, so that a finger never waits


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
        self._making: Iterator[Callable[[], None]] | None = None
        self._writing: Writing | None = None
        self._narrow = False
        self.missing = MissingList(theme)
        self.missing.wanted.connect(self.jump)
        self.form, self.rules = QComboBox(), QComboBox()  # until there is something to choose
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
        self.missing.show_missing(writing.sheet.missing)
        self._making = self._steps(writing)
        self._make()

    def _steps(self, writing: Writing) -> Iterator[Callable[[], None]]:
        if handed := writing.newer or writing.handed:
            yield lambda: self._put(_handed(self._theme, handed, newer=bool(writing.newer)))
        yield lambda: self._put(self._choices(writing))
        for section in writing.sheet.form.sections:
            card = SectionCard(self._theme, section)
            card.answered.connect(self.answered)
            card.agreed.connect(self.agreed)
            card.grown.connect(self._show_whole)
            self.cards.append(card)
            yield partial(self._put, card)
            yield from card.steps(writing.sheet)
        yield lambda: self._column.addStretch(1)

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)

    def _make(self) -> None:
        """As much as fits into a turn of the event loop: a long form never holds up the window."""
        until = time.perf_counter() + TURN_S
        while self._making is not None and time.perf_counter() < until:
            step = next(self._making, None)
            if step is None:
                self._making = None
            else:
                step()
        if self._making is not None:
            QTimer.singleShot(0, self, self._make)

    def made(self) -> bool:
        """Whether every section stands."""
        return self._making is None

    def refresh(self, writing: Writing) -> None:
        self._writing = writing
        for card in self.cards:
            card.refresh(writing.sheet)
        self.missing.show_missing(writing.sheet.missing)

    def blank(self) -> None:
        """Nothing of the child before."""
        self._writing, self.cards, self._making = None, [], None
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

    def _show_whole(self, widget: QWidget) -> None:
        """Once it has its new size: all of it, from its top."""

        def show() -> None:
            self.area.ensureWidgetVisible(widget, 0, 24)

        QTimer.singleShot(0, widget, show)

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
        named = _("Receiving service's form"), _("Local rules")
        self.form = _picker(theme, named[0], writing.forms, sheet.form.id)
        self.rules = _picker(theme, named[1], writing.rules, sheet.rules.id)
        self.form.activated.connect(self._form_chosen)
        self.rules.activated.connect(self._rules_chosen)
        row, flow = QWidget(), Flow(theme.space(24), fill=True)
        row.setLayout(flow)
        for label, picker in zip(named, (self.form, self.rules), strict=True):
            flow.addWidget(FormRow(theme, label, picker))
        card.body.addWidget(row)
        for note in filter(None, (sheet.form.note, sheet.rules.note)):
            card.body.addWidget(Banner(theme, note.strip(), "info", "watch"))
        return card

    def _form_chosen(self) -> None:
        self.chosen.emit(self.form.currentData(), "")

    def _rules_chosen(self) -> None:
        self.chosen.emit(self.form.currentData(), self.rules.currentData())

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


def _picker(theme: Theme, name: str, choices: tuple[Form, ...], chosen: str) -> Picker:
    box = Picker(theme, name, 16)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for choice in choices:
        box.addItem(choice.title, choice.id)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box


def _handed(theme: Theme, handed: Handed, *, newer: bool) -> QWidget:
    """Who handed it over, when, with which words; and whether that is what stands here."""
    by = handed.body.handed
    words = _("{name} handed this over on {day}.")
    if newer:
        words = _("{name} handed over a newer one on {day}: discard this to go on from there.")
    day = day_words(date.fromisoformat(by.at[:10]))
    said = f" “{handed.body.words}”" if handed.body.words else ""
    return Banner(theme, words.format(name=by.name, day=day) + said, "message-square", "watch")
