"""How it was today, one tap each; and what goes straight to referral."""

from collections.abc import Container

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.referring.concerns import URGENT
from elsec_app.protocol.bodies import Context
from ui.theme.look import Theme
from ui.widgets.chip import Chip
from ui.widgets.choices import Tick
from ui.widgets.flow import Flow
from ui.widgets.text import Text

ENGLISH, OTHER = "ENG", "OTH"  # school-census codes


class Ask(QWidget):
    """A question with a few answers, one of which always stands. ``picked`` on a tap."""

    picked = Signal()

    def __init__(self, theme: Theme, question: str, answers: dict[str, str]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        row = QWidget()
        flow = Flow(theme.space(8), fill=True)
        row.setLayout(flow)
        for value, words in answers.items():
            chip = Chip(theme, words, "body")
            chip.setAccessibleName(_("{question} {answer}").format(question=question, answer=words))
            chip.clicked.connect(self.picked)
            self._group.addButton(chip)
            self.chips[value] = chip
            flow.addWidget(chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        box.addWidget(Text(theme, question))
        box.addWidget(row)

    def value(self) -> str:
        return next(value for value, chip in self.chips.items() if chip.isChecked())

    def set_value(self, value: str) -> None:
        self.chips[value].setChecked(True)


class HowItWas(QWidget):
    """``told(Context)`` when an answer changes."""

    told = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._context = Context()
        yes_no = {"yes": _("Yes"), "no": _("No"), "not_known": _("Not known")}
        self.hearing = Ask(theme, _("Has hearing been checked?"), yes_no)
        self.eal = Ask(theme, _("Is English an additional language?"), yes_no)
        self.language = Ask(
            theme,
            _("Which language was the screen in?"),
            {ENGLISH: _("English"), OTHER: _("Another")},
        )
        self.interpreter = Ask(
            theme, _("Was an interpreter there?"), {"yes": _("Yes"), "no": _("No")}
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        box.addWidget(Text(theme, _("How it was today"), "heading"))
        for ask in (self.hearing, self.eal, self.language, self.interpreter):
            box.addWidget(ask)
            ask.picked.connect(self._tell)

    def show_context(self, context: Context) -> None:
        self._context = context
        self.hearing.set_value(context.hearing_checked)
        self.eal.set_value({True: "yes", False: "no", None: "not_known"}[context.eal])
        self.language.set_value(ENGLISH if context.language_of_test == ENGLISH else OTHER)
        self.interpreter.set_value("yes" if context.interpreter else "no")

    def _tell(self) -> None:
        language = self.language.value()
        kept = self._context.language_of_test
        if (language == ENGLISH) != (kept == ENGLISH):
            kept = language if language == ENGLISH else self._home()
        self.told.emit(
            Context(
                language_of_test=kept,
                home_languages=self._context.home_languages,
                eal={"yes": True, "no": False, "not_known": None}[self.eal.value()],
                hearing_checked=self.hearing.value(),
                interpreter=self.interpreter.value() == "yes",
            )
        )

    def _home(self) -> str:
        """A screen that was not in English was in the home language, where one is known."""
        return next((code for code in self._context.home_languages if code != ENGLISH), OTHER)


class Urgent(QWidget):
    """Concerns that never wait. ``ticked()`` says which; ``told`` when one is tapped."""

    told = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        words = {
            "stammering": _("Stammering"),
            "voice": _("Voice (hoarse, lost, very quiet)"),
            "swallowing": _("Eating, drinking or swallowing"),
            "selective_mutism": _("Talks in some places and never in others"),
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        box.addWidget(Text(theme, _("Did anybody mention, or did you notice?"), "heading"))
        why = _("These go straight to referral and never wait for a re-screen.")
        box.addWidget(Text(theme, why, colour="ink_2"))
        self.ticks = {route: Tick(theme, words[route]) for route in URGENT}
        for tick in self.ticks.values():
            box.addWidget(tick)
            tick.clicked.connect(self.told)

    def ticked(self) -> tuple[str, ...]:
        return tuple(route for route, tick in self.ticks.items() if tick.isChecked())

    def set_ticked(self, routes: Container[str]) -> None:
        for route, tick in self.ticks.items():
            tick.setChecked(route in routes)
