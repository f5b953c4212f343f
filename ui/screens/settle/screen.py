"""One card for each field that two people changed: both values, who wrote them, and the choice."""

from datetime import date
from functools import partial
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit

from elsec_app.errors import Problem
from elsec_app.i18n import _, ngettext
from elsec_app.operations.settle import Chosen, Dispute
from elsec_app.operations.words import day_words
from ui.screens.settle import reading
from ui.session import Session
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.card import Card
from ui.widgets.choices import Choice
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Panes
from ui.widgets.form import FormRow
from ui.widgets.page import Page
from ui.widgets.text import Text

SIDE = 260  # px at 100 % text that each value wants


class SettleScreen(Page):
    """``show_for()``."""

    key = "settle"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("To settle"))
        self._session = session
        self.cards: dict[str, DisputeCard] = {}
        self._empty: EmptyState | None = None
        self.back = quiet(session.theme, _("Back to review"), "arrow-left")
        self.back.clicked.connect(lambda: session.go("review"))
        self.add_action(self.back)
        session.work.changed.connect(self._data_changed)

    def show_for(self) -> None:
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, disputes: tuple[Dispute, ...]) -> None:
        wanted = {one.id: one for one in disputes}
        for key in self.cards.keys() - wanted.keys():
            card = self.cards.pop(key)
            self.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        for key, one in wanted.items():
            if key not in self.cards:
                card = self.cards[key] = DisputeCard(self._session.theme, one)
                card.settled.connect(partial(self._settle, key))
                self.body.addWidget(card)
        n = len(wanted)
        said = ngettext(
            "{n} field was changed by two people", "{n} fields were changed by two people", n
        )
        self.set_subtitle(said.format(n=n) if n else "")
        self._show_empty(empty=not wanted)

    def _show_empty(self, *, empty: bool) -> None:
        if empty and self._empty is None:
            self._empty = EmptyState(
                self._session.theme,
                "clipboard",
                _("Everybody agrees"),
                _("When two people change the same detail of a child, you settle it here."),
            )
            self.body.addWidget(self._empty, 1)
        if self._empty is not None:
            self._empty.setVisible(empty)

    def _settle(self, key: str, chosen: Chosen, other: str) -> None:
        self._session.work.do(
            reading.decide,
            self._session.desk,
            key,
            chosen,
            other,
            done=self._settled,
            failed=partial(self._refused, key),
            initiator=self,
        )

    def _settled(self, _mark: str) -> None:
        self._session.messages.say(_("Settled."))
        self._session.sync_now()
        self._reload()

    def _refused(self, key: str, problem: Problem) -> None:
        if key in self.cards:
            self.cards[key].refuse(problem.sentence)


class DisputeCard(Card):
    """Two values and the choice between them. ``settled(chosen, other)``."""

    settled = Signal(str, str)

    def __init__(self, theme: Theme, one: Dispute) -> None:
        super().__init__(theme, padding=24, gap=12)
        whose = one.child.name if one.child else one.what
        self.body.addWidget(Text(theme, f"{whose}: {one.field.lower()}", "heading"))
        day = day_words(_day(one.at))
        about = _("{what} · noticed on {day} · it was {base}").format(
            what=one.what, day=day, base=one.base
        )
        self.body.addWidget(Text(theme, about, colour="ink_2"))
        here = _("{who} wrote this; it stands now.").format(who=one.centre_by)
        there = _("{who} wrote this; it came later.").format(who=one.device_by)
        self._group = QButtonGroup(self)
        self.choices = {
            "centre": Choice(theme, one.centre, here),
            "device": Choice(theme, one.device, there),
            "other": Choice(theme, _("Something else")),
        }
        for choice in self.choices.values():
            self._group.addButton(choice)
        for choice in self.choices.values():
            choice.setAccessibleName(f"{one.field}: {choice.text()}")
        wide = theme.px(SIDE)
        first, second = self.choices["centre"], self.choices["device"]
        self.body.addWidget(Panes(theme.space(12), (first, 1, wide), (second, 1, wide)))
        self.body.addWidget(self.choices["other"])
        self.choices["other"].setVisible(one.writes)
        self.other = QLineEdit()
        self.row = FormRow(theme, _("What it should be"), self.other)
        self.row.hide()
        self.body.addWidget(self.row)
        self.wrong = Text(theme, role="small", colour="refer")
        self.wrong.hide()
        self.body.addWidget(self.wrong)
        self.keep = secondary(theme, _("Let it be so"), "check")
        self.keep.setEnabled(False)
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._group.buttonClicked.connect(lambda _button: self._picked())
        self.keep.clicked.connect(self._kept)

    def chosen(self) -> str:
        return next((name for name, one in self.choices.items() if one.isChecked()), "")

    def refuse(self, sentence: str) -> None:
        """It could not be settled so."""
        self.wrong.setText(sentence)
        self.wrong.show()
        self.keep.setEnabled(True)

    def _picked(self) -> None:
        self.wrong.hide()
        self.row.setVisible(self.chosen() == "other")
        if self.chosen() == "other":
            self.other.setFocus()
        self.keep.setEnabled(True)

    def _kept(self) -> None:
        chosen = self.chosen()
        if chosen == "other" and not self.other.text().strip():
            self.row.set_error(_("Write what it should be."))
            return
        self.keep.setEnabled(False)
        if chosen in get_args(Chosen):
            self.settled.emit(chosen, self.other.text())


def _day(at: str) -> date:
    return date.fromisoformat(at[:10])
