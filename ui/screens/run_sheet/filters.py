"""Which children of the class are listed: everybody, still to do, to try again, done, not screened.

A child may be in two of them: who was absent yesterday is to do today, and to try again.
"""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from elsec_app.i18n import _
from elsec_app.operations.cohorts import IN_PROGRESS, OPTED_OUT, PARTLY, SCREENED, TO_SCREEN
from elsec_app.operations.today import Today, TodayLine
from ui.theme.look import Theme
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow

ALL, TO_DO, AGAIN, DONE, OUT = "all", "to_do", "again", "done", "out"
OF: dict[str, Callable[[TodayLine], bool]] = {
    ALL: lambda _line: True,
    TO_DO: lambda line: line.sheet.state in (TO_SCREEN, IN_PROGRESS, PARTLY),
    AGAIN: lambda line: bool(line.sheet.again),
    DONE: lambda line: line.sheet.state == SCREENED,
    OUT: lambda line: line.sheet.state in (OPTED_OUT, "language", "left"),
}


class Filters(QWidget):
    """Chips with how many each would list; those that would list nobody are not shown. ``picked``
    when another was tapped; ``lists(line)`` says whether a child is listed."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(_("Which children"))
        self._group = QButtonGroup(self)
        flow = Flow(theme.space(8))
        self.setLayout(flow)
        self.chips: dict[str, Chip] = {}
        for name in OF:
            chip = Chip(theme, "", "body")
            chip.clicked.connect(self.picked)
            self._group.addButton(chip)
            self.chips[name] = chip
            flow.addWidget(chip)
        self.chips[ALL].setChecked(True)

    def lists(self, line: TodayLine) -> bool:
        return OF[self._chosen()](line)

    def reset(self) -> None:
        self.chips[ALL].setChecked(True)

    def show_counts(self, at: Today) -> None:
        for name, chip in self.chips.items():
            count = sum(map(OF[name], at.lines))
            chip.setText(_words(name).format(n=count))
            chip.setAccessibleName(chip.text())
            chip.setVisible(name == ALL or bool(count))
            chip.updateGeometry()
            if chip.isChecked() and not count:
                self.reset()
        self.setVisible(sum(not chip.isHidden() for chip in self.chips.values()) > 2)

    def _chosen(self) -> str:
        return next((name for name, chip in self.chips.items() if chip.isChecked()), ALL)


def _words(name: str) -> str:
    return {
        ALL: _("All {n}"),
        TO_DO: _("To do {n}"),
        AGAIN: _("To try again {n}"),
        DONE: _("Done {n}"),
        OUT: _("Not screened {n}"),
    }[name]
