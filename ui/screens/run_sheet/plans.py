"""The screens of one child, where the cohort has several: where each stands, the way into it."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.cohorts import IN_PROGRESS, SCREENED, state_words
from elsec_app.operations.plans import Plan
from ui.theme.look import Theme
from ui.widgets.buttons import Button, quiet
from ui.widgets.flow import Flow
from ui.widgets.paint import Mark
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text


class Plans(QWidget):
    """``wanted(instrument)`` to screen with it now, ``seen(screening)`` to see its result."""

    wanted = Signal(str)
    seen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Plan, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(4))

    def show_plans(self, plans: Iterable[Plan], *, may_start: bool) -> None:
        """Nothing of it where there is one screen only. Without *may_start* results only."""
        several = tuple(plans)
        self.setVisible(len(several) > 1)
        if several != self._shown:
            self._clear()
            for plan in several if len(several) > 1 else ():
                self._add(plan)
            self._shown = several
        for plan in several:
            if plan.state != SCREENED and plan.chosen.instrument in self.buttons:
                self.buttons[plan.chosen.instrument].setVisible(may_start)

    def _add(self, plan: Plan) -> None:
        theme, chosen = self._theme, plan.chosen
        row = QWidget()
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        flow.addWidget(Pill(theme, _mark(plan)))
        words = {SCREENED: _("See the result"), IN_PROGRESS: _("Go on")}.get(
            plan.state, _("Screen")
        )
        button = quiet(theme, words, "eye" if plan.state == SCREENED else "chevron-right")
        button.setAccessibleName(f"{chosen.title}: {words}")
        if plan.state == SCREENED:
            button.clicked.connect(partial(self._see, plan.screening))
        else:
            button.clicked.connect(partial(self._want, chosen.instrument))
        flow.addWidget(button)
        self.buttons[chosen.instrument] = button
        self._box.addWidget(Text(theme, chosen.title, "strong"))
        self._box.addWidget(row)

    def _see(self, screening: str) -> None:
        self.seen.emit(screening)

    def _want(self, instrument: str) -> None:
        self.wanted.emit(instrument)

    def _clear(self) -> None:
        self.buttons = {}
        while (entry := self._box.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()


def _mark(plan: Plan) -> Mark:
    if plan.state == SCREENED:
        return band_mark(plan.tone or "quiet", plan.overall or state_words(SCREENED))
    icon = "clock" if plan.state == IN_PROGRESS else "circle-dashed"
    return Mark(state_words(plan.state), icon, "green" if plan.state == IN_PROGRESS else "quiet")
