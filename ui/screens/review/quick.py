"""Filters that are one tap away: the few that matter every Monday, and those kept under a name."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.worklist import Filter
from ui.screens.review.reading import Waiting
from ui.theme.look import Theme
from ui.widgets.buttons import IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow


class Quick(QWidget):
    """``changed(Filter)`` on a tap; ``asked`` when all the filters are wanted."""

    changed = Signal(object)
    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._wanted, self._keys = theme, Filter(), tuple[str, ...]()
        self._row = QWidget()
        self._flow = Flow(theme.space(8))
        self._row.setLayout(self._flow)
        self.chips: dict[str, Chip] = {}
        self.more = IconButton(theme, _("Filter"), "funnel")
        self.more.clicked.connect(self.asked)
        self._flow.addWidget(self.more)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._row)

    def show_waiting(self, waiting: Waiting) -> None:
        self._wanted = waiting.wanted
        offered = _offered(waiting)
        if tuple(offered) != self._keys:
            self._renew(offered)
        for key, (words, wanted) in offered.items():
            chip = self.chips[key]
            chip.setText(words)
            chip.setAccessibleName(words)
            chip.updateGeometry()
            chip.setChecked(waiting.wanted == wanted)

    def _renew(self, offered: dict[str, tuple[str, Filter]]) -> None:
        for chip in self.chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips, self._keys = {}, tuple(offered)
        for key, (words, wanted) in offered.items():
            chip = self.chips[key] = Chip(self._theme, words, "body")
            chip.clicked.connect(lambda _checked=False, wanted=wanted: self._tapped(wanted))
            self._flow.addWidget(chip)

    def _tapped(self, wanted: Filter) -> None:
        """A tap on the one in force shows everything again; the name typed stays."""
        name = self._wanted.name
        same = msgspec.structs.replace(self._wanted, name="") == wanted
        self.changed.emit(msgspec.structs.replace(Filter() if same else wanted, name=name))


def _offered(waiting: Waiting) -> dict[str, tuple[str, Filter]]:
    offered = {}
    if waiting.all.urgent:
        said = _("Urgent · {n}").format(n=waiting.all.urgent)
        offered["urgent"] = (said, Filter(urgent=True))
    if waiting.answered:
        said = _("Answered · {n}").format(n=waiting.answered)
        offered["answered"] = (said, Filter(answered=True))
    if back := waiting.returned.ids:
        said = _("Asked back · {n}").format(n=len(back))
        if urgent := waiting.returned.urgent:  # it must not be forgotten there
            said = _("{said}, {n} urgent").format(said=said, n=urgent)
        offered["returned"] = (said, Filter(returned=True))
    if waiting.mine is not None:
        offered["mine"] = (_("Mine · {n}").format(n=waiting.mine), Filter(mine=True))
    return offered | {f"saved:{one.name}": (one.name, one.wanted) for one in waiting.saved}
