"""Where one is: setting, cohort and class. What offers no choice is not shown."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from elsec_app.i18n import _
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.today import Board, LeftAt
from ui.theme.look import Theme
from ui.widgets.chooser import Chooser
from ui.widgets.flow import Flow


class At(Protocol):
    """A class of a cohort, as every screen of a class holds it."""

    @property
    def cohort(self) -> CohortLine: ...
    @property
    def class_name(self) -> str: ...


class Pickers(QWidget):
    """``picked(LeftAt)`` when the user chooses another setting, cohort or class."""

    picked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._board: Board | None = None
        self._at: At | None = None
        self.setting, self.cohort, self.class_name = (
            _box(theme, name) for name in (_("Setting"), _("Cohort"), _("Class"))
        )
        flow = Flow(theme.space(12), fill=True)
        for box, told in (
            (self.setting, self._setting_picked),
            (self.cohort, self._cohort_picked),
            (self.class_name, self._class_picked),
        ):
            box.activated.connect(told)
            flow.addWidget(box)
        self.setLayout(flow)

    def show_board(self, board: Board, at: At) -> None:
        self._board, self._at = board, at
        open_at = {line.setting for line in board.cohorts}
        places = [(place.name, place.id) for place in board.places if place.id in open_at]
        _fill(self.setting, places, at.cohort.setting)
        here = self._cohorts(at.cohort.setting)
        _fill(self.cohort, [(line.name, line.id) for line in here], at.cohort.id)
        _fill(self.class_name, [(name, name) for name in at.cohort.classes], at.class_name)
        boxes = (self.setting, self.cohort, self.class_name)
        self.setVisible(any(box.count() > 1 for box in boxes))

    def _cohorts(self, setting: str) -> Sequence[CohortLine]:
        lines = self._board.cohorts if self._board else ()
        return [line for line in lines if line.setting == setting]

    def _setting_picked(self) -> None:
        self._pick(self._cohorts(str(self.setting.currentData()))[0])

    def _cohort_picked(self) -> None:
        chosen = str(self.cohort.currentData())
        for line in self._cohorts(str(self.setting.currentData())):
            if line.id == chosen:
                self._pick(line)

    def _pick(self, line: CohortLine) -> None:
        self.picked.emit(LeftAt(line.id, next(iter(line.classes), "")))

    def _class_picked(self) -> None:
        if self._at is not None:
            self.picked.emit(LeftAt(self._at.cohort.id, str(self.class_name.currentData())))


def _box(theme: Theme, name: str) -> QComboBox:
    box = Chooser(theme, name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMinimumContentsLength(6)
    return box


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for words, data in entries:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.setVisible(box.count() > 1)
    box.blockSignals(False)
