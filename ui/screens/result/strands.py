"""One strand: its band, the rule that gave it, and the practitioner's own judgement beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.results import StrandResult
from elsec_app.operations.signing import Judgement, tone
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.chip import Chip
from ui.widgets.fields import NoteField
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow
from ui.widgets.paint import Mark
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text


class StrandRow(QWidget):
    """``judged`` when the judgement or its reason has changed."""

    judged = Signal()

    def __init__(self, theme: Theme, scored: StrandResult, instrument: Instrument) -> None:
        super().__init__()
        self.scored, self._instrument = scored, instrument
        name = instrument.strand(scored.strand).name
        self.pill = Pill(theme, _mark(scored, instrument))
        self.change = quiet(theme, _("Judge otherwise"), "pen-line")
        self.change.setAccessibleName(_("{strand}: judge otherwise").format(strand=name))
        self.change.clicked.connect(self._open)
        self.own = _Own(theme, name, instrument, scored.band)
        self.own.changed.connect(self.judged)
        self.own.closed.connect(self._close)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(self._head(theme, name))
        box.addWidget(self.own)

    def _head(self, theme: Theme, name: str) -> QWidget:
        scored = self.scored
        said = [Text(theme, name, "heading"), Text(theme, scored.because, colour="ink_2")]
        if scored.stopped and scored.stopped not in scored.because:
            said.append(Text(theme, scored.stopped, "small", "ink_2"))
        words, marks = QWidget(), QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in said:
            column.addWidget(part)
        flow = Flow(theme.space(8), right=True)
        marks.setLayout(flow)
        flow.addWidget(self.pill)
        flow.addWidget(self.change)
        return Panes(theme.space(12), (words, 1, theme.px(240)), (marks, 0, 0))

    def judgement(self) -> Judgement | None:
        """The practitioner's band and reason, where it is not the pack's."""
        band = self.own.band()
        if band is None or band == self.scored.band:
            return None
        return Judgement(band, self.own.reason())

    def set_judgement(self, judged: Judgement) -> None:
        """As it was judged before."""
        if judged.band in self.own.chips:
            self.change.hide()
            self.own.put_back(judged)

    def lacks_reason(self) -> bool:
        """Whether a reason is wanted and not given; then it says so and takes the focus."""
        judged = self.judgement()
        lacking = judged is not None and not judged.reason
        self.own.say_lacking(lacking=lacking)
        return lacking

    def _open(self) -> None:
        self.change.hide()
        self.own.open()

    def _close(self) -> None:
        self.change.show()
        self.change.setFocus()
        self.judged.emit()


class _Own(QWidget):
    """Another band, and why."""

    changed = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, strand: str, instrument: Instrument, given: str | None
    ) -> None:
        super().__init__()
        self._given, self._group = given, QButtonGroup(self)
        row = QWidget()
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        self.chips: dict[str, Chip] = {}
        for band in instrument.bands:
            chip = Chip(theme, band.label, "body")
            chip.setToolTip(band.meaning)
            chip.setAccessibleName(_("{strand}: {band}").format(strand=strand, band=band.label))
            self._group.addButton(chip)
            self.chips[band.id] = chip
            flow.addWidget(chip)
        self._group.buttonClicked.connect(lambda _button: self._picked())
        self.words = NoteField(theme, _("Why do you judge otherwise?"))
        self.why = FormRow(theme, _("Why do you judge otherwise?"), self.words)
        self.words.textChanged.connect(self._written)
        self.leave = quiet(theme, _("Keep the screen’s band"))
        self.leave.clicked.connect(self._leave)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        for part in (row, self.why):
            box.addWidget(part)
        box.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def open(self) -> None:
        if self._given is not None:
            self.chips[self._given].setChecked(True)
        self._picked()
        self.show()
        next(iter(self.chips.values())).setFocus()

    def put_back(self, judged: Judgement) -> None:
        self.chips[judged.band].setChecked(True)
        self.words.set_text(judged.reason)
        self.why.setVisible(judged.band != self._given)
        self.show()

    def band(self) -> str | None:
        if self.isHidden():
            return None
        return next((band for band, chip in self.chips.items() if chip.isChecked()), None)

    def reason(self) -> str:
        return self.words.toPlainText().strip()

    def say_lacking(self, *, lacking: bool) -> None:
        said = _("Say why your judgement differs from the screen’s band.") if lacking else ""
        self.why.set_error(said)
        if lacking:
            self.words.setFocus()

    def _picked(self) -> None:
        self.why.setVisible(self.band_chosen() != self._given)
        self.changed.emit()

    def band_chosen(self) -> str | None:
        return next((band for band, chip in self.chips.items() if chip.isChecked()), None)

    def _written(self) -> None:
        if self.reason():
            self.why.set_error("")
        self.changed.emit()

    def _leave(self) -> None:
        self._group.setExclusive(False)
        for chip in self.chips.values():
            chip.setChecked(False)
        self._group.setExclusive(True)
        self.words.set_text("")
        self.why.set_error("")
        self.hide()
        self.closed.emit()


def _mark(scored: StrandResult, instrument: Instrument) -> Mark:
    if scored.band is not None:
        band = instrument.band(scored.band)
        return band_mark(tone(instrument, band), band.label)
    return band_mark("quiet", _("You decide") if scored.unassigned else _("Not computable"))
