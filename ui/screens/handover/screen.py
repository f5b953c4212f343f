"""Choose settings, choose whom: all that waits there is theirs from now on."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _, ngettext
from elsec_app.operations.words import day_words
from ui.screens.handover import reading
from ui.screens.handover.reading import Caseload, Load
from ui.session import Session
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.fields import NoteField
from ui.widgets.flow import Panes
from ui.widgets.form import FormRow
from ui.widgets.page import Page
from ui.widgets.text import Text

COLUMN = 380  # px at 100 % text that each column wants


class HandoverScreen(Page):
    """``show_for()``."""

    key = "handover"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Hand over"))
        self._session = session
        self.caseload: Caseload | None = None
        self.ticks: dict[str, Tick] = {}
        theme = session.theme
        self.to = QComboBox()
        self.whom = FormRow(theme, _("Who takes over"), self.to)
        self.note = NoteField(theme, _("A word with it"))
        self.back = quiet(theme, _("Back to review"), "arrow-left")
        self.hand = primary(theme, _("Hand over"), "user-check")
        self._lay_out()
        self.back.clicked.connect(lambda: session.go("review"))
        self.hand.clicked.connect(self._hand)
        self.to.activated.connect(lambda _place: self.whom.set_error(""))
        theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def _lay_out(self) -> None:
        theme = self._session.theme
        settings, whom = Card(theme, padding=24), Card(theme, padding=24)
        settings.body.addWidget(Text(theme, _("Which settings?"), "heading"))
        self._list = QVBoxLayout()
        settings.body.addLayout(self._list)
        whom.body.addWidget(self.whom)
        whom.body.addWidget(FormRow(theme, _("A word with it"), self.note))
        said = _(
            "All that waits there, and all that is still to come, is theirs. They see it with the"
            " filter “Only what I look after” as soon as both computers have sent and received."
        )
        whom.body.addWidget(Text(theme, said, colour="ink_2"))
        wide = theme.px(COLUMN)
        self._panes = Panes(theme.space(16), (_top(settings), 1, wide), (_top(whom), 1, wide))
        self.body.addWidget(self._panes)
        self.add_action(self.back)
        self.set_primary(self.hand)

    def _measure(self) -> None:
        wide = self._session.theme.px(COLUMN)
        self._panes.set_wishes((1, wide), (1, wide))

    def show_for(self) -> None:
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, caseload: Caseload) -> None:
        self.caseload = caseload
        chosen = {key for key, tick in self.ticks.items() if tick.isChecked()}
        while (entry := self._list.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        names = {one.id: one.name for one in caseload.therapists}
        self.ticks = {}
        for load in caseload.loads:
            tick = Tick(self._session.theme, load.name, _said(load, names))
            tick.setChecked(load.setting in chosen)
            tick.toggled.connect(lambda _on: self._settle())
            self.ticks[load.setting] = tick
            self._list.addWidget(tick)
        to = self.to.currentData()
        self.to.clear()
        self.to.addItem(_("Everybody: nobody in particular"), "")
        for one in caseload.therapists:
            self.to.addItem(one.name, one.id)
        self.to.setCurrentIndex(max(0, self.to.findData(to)))
        self._settle()

    def _settle(self) -> None:
        self.hand.setEnabled(any(tick.isChecked() for tick in self.ticks.values()))

    def _hand(self) -> None:
        settings = [key for key, tick in self.ticks.items() if tick.isChecked()]
        self.whom.set_error("")
        self._session.work.do(
            reading.hand_over,
            self._session.desk,
            settings,
            str(self.to.currentData()),
            self.note.toPlainText(),
            done=partial(self._handed, self.to.currentText()),
            failed=self._refused,
            initiator=self,
        )

    def _handed(self, name: str, made: tuple[str, ...]) -> None:
        said = ngettext(
            "{n} setting is handed to: {name}.", "{n} settings are handed to: {name}.", len(made)
        )
        self._session.messages.say(said.format(n=len(made), name=name))
        self.note.set_text("")
        for tick in self.ticks.values():
            tick.setChecked(False)
        self._session.sync_now()
        self._reload()

    def _refused(self, problem: Problem) -> None:
        self.whom.set_error(problem.sentence)


def _said(load: Load, names: dict[str, str]) -> str:
    waiting = ngettext("{n} waits", "{n} wait", load.waiting).format(n=load.waiting)
    last = load.last
    if last is None:
        return f"{waiting} · {_('everybody’s')}"
    whose = names.get(last.to, _("somebody else")) if last.to else _("everybody’s")
    given = _("given by {who} on {day}").format(
        who=last.signed.name, day=day_words(date.fromisoformat(last.signed.at[:10]))
    )
    return " · ".join(filter(None, (waiting, whose, given, last.note)))


def _top(card: Card) -> QWidget:
    """A card that keeps its height beside a taller one."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(card)
    box.addStretch(1)
    return made
