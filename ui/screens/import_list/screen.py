"""A class list taken in, one step at a time: the file, what its columns say, what will happen."""

from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations.batches import Applied, Undone
from elsec_app.operations.people import Place
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.kinds import ADMINISTRATOR, SENCO
from ui.screens.import_list import arriving, head_words, reading, words
from ui.screens.import_list.choosing import Choosing
from ui.screens.import_list.heads import Heads
from ui.screens.import_list.lines import Lines
from ui.screens.import_list.progress import Working
from ui.screens.import_list.reading import Here, Planned, Said, Source, Taken
from ui.session import Session
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, quiet
from ui.widgets.chooser import Chooser
from ui.widgets.page import Page
from ui.widgets.stack import Stack

CHOOSING, HEADS, LINES = range(3)


class ImportList(Page):
    """Import. A file may be dropped anywhere on it, and a table pasted.

    Everything on it follows from the ``step``, what was ``taken``, what is ``planned`` and what a
    person decided. ``_turn`` counts what was asked for, so that a late answer is known.
    """

    key = "import"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Import a class list"), scrolls=False)
        self._session = session
        self.step = CHOOSING
        self.taken: Taken | None = None
        self.planned: Planned | None = None
        self._here = Here((), (), ())
        self._batch = ""
        self._turn = 0
        self._adding = False
        self.setAcceptDrops(True)
        self._make()
        self._lay_out()
        self._show()
        session.work.changed.connect(self._data_changed)

    def _make(self) -> None:
        theme = self._session.theme
        self.setting = Chooser(theme, _("Setting"))
        self.setting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setting.activated.connect(self._setting_picked)
        self.notes = Banner(theme, "", "triangle-alert", "watch")
        self.choosing, self.heads, self.lines = Choosing(theme), Heads(theme), Lines(theme)
        self.choosing.choose.clicked.connect(self._choose)
        self.choosing.undo_asked.connect(self._undo)
        self.heads.said.connect(self._put_right)
        self.lines.settled.connect(self._show)
        self.lines.refused.connect(self._session.messages.problem)
        self.working = Working(theme, self._session.work.stopping)
        self.another = quiet(theme, _("Choose another file"), "folder-open")
        self.back = quiet(theme, _("Columns"), "chevron-left")
        self.new_round = quiet(theme, _("Start another round"), "calendar")
        self.next = primary(theme, _("Add"), "user-plus")
        self.another.clicked.connect(self._choose)
        self.back.clicked.connect(partial(self._go_step, HEADS))
        self.new_round.clicked.connect(self._start_round)
        self.next.clicked.connect(self._go_on)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._pasted)

    def _lay_out(self) -> None:
        self._parts = Stack()
        for part in (self.choosing, self.heads, self.lines):
            self._parts.addWidget(part)
        for widget in (self.setting, self.notes):
            self.body.addWidget(widget)
        self.body.addWidget(self._parts, 1)
        self.pinned.addWidget(self.working)
        for button in (self.another, self.back, self.new_round):
            self.add_action(button)
        self.set_primary(self.next)

    # where

    def show_for(self) -> None:
        """A list that has been taken in is done with once it was left."""
        if self._batch and not self._adding:
            self._begin_anew()
            self._batch, self.step = "", CHOOSING
            self.taken = self.planned = None
        self._session.work.do(reading.settings, self._session.desk, done=self._settings_read)

    def _settings_read(self, found: tuple[Place, ...]) -> None:
        before = self._where()
        self.setting.clear()
        for place in found:
            self.setting.addItem(place.name, place.id)
        self.setting.setCurrentIndex(max(0, self.setting.findData(before)))
        self._look_round()
        if self.step == LINES:
            self._plan()

    def _look_round(self) -> None:
        """What is known of the setting, for the list that comes."""
        if self._where():
            self._session.work.do(
                reading.here, self._session.desk, self._where(), done=self._looked_round
            )
        self._show()

    def _looked_round(self, here: Here) -> None:
        self._here = here
        self.choosing.show_recent(here.recent)
        self._show()

    def _where(self) -> str:
        return str(self.setting.currentData() or "")

    def _setting_picked(self) -> None:
        self._look_round()
        if self.taken is not None:
            self._read(self.taken.source, Said(), fresh=True)

    # the list

    def _choose(self) -> None:
        self._came(arriving.ask(self))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._ready() and arriving.held_by(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._came(arriving.held_by(event.mimeData()))

    def _pasted(self) -> None:
        self._came(arriving.held_by(QGuiApplication.clipboard().mimeData()))

    def _came(self, source: Source | None) -> None:
        if source is not None and self._ready():
            self._read(source, Said(), fresh=True)

    def _ready(self) -> bool:
        """Whether a list may come: for some setting, and while none is being taken in."""
        return bool(self._where()) and not self._adding

    def open(self, path: Path) -> None:
        """Read *path* and show what its columns say, or at once what would happen where that is
        known from before. A file that is no class list changes nothing on the screen."""
        self._came(arriving.of_file(path))

    def _put_right(self, said: Said) -> None:
        if self.taken is not None:
            self._read(self.taken.source, said, fresh=False)

    def _read(self, source: Source, said: Said, *, fresh: bool) -> None:
        self._begin_anew()
        self.set_footnote(_("Reading the list…"))
        self._session.work.do(
            reading.here,
            self._session.desk,
            self._where(),
            done=partial(self._mappings_read, source, said, fresh, self._turn),
            failed=partial(self._not_read, self._turn),
        )

    def _mappings_read(
        self, source: Source, said: Said, fresh: bool, turn: int, here: Here
    ) -> None:
        self._here = here
        self._session.work.afar(
            reading.take,
            source,
            said,
            here.mappings,
            self._session.desk.actor.today(),
            done=partial(self._taken, fresh, turn),
            failed=partial(self._not_read, turn),
        )

    def _taken(self, fresh: bool, turn: int, taken: Taken) -> None:
        if turn != self._turn:
            return
        self.taken, self.planned = taken, None
        self.heads.show_taken(taken, self._here.classes)
        if fresh:
            self._session.messages.clear()
            self.lines.forget()
            self._batch = ""
            self._go_step(HEADS)
            if _is_clear(taken):
                self._plan()
        self._show()

    def _not_read(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self._session.messages.report(problem)
            self._show()

    # the plan

    def _plan(self) -> None:
        if self.taken is None or not self.taken.complete or self._adding:
            return
        self._begin_anew()
        job = self.working.begin(_("Comparing with the children on this computer…"))
        self._session.work.do(
            reading.plan,
            self._session.desk,
            self._where(),
            self.taken,
            dict(self.lines.decisions),
            frozenset(self.lines.leaving),
            job.watch,
            done=partial(self._plan_made, self._turn),
            failed=partial(self._not_planned, self._turn),
        )
        self._show()

    def _plan_made(self, turn: int, planned: Planned) -> None:
        if turn == self._turn:
            self.working.end()
            self.planned = planned
            self.lines.show_lines(planned.lines, planned.rows)
            if self.step != LINES:
                self._go_step(LINES)
            self._show()

    def _not_planned(self, turn: int, problem: Problem) -> None:
        if turn == self._turn:
            self._failed(problem)

    def _begin_anew(self) -> None:
        """What was asked for before is not waited for any more."""
        self._turn += 1
        if self.working.job is not None:
            self.working.job.stop()
            self.working.end()

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            if self.step == LINES:
                self._plan()
            else:
                self._look_round()

    def _go_step(self, step: int) -> None:
        """To the columns or the rows, the keyboard with it."""
        self.step = step
        self._show()
        (self.heads if step == HEADS else self.lines).table.setFocus()

    # showing

    def _show(self) -> None:
        busy, step = self.working.job is not None, self.step
        self._parts.setCurrentIndex(step)
        self.setting.setVisible(self.setting.count() > 1)
        self.choosing.show_place(here=bool(self._where()))
        self.another.setVisible(step == HEADS or (step == LINES and bool(self._batch)))
        self.back.setVisible(step == LINES and not self._batch)
        self.new_round.hide()
        self.next.setVisible(step != CHOOSING)
        self.notes.hide()
        if step == HEADS and self.taken is not None:
            self._show_heads(self.taken)
        elif step == LINES and self.planned is not None:
            self._show_lines(self.planned)
        else:
            self.set_subtitle("")
            self.set_footnote("")
        for part in (self.another, self.back, self.new_round, self.setting):
            part.setEnabled(not busy)
        self.next.setEnabled(self.next.isEnabled() and not busy)
        self.next.updateGeometry()

    def _show_heads(self, taken: Taken) -> None:
        self.set_subtitle(_("{file} · What its columns say").format(file=taken.source.name))
        lacks = head_words.missing(taken.reading.mapping)
        said = lacks or words.notes(taken.reading.problems)
        self.notes.set_words(said)
        self.notes.setVisible(bool(said))
        unnamed = bool(taken.children) and not taken.named
        counted = "" if lacks else head_words.found(len(taken.children))
        self.set_footnote(_("Say which class this is.") if unnamed else counted)
        self.next.setText(_("See what will happen"))
        self.next.set_icon("chevron-right")
        self.next.setEnabled(not lacks and not unnamed)

    def _show_lines(self, planned: Planned) -> None:
        name = self.taken.source.name if self.taken is not None else ""
        self.set_subtitle(_("{file} · What will happen").format(file=name))
        self.set_footnote(words.counts(self.lines.lines))
        adding = words.add(self.lines.lines)
        going = not adding and planned.round is not None
        self.new_round.setVisible(going)
        self.next.setText(
            adding or (_("Go to the class") if going else _("Start a screening round"))
        )
        self.next.set_icon("user-plus" if adding else "chevron-right")
        self.next.setEnabled(bool(adding or planned.classes))

    # doing

    def _go_on(self) -> None:
        if self.working.job is not None:
            return
        if self.step == HEADS:
            self._plan()
        elif self.planned is None:
            return
        elif words.add(self.lines.lines):
            self._add(self.planned)
        elif (held := self.planned.round) is not None:
            self._go_to(LeftAt(held.id, self.planned.classes[0]))
        else:
            self._start_round()

    def _add(self, planned: Planned) -> None:
        if self.taken is None:
            return
        self._adding = True
        job = self.working.begin(_("Taking the list in…"))
        self._session.work.do(
            reading.apply,
            self._session.desk,
            planned,
            self.taken,
            dict(self.lines.decisions),
            frozenset(self.lines.leaving),
            job.watch,
            done=self._added,
            failed=self._failed,
            initiator=self,
        )
        self._show()

    def _added(self, applied: Applied) -> None:
        self._adding = False
        self.working.end()
        self._batch = applied.batch
        self._session.messages.undoable(applied.sentence, partial(self._undo, applied.batch))
        self._plan()
        self._look_round()

    def _undo(self, batch: str) -> None:
        done = partial(self._undone, batch)
        self._session.work.do(reading.undo, self._session.desk, batch, done=done, initiator=self)

    def _undone(self, batch: str, undone: Undone) -> None:
        self._session.messages.say(undone.sentence)
        if batch == self._batch:
            self._batch = ""
        if self.step == LINES:
            self._plan()
        self._look_round()

    def _start_round(self) -> None:
        if self.planned is None or self.taken is None:
            return
        desk, setting = self._session.desk, self.planned.plan.setting
        cohort = reading.new_round(desk, self.taken, self.planned.classes)
        if cohort is None:
            said = _("No screen here is for these children’s ages. Choose the tool yourself.")
            self._session.messages.problem(said)
            return
        self._session.work.do(
            reading.start_round, desk, setting, cohort, done=self._go_to, initiator=self
        )

    def _go_to(self, left: LeftAt) -> None:
        """To the run sheet; to the class for those who do not screen."""
        who = self._session.desk.who
        screens = who is None or who.role not in (ADMINISTRATOR, SENCO)
        key = "today" if screens else "classes"
        self._session.go(key, cohort=left.cohort, class_name=left.class_name)

    def _failed(self, problem: Problem) -> None:
        self._adding = False
        self.working.end()
        self._session.messages.report(problem)
        self._show()


def _is_clear(taken: Taken) -> bool:
    """Whether it was read as the last one was, by headings, and leaves nothing open."""
    found = taken.reading
    settled = not taken.classless or taken.said.by_year
    known = found.remembered is not None and found.header_row is not None
    return known and settled and bool(found.children) and not found.date_doubt
