"""The page of today: the class, whoever is next, and the child that was tapped."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.cohorts import OPTED_OUT, TO_SCREEN, state_words
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.today import LeftAt, Today, TodayLine, matches
from elsec_app.protocol.bodies import OptOut
from ui.parts.pickers import Pickers
from ui.screens.run_sheet import reading, words
from ui.screens.run_sheet.filters import Filters
from ui.screens.run_sheet.nobody import nobody
from ui.screens.run_sheet.panel import ChildPanel
from ui.screens.run_sheet.reading import Sheet, Undo
from ui.session import Session
from ui.widgets.banner import Banner
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.fields import SearchField
from ui.widgets.page import Page
from ui.widgets.stack import Stack
from ui.widgets.table import child_table

BOTH = 880  # px at 100 % text that the list and the child need side by side


class Found(NamedTuple):
    """Children found elsewhere, and what was typed to find them."""

    typed: str
    children: tuple[ChildLine, ...]


class RunSheet(Page):
    """Today. ``show_for(cohort=…, class_name=…, child=…)`` opens a class, marking a child."""

    key = "today"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Today"), scrolls=False)
        self._session = session
        self.sheet: Sheet | None = None
        self._wanted, self._mark_next = LeftAt(), ""
        self._typed, self._found = "", Found("", ())
        self.asked: Banner | None = None
        self.filters: Filters | None = None
        self._asked = True  # while the store reads, the widgets are made
        self._reload()
        self._make()
        self._lay_out()
        session.work.changed.connect(self._data_changed)

    def _make(self) -> None:
        theme = self._session.theme
        self.pickers = Pickers(theme)
        self.search = SearchField(theme, _("Find a child"))
        self.table = child_table(theme, _("Children of the class"))
        self.panel = ChildPanel(theme)
        self.start = primary(theme, _("Screen"), "chevron-right")
        self.pickers.picked.connect(self._picked)
        self.search.searched.connect(self._searched)
        self.table.marked.connect(self._marked)
        self.table.chosen.connect(self._chosen)
        self.panel.code_tapped.connect(self._code_tapped)
        self.panel.opted_out.connect(self._opt_out)
        self.panel.opted_in.connect(self._opt_in)
        self.panel.see_result.connect(self._see_result)
        self.panel.screen_with.connect(self._start_with)
        self.panel.back_asked.connect(self._back_to_list)
        self.start.clicked.connect(self._start)
        self.from_paper = secondary(theme, _("From paper"), "keyboard")
        self.from_paper.clicked.connect(self._paper)

    def _lay_out(self) -> None:
        theme = self._session.theme
        self._parts, inside, listed = Stack(), QWidget(), Card(theme, padding=16, gap=8)
        self._listed = listed
        self.body.addWidget(self._parts, 1)
        self._parts.addWidget(inside)
        gap, least = theme.space(16), theme.px(BOTH)
        self.beside = Beside(listed, self.panel, least=least, gap=gap, shares=(58, 42))
        self.beside.narrowed.connect(lambda narrow: self.panel.set_narrow(narrow=narrow))
        theme.changed.connect(self._measure)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(self.pickers)
        box.addWidget(self.beside, 1)
        listed.body.addWidget(self.search)
        listed.body.addWidget(self.table, 1)
        self.add_action(self.from_paper)
        self.set_primary(self.start)
        self.start.hide()
        self.pickers.hide()

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))

    # reading

    def show_for(self, cohort: str = "", class_name: str = "", child: str = "") -> None:
        if cohort:
            self._wanted = LeftAt(cohort, class_name, child)
        if cohort or not self._asked:
            self._reload(child)
        self._asked = False
        self.table.setFocus()

    def _reload(self, mark: str = "") -> None:
        self._mark_next = mark
        self._session.work.do(reading.load, self._session.desk, self._wanted, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload(self.table.marked_key() or "")

    def _loaded(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._show_asked(sheet)
        if sheet.at is None:
            self._show_empty(sheet)
        self._parts.setCurrentIndex(1 if sheet.at is None else 0)
        if sheet.at is None:
            self.set_subtitle("")
            self.start.hide()
            self.from_paper.hide()
            self.footnote.hide()
            return
        at = sheet.at
        self._wanted = LeftAt(at.cohort.id, at.class_name)
        place = next((p.name for p in sheet.board.places if p.id == at.cohort.setting), _("Today"))
        self.set_title(place)
        self.set_subtitle(words.subtitle(at, self._session.desk.actor.today()))
        self.set_footnote(words.coverage(at))
        self.pickers.show_board(sheet.board, at)
        self._fill(at)
        self._session.work.do(
            reading.remember,
            self._session.desk,
            self._wanted,
            done=lambda _nothing: self._show_filters(),
        )

    def _show_empty(self, sheet: Sheet) -> None:
        """Nothing to screen: the way to a round where there are children, else to a class list."""
        if (old := self._parts.widget(1)) is not None:
            self._parts.removeWidget(old)
            old.deleteLater()
        self._parts.addWidget(nobody(self._session, children=sheet.to_begin))

    def _show_asked(self, sheet: Sheet) -> None:
        """A line above all else, made when somebody first asks something."""
        wanted = bool(sheet.asked or sheet.to_rate)
        if self.asked is None and wanted:
            self.asked = asked_banner(self._session)
            self.body.insertWidget(0, self.asked)
        if self.asked is not None:
            self.asked.setVisible(wanted)
            self.asked.set_words(words.asked(sheet.asked, sheet.asks, sheet.to_rate))

    def _fill(self, at: Today) -> None:
        here = [
            ln
            for ln in at.lines
            if (matches(ln.sheet.child, self._typed) if self._typed else self._lists(ln))
        ]
        rows = words.rows(here, words.names(at))
        known = {line.sheet.child.id for line in at.lines}
        if self._found.typed == self._typed:
            rows += [words.elsewhere(c) for c in self._found.children if c.id not in known]
        self.table.set_rows(rows)
        following = at.next_line
        wanted = self._mark_next or self.table.marked_key()
        if wanted is None and following is not None:
            wanted = following.sheet.child.id
        self._mark_next = ""
        if wanted:
            self.table.mark(wanted)
        self._show_marked()

    def _lists(self, line: TodayLine) -> bool:
        return self.filters is None or self.filters.lists(line)

    def _show_filters(self) -> None:
        """Made when the first children are painted."""
        at = self._at()
        if at is None:
            return
        if self.filters is None:
            self.filters = Filters(self._session.theme)
            self.filters.picked.connect(self._filter_picked)
            self._listed.body.insertWidget(1, self.filters)
        self.filters.show_counts(at)
        self.table.scrollTo(self.table.currentIndex())

    def _filter_picked(self) -> None:
        self.search.clear()
        if (at := self._at()) is not None:
            self._fill(at)

    # choosing

    def _at(self) -> Today | None:
        return self.sheet.at if self.sheet else None

    def marked_line(self) -> TodayLine | None:
        """The line of the child that is marked in the list."""
        at, key = self._at(), self.table.marked_key()
        return at.line(key) if at and key else None

    def _marked(self, _key: str) -> None:
        self._show_marked()

    def _show_marked(self) -> None:
        at, line = self._at(), self.marked_line()
        if at is None:
            return
        self.panel.show_line(line, at.class_name)
        if line is not None and line.sheet.state == OPTED_OUT:
            child, cohort, desk = line.sheet.child.id, at.cohort.id, self._session.desk
            self._session.work.do(reading.opt_out_of, desk, child, cohort, done=self._opt_out_read)
        to_start = self._to_start()
        self.start.setVisible(to_start is not None)
        self.from_paper.setVisible(to_start is not None)
        if to_start is not None:
            self.start.setText(words.start(to_start))
            self.start.updateGeometry()

    def _opt_out_read(self, found: OptOut | None) -> None:
        self.panel.show_opt_out(found)

    def _to_start(self) -> TodayLine | None:
        """Whom the one filled button starts: the marked child, else whoever is next."""
        line, at = self.marked_line(), self._at()
        if line is not None and words.may_start(line):
            return line
        return at.next_line if at else None

    def _chosen(self, key: str) -> None:
        at = self._at()
        if at is not None and at.line(key) is None:
            done = partial(self._go_to, key)
            self._session.work.do(reading.where_is, self._session.desk, key, done=done)
            return
        self.beside.open_detail()

    def _go_to(self, child: str, left: LeftAt | None) -> None:
        """A child of another class was chosen: open that class, if there is one."""
        if left is None:
            self._session.go("child", child=child)
            return
        self.search.clear()
        self._wanted = left
        self._reload(child)

    def _back_to_list(self) -> None:
        self.beside.open_list()
        self.table.setFocus()

    def _picked(self, left: LeftAt) -> None:
        self._wanted = left
        self.search.clear()
        if self.filters is not None:
            self.filters.reset()
        self.table.clearSelection()
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self._reload()

    def _searched(self, typed: str) -> None:
        self._typed = typed
        at = self._at()
        if at is not None:
            self._fill(at)
        if typed:
            desk = self._session.desk
            self._session.work.do(_find, desk, typed, done=self._found_some)

    def _found_some(self, found: Found) -> None:
        at = self._at()
        if found.typed == self._typed and at is not None:
            self._found = found
            self._fill(at)

    # doing

    def _start(self) -> None:
        line = self._to_start()
        if line is not None:
            self._go_screen(line.sheet.child.id)

    def _start_with(self, instrument: str) -> None:
        child = self._child()
        if child is not None:
            self._go_screen(child.id, instrument)

    def _go_screen(self, child: str, instrument: str = "") -> None:
        at = self._at()
        if at is not None:
            place = {"cohort": at.cohort.id, "class_name": at.class_name}
            self._session.go("console", child=child, instrument=instrument, **place)

    def _paper(self) -> None:
        at = self._at()
        if at is not None:
            self._session.go("paper", cohort=at.cohort.id, class_name=at.class_name)

    def _see_result(self, screening: str) -> None:
        at, child = self._at(), self._child()
        if at is not None and child is not None:
            place = {"cohort": at.cohort.id, "class_name": at.class_name}
            self._session.go("signed", screening=screening, child=child.id, **place)

    def _code_tapped(self, code: str) -> None:
        at, child = self._at(), self._child()
        if at is None or child is None:
            return
        name = words.first_name(child)
        if code == TO_SCREEN:
            said = _("{name} is back on the list.").format(name=name)
            self._do(said, None, reading.take_back, at, child.id)
            return
        said = _("{name}: {state}.").format(name=name, state=state_words(code).lower())
        undo = partial(self._do, "", None, reading.take_back, at, child.id)
        self._do(said, undo, reading.not_done, at, child.id, code)

    def _opt_out(self, by: str, how: str) -> None:
        at, child = self._at(), self._child()
        if at is not None and child is not None:
            said = _("{name} is opted out.").format(name=words.first_name(child))
            undo = partial(self._do, "", None, reading.withdraw_opt_out, at, child.id)
            self._do(said, undo, reading.opt_out, at, child.id, by, how)

    def _opt_in(self) -> None:
        at, child = self._at(), self._child()
        if at is not None and child is not None:
            said = _("{name} may be screened again.").format(name=words.first_name(child))
            self._do(said, None, reading.withdraw_opt_out, at, child.id)

    def _child(self) -> ChildLine | None:
        return self.panel.line.sheet.child if self.panel.line else None

    def _do(
        self, said: str, undo: Undo | None, function: Callable[..., object], *args: object
    ) -> None:
        """Write; then say so, with the way back, and read the sheet anew."""
        done = partial(self._written, said, undo)
        self._session.work.do(function, self._session.desk, *args, done=done, initiator=self)

    def _written(self, said: str, undo: Undo | None, _result: object) -> None:
        if said and undo is not None:
            self._session.messages.undoable(said, undo)
        elif said:
            self._session.messages.say(said)
        self._reload(self.table.marked_key() or "")


def _find(desk: Desk, typed: str) -> Found:
    return Found(typed, reading.find(desk, typed))


def asked_banner(session: Session) -> Banner:
    """That a therapist asks something, and the way to answer."""
    banner = Banner(session.theme, "", "message-circle", "green")
    answer = secondary(session.theme, _("Answer"), "chevron-right")
    answer.clicked.connect(lambda: session.go("asked"))
    banner.add(answer)
    return banner
