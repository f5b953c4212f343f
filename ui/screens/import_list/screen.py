"""A class list taken in: choose the file, see what each row will do, add, begin the round."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations import rounds
from elsec_app.operations.batches import Applied, Undone
from elsec_app.operations.people import Place
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.kinds import ADMINISTRATOR, SENCO
from ui.screens.import_list import reading, words
from ui.screens.import_list.detail import RowDetail
from ui.screens.import_list.reading import Planned, Taken
from ui.screens.import_list.words import Listed
from ui.session import Session
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Panes
from ui.widgets.page import Page
from ui.widgets.stack import Stack
from ui.widgets.table import Table

LIST, ONE = 300, 220  # px at 100 % text that each pane wants


class ImportList(Page):
    """Import. A file may also be dropped anywhere on it."""

    key = "import"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Import a class list"), scrolls=False)
        self._session = session
        self.taken: Taken | None = None
        self.planned: Planned | None = None
        self.lines: tuple[Listed, ...] = ()
        self._path: Path | None = None
        self._decisions: dict[int, str] = {}
        self._settled: set[int] = set()
        self._turn = 0
        self._busy = False
        self.setAcceptDrops(True)
        self._make()
        self._lay_out()
        self._show()
        session.theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def _make(self) -> None:
        theme = self._session.theme
        self.setting = QComboBox()
        self.setting.setAccessibleName(_("Setting"))
        self.setting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setting.activated.connect(self._setting_picked)
        self.setting.hide()
        self.notes = Banner(theme, "", "triangle-alert", "watch")
        self.table = Table(theme, _("Rows of the class list"), words.columns())
        self.table.marked.connect(self._marked)
        self.detail = RowDetail(theme)
        self.detail.decided.connect(self._decided)
        self.choose = primary(theme, _("Choose a class list"), "folder-open")
        self.another = quiet(theme, _("Choose another file"), "folder-open")
        self.new_round = quiet(theme, _("Start another round"), "calendar")
        self.next = primary(theme, _("Add"), "user-plus")
        self.choose.clicked.connect(self._choose)
        self.another.clicked.connect(self._choose)
        self.new_round.clicked.connect(self._start_round)
        self.next.clicked.connect(self._go_on)

    def _lay_out(self) -> None:
        theme = self._session.theme
        card = Card(theme, padding=16, gap=8)
        card.body.addWidget(self.table, 1)
        gap = theme.space(16)
        self._panes = Panes(gap, (card, 3, theme.px(LIST)), (self.detail, 1, theme.px(ONE)))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(self.notes)
        box.addWidget(self._panes, 1)
        self._empty = EmptyState(theme, "clipboard", _("No list chosen"), "", self.choose)
        self._parts = Stack()
        self._parts.addWidget(self._empty)
        self._parts.addWidget(inside)
        self.body.addWidget(self.setting)
        self.body.addWidget(self._parts, 1)
        self.add_action(self.another)
        self.add_action(self.new_round)
        self.set_primary(self.next)

    def _measure(self) -> None:
        theme = self._session.theme
        self._panes.set_wishes((3, theme.px(LIST)), (1, theme.px(ONE)))

    # where

    def show_for(self) -> None:
        self._session.work.do(reading.settings, self._session.desk, done=self._settings_read)

    def _settings_read(self, found: tuple[Place, ...]) -> None:
        before = self._where()
        self.setting.clear()
        for place in found:
            self.setting.addItem(place.name, place.id)
        self.setting.setCurrentIndex(max(0, self.setting.findData(before)))
        self.setting.setVisible(len(found) > 1)
        self._show()
        if self.taken is not None:
            self._plan()

    def _where(self) -> str:
        return str(self.setting.currentData() or "")

    def _setting_picked(self) -> None:
        if self._path is not None:
            self.open(self._path)

    # the file

    def _choose(self) -> None:
        folders = QStandardPaths.StandardLocation
        start = QStandardPaths.writableLocation(folders.DownloadLocation)
        kinds = _("Class lists ({patterns})").format(
            patterns="*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.xml *.htm *.html"
        )
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a class list"), start, f"{kinds};;{_('All files')} (*)"
        )
        if chosen:
            self.open(Path(chosen))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._where() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        dropped = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if dropped:
            event.acceptProposedAction()
            self.open(Path(dropped[0]))

    def open(self, path: Path) -> None:
        """Read *path* and show what taking it in would do. A file that is no class list changes
        nothing on the screen."""
        self._turn += 1
        self.set_footnote(_("Reading the list…"))
        done = partial(self._mapping_read, path, self._turn)
        self._session.work.do(reading.remembered, self._session.desk, self._where(), done=done)

    def _mapping_read(self, path: Path, turn: int, mapping: dict[str, str] | None) -> None:
        self._session.work.afar(
            reading.take,
            path,
            mapping,
            self._session.desk.actor.today(),
            done=partial(self._taken, path, turn),
            failed=self._not_taken,
        )

    def _taken(self, path: Path, turn: int, taken: Taken) -> None:
        if turn != self._turn:
            return
        self._session.messages.clear()
        self._path, self.taken = path, taken
        self._decisions, self._settled = {}, set()
        self.set_subtitle(path.name)
        self._plan()

    def _not_taken(self, problem: Problem) -> None:
        self._session.messages.report(problem)
        self._show()

    # the plan

    def _plan(self) -> None:
        if self.taken is not None:
            self._session.work.do(
                reading.plan,
                self._session.desk,
                self._where(),
                self.taken.children,
                done=self._plan_made,
            )

    def _plan_made(self, planned: Planned) -> None:
        self.planned = planned
        self._show()
        if self.table.marked_key() is None and self.lines:
            self.table.mark(self.lines[0].key)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._plan()

    def _show(self) -> None:
        """Everything on the screen follows from the list, the plan and the decisions."""
        shown = self.taken is not None and self.planned is not None
        self._parts.setCurrentIndex(1 if shown else 0)
        for button in (self.another, self.next):
            button.setVisible(shown)
        self.new_round.hide()
        self._show_place()
        if self.taken is None or self.planned is None:
            self.set_footnote("")
            return
        self.lines = words.listed(self.taken, self.planned, self._decisions, self._settled)
        said = words.notes(self.taken, self.planned)
        self.notes.set_words(said)
        self.notes.setVisible(bool(said))
        self.table.set_rows(words.rows(self.lines))
        self.set_footnote(words.counts(self.lines))
        self._show_marked()
        self._show_next(self.planned)

    def _show_place(self) -> None:
        here = bool(self._where())
        self.choose.setVisible(here)
        self._empty.sentence.setText(
            _(
                "Choose or drop the file as the school sent it: Excel, CSV or a pupil file (CTF)."
                " You see what will happen before anything is added."
            )
            if here
            else _("No school is on this computer yet. Send and receive to fetch yours first.")
        )

    def _show_next(self, planned: Planned) -> None:
        adding = words.add(self.lines)
        going = not adding and planned.round is not None
        self.new_round.setVisible(going)
        self.next.setText(
            adding or (_("Go to the class") if going else _("Start a screening round"))
        )
        self.next.set_icon("user-plus" if adding else "chevron-right")
        self.next.setEnabled(bool(adding or planned.classes) and not self._busy)
        self.next.updateGeometry()

    # the rows

    def _marked(self, _key: str) -> None:
        self._show_marked()

    def _show_marked(self) -> None:
        key = self.table.marked_key()
        line = next((one for one in self.lines if one.key == key), None)
        asks = line is not None and line.row not in self._settled
        self.detail.show_line(line, open_question=asks)

    def _decided(self, row: int, child: str) -> None:
        """Settle the row, and go on to the next that is open."""
        self._decisions[row] = child
        self._show()
        if (still := next((ln for ln in self.lines if ln.action == "doubtful"), None)) is not None:
            self.table.mark(still.key)

    # doing

    def _go_on(self) -> None:
        if self.planned is None or self._busy:
            return
        if words.add(self.lines):
            self._add(self.planned)
        elif (held := self.planned.round) is not None:
            self._go_to(LeftAt(held.id, self.planned.classes[0]))
        else:
            self._start_round()

    def _add(self, planned: Planned) -> None:
        if self.taken is None:
            return
        decisions = {row: who for row, who in self._decisions.items() if row not in self._settled}
        self._set_busy(busy=True)
        self._session.work.do(
            reading.apply,
            self._session.desk,
            planned.plan,
            self.taken,
            decisions,
            done=partial(self._added, set(decisions)),
            failed=self._failed,
            initiator=self,
        )

    def _added(self, settled: set[int], applied: Applied) -> None:
        self._busy = False
        self._settled |= settled
        undo = partial(self._undo, applied.batch, settled)
        self._session.messages.undoable(applied.sentence, undo)
        self._plan()

    def _undo(self, batch: str, settled: set[int]) -> None:
        done = partial(self._undone, settled)
        self._session.work.do(reading.undo, self._session.desk, batch, done=done, initiator=self)

    def _undone(self, settled: set[int], _undone: Undone) -> None:
        self._settled -= settled
        self._plan()

    def _start_round(self) -> None:
        if self.planned is None or self.taken is None or self._busy:
            return
        desk = self._session.desk
        day = desk.actor.today()
        born = [row.date_of_birth for row in self.taken.children]
        instrument = reading.best_instrument(desk.instruments, born, day)
        if not instrument:
            said = _("No screen here is for these children’s ages. Choose the tool yourself.")
            self._session.messages.problem(said)
            return
        cohort = rounds.usual(day, self.planned.classes, instrument)
        self._set_busy(busy=True)
        self._session.work.do(
            reading.start_round,
            desk,
            self.planned.plan.setting,
            cohort,
            done=self._started,
            failed=self._failed,
            initiator=self,
        )

    def _started(self, left: LeftAt) -> None:
        self._set_busy(busy=False)
        self._go_to(left)

    def _go_to(self, left: LeftAt) -> None:
        """To the run sheet; to the class for those who do not screen."""
        who = self._session.desk.who
        screens = who is None or who.role not in (ADMINISTRATOR, SENCO)
        key = "today" if screens else "classes"
        self._session.go(key, cohort=left.cohort, class_name=left.class_name)

    def _failed(self, problem: Problem) -> None:
        self._session.messages.report(problem)
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._show()
