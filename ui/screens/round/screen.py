"""The page of a round: set up, changed or ended."""

from functools import partial

import msgspec
from PySide6.QtWidgets import QComboBox

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations import rounds
from elsec_app.operations.rounds import Change
from elsec_app.operations.today import LeftAt
from elsec_app.operations.years import academic_year
from elsec_app.protocol.bodies import Cohort
from elsec_app.protocol.kinds import ADMINISTRATOR
from ui.screens.round import reading, words
from ui.screens.round.form import When, Whom, Why, WithWhat
from ui.screens.round.reading import Found
from ui.session import Session
from ui.widgets.buttons import primary, quiet
from ui.widgets.flow import Panes
from ui.widgets.page import Page
from ui.widgets.text import Text

HALF = 420  # px at 100 % text that each column wants


class Round(Page):
    """``show_for(cohort=…)`` changes a round; ``show_for(setting=…)`` sets a new one up."""

    key = "round"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("A new round"))
        self._session = session
        self.found: Found | None = None
        theme = session.theme
        self.setting = QComboBox()
        self.setting.setAccessibleName(_("Setting"))
        self.setting.activated.connect(lambda: self._load(str(self.setting.currentData())))
        self.whom, self.what = Whom(theme), WithWhat(theme)
        self.when, self.why = When(theme), Why(theme)
        self.wrong = Text(theme, role="strong", colour="refer")
        gap, half = theme.space(16), theme.px(HALF)
        self._panes = [
            Panes(gap, (self.whom, 1, half), (self.what, 1, half)),
            Panes(gap, (self.when, 1, half), (self.why, 1, half)),
        ]
        self.body.addWidget(self.setting)
        for panes in self._panes:
            self.body.addWidget(panes)
        self.pinned.addWidget(self.wrong)
        self.wrong.hide()
        self.setting.hide()
        self.another = quiet(theme, _("Another round"), "plus")
        self.end = quiet(theme, _("End this round"), "archive")
        self.go = primary(theme, _("Begin the round"), "check")
        self.another.clicked.connect(self._begin_another)
        self.end.clicked.connect(self._end)
        self.go.clicked.connect(self._go)
        for button in (self.another, self.end):
            self.add_action(button)
            button.hide()
        self.set_primary(self.go)
        self.whom.told.connect(self._count)
        self.what.told.connect(self._say_count)
        theme.changed.connect(self._measure)

    def show_for(self, cohort: str = "", setting: str = "") -> None:
        self._load(setting, cohort)

    def _load(self, setting: str = "", cohort: str = "") -> None:
        self._session.work.do(reading.load, self._session.desk, setting, cohort, done=self._loaded)

    def _loaded(self, found: Found) -> None:
        self.found = found
        self.set_title(_("This round") if found.cohort else _("A new round"))
        self._show_places(found)
        self.whom.show_round(found.classes, found.body)
        self.what.show_round(found.body)
        self.when.show_round(found.body)
        self.why.basis.set_text(found.body.basis)
        for button in (self.another, self.end):
            button.setVisible(bool(found.cohort))
        self._wrong("")
        self._count()
        first = next(iter(self.whom.classes.ticks.values()), None)
        if first is not None:
            first.setFocus()

    def _show_places(self, found: Found) -> None:
        self.setting.clear()
        for place in found.places:
            self.setting.addItem(place.name, place.id)
        self.setting.setCurrentIndex(max(0, self.setting.findData(found.setting)))
        self.setting.setVisible(self.setting.count() > 1 and not found.cohort)
        parts = (self.setting.currentText(), found.body.academic_year)
        self.set_subtitle(" · ".join(filter(None, parts)))

    def _count(self) -> None:
        """The classes have changed: which screens fit, and how many children are meant."""
        desk = self._session.desk
        born = self.whom.born()
        self.what.show_fits(rounds.fitting(desk.instruments, born, desk.actor.today()))
        self._say_count()

    def _say_count(self) -> None:
        desk, born = self._session.desk, self.whom.born()
        chosen = set(self.what.held())
        fits = rounds.fitting(desk.instruments, born, desk.actor.today())
        self.set_footnote(words.unfit([f for f in fits if f.instrument in chosen], len(born)))
        changing = self.found is not None and bool(self.found.cohort)
        self.go.setText(_("Save") if changing else words.begin(len(born)))
        self.go.updateGeometry()

    def _body(self, found: Found) -> Cohort:
        body = self.when.laid_into(found.body)
        return msgspec.structs.replace(
            body,
            academic_year=academic_year(body.opens),
            classes=self.whom.classes.held(),
            year_groups=self.whom.year_groups(),
            instruments=self.what.held(),
            basis=self.why.basis.toPlainText().strip(),
        )

    # doing

    def _go(self) -> None:
        found = self.found
        if found is None:
            return
        body, desk = self._body(found), self._session.desk
        act, at = (reading.change, found.cohort) if found.cohort else (reading.begin, found.setting)
        done = self._changed if found.cohort else self._begun
        self._session.work.do(act, desk, at, body, done=done, failed=self._failed, initiator=self)

    def _failed(self, problem: Problem) -> None:
        self._wrong(problem.sentence)

    def _wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if sentence:
            self._session.messages.announce(sentence, urgent=True)

    def _begun(self, left: LeftAt) -> None:
        who = self._session.desk.who
        key = "classes" if who is not None and who.role == ADMINISTRATOR else "today"
        self._session.go(key, cohort=left.cohort, class_name=left.class_name)

    def _changed(self, change: Change) -> None:
        self._session.messages.say(words.changed(change))
        if self.found is not None:
            self._load(cohort=self.found.cohort)

    def _begin_another(self) -> None:
        if self.found is not None:
            self._load(self.found.setting)

    def _end(self) -> None:
        if self.found is not None:
            desk, done = self._session.desk, partial(self._ended, self.found.cohort)
            self._session.work.do(reading.end, desk, self.found.cohort, done=done, initiator=self)

    def _ended(self, cohort: str, _nothing: object) -> None:
        said = _("The round has ended. What was done in it stays.")
        self._session.messages.undoable(said, partial(self._open_again, cohort))
        self._session.go("classes")

    def _open_again(self, cohort: str) -> None:
        desk, done = self._session.desk, partial(self._opened, cohort)
        self._session.work.do(reading.open_again, desk, cohort, done=done, initiator=self)

    def _opened(self, cohort: str, _nothing: object) -> None:
        self._session.go("round", cohort=cohort)

    def _measure(self) -> None:
        half = (1, self._session.theme.px(HALF))
        for panes in self._panes:
            panes.set_wishes(half, half)
