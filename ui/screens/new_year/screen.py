"""The page of the new school year: next year's classes from this year's, in one step."""

from functools import partial

import msgspec
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.batches import Undone
from elsec_app.operations.rollover import Proposal, Rolled
from elsec_app.operations.years import LEAVES
from ui.screens.new_year import reading, words
from ui.screens.new_year.line import ClassLine
from ui.screens.new_year.reading import Found
from ui.session import Session
from ui.widgets.buttons import primary, secondary
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.text import Text


class NewYear(Page):
    """``show_for(setting=…)`` proposes the new year of a setting."""

    key = "new_year"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("A new school year"))
        self._session = session
        self.found: Found | None = None
        self.lines: list[ClassLine] = []
        theme = session.theme
        self.setting = QComboBox()
        self.setting.setAccessibleName(_("Setting"))
        self.setting.activated.connect(lambda: self._reload(str(self.setting.currentData())))
        self.wrong = Text(theme, role="small", colour="refer")
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.space(8))
        self.undo = secondary(theme, _("Undo this year's change"), "undo-2")
        self.undo.clicked.connect(self._undo_done)
        self.empty = _nothing(session)
        for part in (self.setting, self._list, self.empty, self.wrong):
            self.body.addWidget(part)
        self.add_action(self.undo)
        self.go = primary(theme, "", "arrow-right")
        self.go.clicked.connect(self._apply)
        self.set_primary(self.go)
        for part in (self.setting, self.empty, self.wrong, self.undo, self.go):
            part.hide()
        session.work.changed.connect(self._data_changed)

    def show_for(self, setting: str = "") -> None:
        self._reload(setting)

    def _reload(self, setting: str = "") -> None:
        self._session.work.do(reading.load, self._session.desk, setting, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        """Only an untouched proposal is made anew under somebody's hands."""
        if initiator is not self and self.isVisible() and self.found and not self._touched():
            self._reload(self.found.setting)

    def _touched(self) -> bool:
        proposal = self.found.proposal if self.found else None
        return proposal is not None and (
            bool(self._leaving()) or [ln.result() for ln in self.lines] != [*proposal.classes]
        )

    def _loaded(self, found: Found) -> None:
        self.found = found
        self._show_places(found)
        self._clear()
        proposal = found.proposal
        for line in proposal.classes if proposal else ():
            made = ClassLine(self._session.theme, line)
            made.told.connect(self._count)
            self.lines.append(made)
            self._rows.addWidget(made)
        self.empty.setVisible(not self.lines)
        self._list.setVisible(bool(self.lines))
        self.undo.setVisible(bool(found.done))
        self._count()
        if self.lines:
            self.lines[0].year.setFocus()

    def _show_places(self, found: Found) -> None:
        self.setting.clear()
        for place in found.places:
            self.setting.addItem(place.name, place.id)
        self.setting.setCurrentIndex(max(0, self.setting.findData(found.setting)))
        self.setting.setVisible(self.setting.count() > 1)
        year = found.proposal.year if found.proposal else ""
        self.set_subtitle(" · ".join(filter(None, (self.setting.currentText(), year))))

    def _clear(self) -> None:
        self.lines = []
        while (entry := self._rows.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()

    def _leaving(self) -> list[str]:
        return [child for line in self.lines for child in line.leaving()]

    def _chosen(self) -> Proposal | None:
        proposal = self.found.proposal if self.found else None
        if proposal is None:
            return None
        classes = tuple(line.result() for line in self.lines)
        return msgspec.structs.replace(proposal, classes=classes)

    def _count(self) -> None:
        """Say what the one button would do."""
        chosen = self._chosen()
        if chosen is None or not self.lines:
            self.go.hide()
            self.wrong.hide()
            self.set_footnote("")
            return
        everybody = sum(len(line.children) for line in chosen.classes)
        out = {c.id for line in chosen.classes if line.to_year == LEAVES for c in line.children}
        gone = len(out | set(self._leaving()))
        self.go.setText(words.go(everybody - gone, gone))
        self.go.updateGeometry()
        self.go.show()
        self.set_footnote(words.footnote(gone, chosen))
        clash = words.clash(chosen.classes)
        self.wrong.setText(clash)
        self.wrong.setVisible(bool(clash))

    # doing

    def _apply(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            desk, leaving = self._session.desk, self._leaving()
            self._session.work.do(
                reading.apply, desk, chosen, leaving, done=self._applied, initiator=self
            )

    def _applied(self, rolled: Rolled) -> None:
        self._session.messages.undoable(rolled.sentence, partial(self._undo, rolled.batch))
        self._reload(self.found.setting if self.found else "")

    def _undo_done(self) -> None:
        if self.found is not None and self.found.done:
            self._undo(self.found.done)

    def _undo(self, batch: str) -> None:
        desk = self._session.desk
        self._session.work.do(reading.undo, desk, batch, done=self._undone, initiator=self)

    def _undone(self, undone: Undone) -> None:
        self._session.messages.say(undone.sentence)
        self._reload(self.found.setting if self.found else "")


def _nothing(session: Session) -> EmptyState:
    return EmptyState(
        session.theme,
        "school",
        _("Everybody is in this year's class"),
        _("Newcomers come with a class list. From 1 September the next year is proposed here."),
    )
