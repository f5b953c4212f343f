"""A setting's own list: what is in place at the left, something new at the right."""

from datetime import date

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations.in_place import Line
from elsec_app.operations.words import day_words
from elsec_app.protocol.kinds import KINDS
from ui.screens.in_place import reading, words
from ui.screens.in_place.entry import Entries, Entry
from ui.screens.in_place.form import NewEntry
from ui.screens.in_place.reading import Found
from ui.session import Session
from ui.widgets.buttons import primary, quiet
from ui.widgets.chooser import Chooser
from ui.widgets.flow import Panes
from ui.widgets.page import Page
from ui.widgets.text import Text

COLUMN = 380  # px at 100 % text that each column wants


class InPlaceScreen(Page):
    """``show_for(setting=…)``."""

    key = "in_place"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("What is in place"))
        self._session = session
        self._setting = ""
        self.found: Found | None = None
        self.entries: dict[str, Entry] = {}
        theme = session.theme
        self.places = Chooser(theme, _("Setting"))
        self.places.activated.connect(lambda _n: self.show_for(str(self.places.currentData())))
        self.add_corner(self.places)
        self._list, self.new = Entries(theme), NewEntry(theme)
        wide = theme.px(COLUMN)
        self._panes = Panes(theme.space(16), (self._list, 1, wide), (self.new, 1, wide))
        self.body.addWidget(self._panes)
        self.back = quiet(theme, _("Back to the class plan"), "arrow-left")
        self.printing = quiet(theme, _("Print the list"), "printer")
        self.put = primary(theme, _("Put on the list"), "plus")
        self.back.clicked.connect(lambda: session.go("plan"))
        self.printing.clicked.connect(lambda: session.go("prints", what="provision-list"))
        self.put.clicked.connect(self._put)
        self.add_action(self.back)
        self.add_action(self.printing)
        self.set_primary(self.put)
        theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def show_for(self, setting: str = "") -> None:
        self._setting = setting or self._setting
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, self._setting, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._session.work.do(
                reading.load, self._session.desk, self._setting, done=self._show_lines
            )

    def _loaded(self, found: Found) -> None:
        self._setting = found.setting
        self.places.clear()
        for place in found.places:
            self.places.addItem(place.name, place.id)
        self.places.setCurrentIndex(max(0, self.places.findData(found.setting)))
        self.places.setVisible(self.places.count() > 1)
        self.set_subtitle(self.places.currentText())
        self.new.show_free(found.free, found.today)
        self._show_lines(found)

    def _show_lines(self, found: Found) -> None:
        """The list; what is half written at the right stays."""
        self.found = found
        may = self._session.desk.actor.role in KINDS["in_place"].writers
        self.new.setVisible(may)
        self.put.setVisible(may)
        self.set_footnote(words.count(found.lines))
        self._list.clear()
        self.entries = {}
        theme = self._session.theme
        for line in found.lines:
            entry = Entry(theme, line, found.today, may=may)
            entry.reviewed.connect(lambda line=line: self._look(line))
            entry.ended.connect(lambda line=line: self._end(line))
            self.entries[line.id] = entry
            self._list.add(entry)
        if not found.lines:
            nothing = _("Nothing is on the list yet. Begin with what you do every day.")
            self._list.add(Text(theme, nothing, colour="ink_2"))
        self._list.end()

    # doing

    def _put(self) -> None:
        self.new.what.set_error("")
        self._session.work.do(
            reading.add,
            self._session.desk,
            self._setting,
            self.new.said(),
            done=lambda _record: self._done(_("It is on the list.")),
            failed=self._refused,
            initiator=self,
        )

    def _refused(self, problem: Problem) -> None:
        if self.new.what.isVisible():
            self.new.what.set_error(problem.sentence)
        else:
            self._session.messages.report(problem)

    def _look(self, line: Line) -> None:
        def done(again: date) -> None:
            self._done(_("To be looked at again by {day}.").format(day=day_words(again)))

        self._session.work.do(
            reading.reviewed, self._session.desk, line.id, done=done, initiator=self
        )

    def _end(self, line: Line) -> None:
        def ended(_line: str) -> None:
            self._done("")
            said = _("“{title}” is no longer on the list.").format(title=line.body.title)
            self._session.messages.undoable(said, lambda: self._resume(line))

        self._session.work.do(reading.end, self._session.desk, line.id, done=ended, initiator=self)

    def _resume(self, line: Line) -> None:
        self._session.work.do(
            reading.resume,
            self._session.desk,
            line.id,
            done=lambda _line: self._done(_("It is on the list again.")),
            initiator=self,
        )

    def _done(self, sentence: str) -> None:
        if sentence:
            self._session.messages.say(sentence)
        self._session.sync_now()
        self._reload()

    def _measure(self) -> None:
        wide = self._session.theme.px(COLUMN)
        self._panes.set_wishes((1, wide), (1, wide))
