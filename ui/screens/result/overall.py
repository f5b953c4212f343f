"""The outcome of the whole screen: in words, with its cautions and when to look again."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.results import Result
from elsec_app.operations.signing import outcome_tone
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text


class OverallView(QWidget):
    """Read, not pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(8))
        self.cautions: list[str] = []

    def show_result(self, result: Result, instrument: Instrument) -> None:
        while (entry := self._box.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._say(_("Overall"), "heading")
        self._say_outcome(result, instrument)
        if result.rescreen_due is not None and result.rescreen_from is not None:
            again = _("Screen again from {first}, by {due} at the latest.").format(
                first=day(result.rescreen_from), due=day(result.rescreen_due)
            )
            self._say(again, "strong")
        self.cautions = [caution.words for caution in result.cautions]
        for words in self.cautions:
            self._box.addWidget(Banner(self._theme, words, "info", "watch"))

    def _say_outcome(self, result: Result, instrument: Instrument) -> None:
        left = Qt.AlignmentFlag.AlignLeft
        if result.overall.outcome is None:
            self._box.addWidget(Pill(self._theme, band_mark("quiet", _("No outcome"))), 0, left)
            self._say(result.overall.because)
            return
        outcome = instrument.outcome(result.overall.outcome)
        shown = outcome_tone(outcome)
        self._box.addWidget(Pill(self._theme, band_mark(shown, outcome.label)), 0, left)
        self._say(result.overall.because)
        self._say(outcome.recommendation, "body", "ink_2")

    def _say(self, words: str, role: str = "body", colour: str = "ink") -> None:
        self._box.addWidget(Text(self._theme, words, role, colour))


def day(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
