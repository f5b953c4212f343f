"""What of the list is wanted, and filters kept under a name."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.worklist import BANDS, DOUBTS, Filter, band_words, doubt_words
from ui.screens.review.reading import Waiting
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.choices import Tick
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow
from ui.widgets.text import Text

WEEKS = (0, 2, 4, 6, 8, 12, 18)
FIELD = 240  # px at 100 % text that a field wants


class Filters(QWidget):
    """``changed(Filter)`` at every choice; ``saving(name)`` and ``forgetting(name)``; ``closed``
    when one is done."""

    changed = Signal(object)
    saving = Signal(str)
    forgetting = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._wanted = theme, Filter()
        self._make()
        self._lay_out()

    def _make(self) -> None:
        theme = self._theme
        self.setting, self.cohort, self.class_name = (_box() for _n in range(3))
        self.band, self.doubt, self.weeks, self.tool = (_box() for _n in range(4))
        for box in self._boxes():
            box.activated.connect(self._told)
        self.urgent = Tick(theme, _("Urgent routes only"))
        self.answered = Tick(theme, _("Answered questions only"))
        self.mine = Tick(theme, _("Only what I look after"), _("And what nobody took over."))
        self.returned = Tick(theme, _("With the practitioner"), _("Returned, not answered yet."))
        for tick in self._ticks():
            tick.clicked.connect(self._told)
        self.name = QLineEdit()
        self.save = secondary(theme, _("Keep this filter"), "save")
        self.save.clicked.connect(self._save)
        self.name.returnPressed.connect(self._save)
        self.clear = quiet(theme, _("Show everything"), "x")
        self.clear.clicked.connect(lambda: self.changed.emit(Filter()))
        self.back = quiet(theme, _("Done"), "check")
        self.back.clicked.connect(self.closed)

    def _boxes(self) -> tuple[QComboBox, ...]:
        first = self.setting, self.cohort, self.class_name, self.tool
        return *first, self.band, self.doubt, self.weeks

    def _ticks(self) -> tuple[Tick, ...]:
        return self.urgent, self.answered, self.returned, self.mine

    def _lay_out(self) -> None:
        theme = self._theme
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.space(12))
        body.addWidget(Text(theme, _("What do you want to see?"), "heading"))
        words = (
            *(_("Setting"), _("Round"), _("Class"), _("Tool")),
            *(_("Band"), _("Doubt"), _("Waiting for")),
        )
        fields = [FormRow(theme, w, box) for w, box in zip(words, self._boxes(), strict=True)]
        for first in range(0, len(fields), 2):
            pair = [(field, 1, theme.px(FIELD)) for field in fields[first : first + 2]]
            body.addWidget(Panes(theme.space(16), *pair))
        for tick in self._ticks():
            body.addWidget(tick)
        row = QWidget()
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        for button in (self.back, self.clear):
            flow.addWidget(button)
        body.addWidget(row)
        body.addWidget(FormRow(theme, _("Keep it under a name"), self.name))
        body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self._kept = QVBoxLayout()
        body.addLayout(self._kept)
        body.addStretch(1)

    def show_waiting(self, waiting: Waiting) -> None:
        """The choices that there are, with the filter in force chosen."""
        self._wanted = waiting.wanted
        wanted = waiting.wanted
        rounds = [c for c in waiting.cohorts if wanted.setting in ("", c.setting)]
        classes = sorted(
            {name for c in rounds if wanted.cohort in ("", c.id) for name in c.classes}
        )
        every = _("All")
        _fill(
            self.setting, [(every, ""), *((p.name, p.id) for p in waiting.places)], wanted.setting
        )
        _fill(self.cohort, [(every, ""), *((c.name, c.id) for c in rounds)], wanted.cohort)
        tools = sorted((title, tool) for tool, title in waiting.tools)
        _fill(self.tool, [(every, ""), *tools], wanted.tool)
        _fill(self.class_name, [(every, ""), *((n, n) for n in classes)], wanted.class_name)
        _fill(self.band, [(every, None), *((band_words(b), b) for b in BANDS)], wanted.band)
        doubts = [(doubt_words(bit), bit) for bit in DOUBTS]
        _fill(self.doubt, [(_("Any or none"), 0), *doubts], wanted.doubt)
        weeks = [(_("{n} weeks or more").format(n=n), n) for n in WEEKS[1:]]
        _fill(self.weeks, [(_("Any time"), 0), *weeks], wanted.over_weeks)
        self.urgent.setChecked(wanted.urgent)
        self.answered.setChecked(wanted.answered)
        self.mine.setChecked(wanted.mine)
        self.returned.setChecked(wanted.returned)
        self._show_kept([one.name for one in waiting.saved])

    def _show_kept(self, names: Sequence[str]) -> None:
        while (entry := self._kept.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name in names:
            button = quiet(self._theme, _("Forget “{name}”").format(name=name), "trash-2")
            button.clicked.connect(lambda _checked=False, name=name: self.forgetting.emit(name))
            self._kept.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _told(self) -> None:
        setting, cohort = str(self.setting.currentData()), str(self.cohort.currentData())
        other = setting != self._wanted.setting
        self._wanted = msgspec.structs.replace(
            self._wanted,
            setting=setting,
            cohort="" if other else cohort,
            class_name="" if other else str(self.class_name.currentData()),
            tool=str(self.tool.currentData()),
            band=self.band.currentData(),
            doubt=self.doubt.currentData(),
            over_weeks=self.weeks.currentData(),
            urgent=self.urgent.isChecked(),
            answered=self.answered.isChecked(),
            mine=self.mine.isChecked(),
            returned=self.returned.isChecked(),
        )
        self.changed.emit(self._wanted)

    def _save(self) -> None:
        self.saving.emit(self.name.text())
        self.name.clear()


def _box() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return box


def _fill(box: QComboBox, entries: Sequence[tuple[str, object]], chosen: object) -> None:
    box.blockSignals(True)
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    data = [data for _words, data in entries]
    box.setCurrentIndex(data.index(chosen) if chosen in data else 0)
    box.blockSignals(False)
