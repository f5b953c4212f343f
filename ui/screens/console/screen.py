"""The page of the console: one item, its answers, and the way back from every tap."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.instruments.answers import Value
from elsec_app.operations import unfinished
from elsec_app.operations.screening import ANSWER, NOTE, OVERRIDE
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Entry
from ui.parts.keeping import Keeper
from ui.parts.plates import Plates
from ui.parts.words_box import WordsBox
from ui.screens.console import writing
from ui.screens.console.answering import Answering
from ui.screens.console.child_side import ChildSide
from ui.screens.console.face import ItemFace
from ui.screens.console.journal import Journal
from ui.screens.console.keys import listen
from ui.screens.console.listing import Listing
from ui.screens.console.stopping import StopNotice
from ui.screens.console.writing import Begun, Half
from ui.session import Session
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.page import Page
from ui.widgets.scroll import Scrolled
from ui.widgets.stack import Stack
from ui.widgets.strips import Action

SLOW_MS = 100  # a write that takes longer is said to be under way


class Console(Page):
    """``show_for(child=…, cohort=…, class_name=…, instrument=…)`` begins, or goes on at the very
    item; with *items* it shows those answered, to change one. Without *instrument* the child is
    screened with what comes next."""

    key = "console"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, "", scrolls=False)
        self._session = session
        self.journal: Journal | None = None
        self._left = LeftAt()
        self._leaving = False
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW_MS)
        self._slow.timeout.connect(self._say_saving)
        self._half = Keeper(session.work, partial(writing.keep_half, session.desk), self)
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        theme = self._session.theme
        plates = Plates(self)
        self.face, self.answering = ItemFace(theme, plates), Answering(theme, plates)
        self.child = ChildSide(self._session, plates, self)
        self.stop, self.listing = StopNotice(theme), Listing(theme)
        self.note = WordsBox(
            theme,
            _("Note beside this item"),
            _("What did you see or hear?"),
            _("Keep the note"),
            "notebook-pen",
        )
        self.undo = secondary(theme, _("Undo"), "undo-2")
        self.write_note = secondary(theme, _("Note"), "notebook-pen")
        self.items = secondary(theme, _("Items"), "list")
        self.pause = secondary(theme, _("Pause"), "pause")
        self.result = primary(theme, _("See the result"), "chevron-right")

    def _lay_out(self) -> None:
        theme = self._session.theme
        item = QWidget()
        box = QVBoxLayout(item)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        for part in (self.child.pin, self.stop, self.face, self.answering.inside, self.note):
            box.addWidget(part)
        box.addStretch(1)
        self.parts = Stack()
        self.parts.addWidget(Scrolled(item, theme.space(16)))
        self.parts.addWidget(self.listing)
        card = Card(theme, padding=24, gap=12)
        card.body.addWidget(self.parts)
        self.body.addWidget(card, 1)
        self.pinned.addWidget(self.answering)
        for button in (self.child.button, self.undo, self.write_note, self.items, self.pause):
            self.add_action(button)
        self.set_primary(self.result)
        self.result.hide()

    def _connect(self) -> None:
        self.answering.answered.connect(self._answered)
        self.answering.corrected.connect(self._corrected)
        self.answering.written.connect(partial(self._half_written, unfinished.WORDS))
        self.note.written.connect(partial(self._half_written, unfinished.NOTE))
        self.child.touched.connect(self._answered)
        self.child.hand_over.connect(self._hand_over)
        self.child.pin.closed.connect(self.setFocus)
        self.note.kept.connect(self._note_kept)
        self.note.closed.connect(self.setFocus)
        self.stop.gone_on.connect(self._go_on)
        self.listing.chosen.connect(self._go_back_to)
        self.undo.clicked.connect(self.take_back)
        self.write_note.clicked.connect(self.toggle_note)
        self.items.clicked.connect(self.toggle_items)
        self.pause.clicked.connect(self.put_down)
        self.result.clicked.connect(self._to_result)
        listen(self)

    # beginning and leaving

    def show_for(
        self,
        child: str = "",
        cohort: str = "",
        class_name: str = "",
        instrument: str = "",
        *,
        items: bool = False,
    ) -> None:
        self._left = LeftAt(cohort, class_name, child, instrument)
        self._leaving = False
        self._blank()
        self._session.work.do(
            writing.begin,
            self._session.desk,
            self._left,
            done=partial(self._begun, items=items),
            failed=self._not_begun,
            initiator=self,
        )

    def _blank(self) -> None:
        self.journal = None
        self.set_title("")
        self.set_subtitle("")
        self.answering.clear()
        for part in (self.face, self.stop, self.note, self.result):
            part.hide()

    def _begun(self, begun: Begun, *, items: bool) -> None:
        if begun.child.id != self._left.child:  # somebody else was asked for since
            return
        self.journal = Journal(begun.sitting, begun.instrument, begun.script)
        self.child.has_pin = begun.has_pin
        coming = begun.instrument.items_in(begun.sitting.section)
        self.face.prepare(coming, begun.instrument)
        self.answering.prepare(coming, begun.instrument)
        name = begun.child.short_name
        self.set_title(name)
        self.set_subtitle(f"{begun.instrument.title} · {begun.because}")
        self.face.show()
        self.setFocus()
        self._say_saved()
        if items:
            self._show_items()
        else:
            self._show()
            self._put_back(begun.half)

    def _put_back(self, half: dict[str, Half]) -> None:
        """What was half written when the screening was last left, at its item."""
        item = self.journal.item.id if self.journal and self.journal.item else ""
        for what, (where, words) in half.items():
            if where == item and what == unfinished.NOTE:
                self.note.open(words)
            elif where == item:
                self.answering.put_back(words)

    def _half_written(self, what: str, words: str) -> None:
        if self.journal is not None and self.journal.item is not None and not self._leaving:
            half = Half(self.journal.item.id, words)
            self._half.keep(self.journal.sitting.id, what, half)

    def _not_begun(self, problem: Problem) -> None:
        self._leaving = True
        self._session.messages.report(problem)
        self._session.go("today")

    def may_leave(self) -> bool:
        """Leaving pauses: what was written is kept, what was answered is there."""
        self._put_down(LeftAt(self._left.cohort, self._left.class_name))
        return True

    def before_lock(self) -> None:
        """As a pause, but the next unlock comes back to this item."""
        self._put_down(self._left)

    def _put_down(self, left: LeftAt) -> None:
        if self.journal is None or self._leaving:
            return
        self.note.take()
        self._leaving = True
        self.child.leave()
        journal, desk = self.journal, self._session.desk
        pause = partial(writing.pause, desk, journal.sitting, left, begun=journal.begun)
        self._session.work.do(pause, initiator=self)

    def _hand_over(self) -> None:
        """The screening goes on in the child's hands; this screen is taken down."""
        if self.journal is not None:
            self.note.take()
            self._leaving = True
            self._session.hand_over(self._left)

    def put_down(self) -> None:
        self._session.go("today", cohort=self._left.cohort, class_name=self._left.class_name)

    def _to_result(self) -> None:
        if self.journal is not None and self.journal.complete:
            self._leaving = True
            self.child.leave()
            self._session.go(
                "result",
                sitting=self.journal.sitting.id,
                child=self._left.child,
                cohort=self._left.cohort,
                class_name=self._left.class_name,
                instrument=self._left.instrument,
            )

    # showing

    def _show(self) -> None:
        """The item to ask now, or the way to the result when there is none."""
        journal = self.journal
        if journal is None:
            return
        if journal.item is not None:
            self._show_item()
        elif journal.complete:
            self._to_result()

    def _show_item(self) -> None:
        journal = self.journal
        if journal is None or journal.item is None:
            return
        item, progress = journal.item, journal.progress
        self.parts.setCurrentIndex(0)
        self.face.show_item(item, journal.instrument)
        self.face.show_scene(journal.scene(item))
        self.face.show_place(journal.place, progress.done, progress.total)
        self.face.show_notes(journal.notes(item.id))
        self.answering.show_item(item, journal.instrument, journal.value(item.id))
        self.answering.show()
        self.child.show_item(item, journal.instrument)
        self.write_note.setEnabled(True)
        self.undo.setEnabled(journal.last_answered() is not None)
        self.items.setText(_("Items"))
        self.result.setVisible(journal.complete)
        said = _("{strand}. {prompt}").format(strand=self.face.strand.text(), prompt=item.prompt)
        self._session.messages.announce(said)

    def _show_items(self) -> None:
        if self.journal is None:
            return
        self.listing.show_journal(self.journal)
        self.parts.setCurrentIndex(1)
        self.answering.hide()
        self.child.show_item(None, self.journal.instrument)
        self.write_note.setEnabled(False)
        self.items.setText(_("Back to the item"))
        self.items.setVisible(self.journal.item is not None)
        self.result.setVisible(self.journal.complete)
        self.listing.table.setFocus()

    def toggle_items(self) -> None:
        if self.parts.currentIndex() == 1:
            self._show()
        else:
            self.note.take()
            self._show_items()

    def _go_back_to(self, item: str) -> None:
        if self.journal is not None:
            self.journal.show(item)
            self.items.show()
            self._show_item()
            self.setFocus()

    def to_the_one_before(self) -> None:
        before = self.journal.before() if self.journal else None
        if before is not None:
            self.note.take()
            self._go_back_to(before)

    # tapping

    def press(self, key: str) -> None:
        if self.parts.currentIndex() == 0:
            self.answering.press(key)

    def _answered(self, value: Value) -> None:
        journal = self.journal
        if journal is not None and journal.item is not None:
            self.note.take()
            item = journal.item.id
            self._tap(ANSWER, item, value)

    def _corrected(self, value: Value) -> None:
        """The finger had slipped: the answer just given is another one."""
        last = self.journal.last_answered() if self.journal else None
        if last is not None:
            self._tap(ANSWER, last, value)

    def take_back(self) -> None:
        """Undo: the last answer is taken back, and its item is asked again."""
        last = self.journal.last_answered() if self.journal else None
        if self.journal is not None and last is not None:
            self._tap(ANSWER, last, None)
            self.journal.show(last)
            self._show_item()

    def toggle_note(self) -> None:
        if self.note.isVisible():
            self.note.take()
        elif self.parts.currentIndex() == 0:
            self.note.open()

    def _note_kept(self, words: str) -> None:
        if self.journal is not None and self.journal.item is not None:
            self._tap(NOTE, self.journal.item.id, words)

    def _go_on(self, strand: str, reason: str) -> None:
        self._tap(OVERRIDE, strand, reason)

    def _tap(self, what: str, item: str, value: Value | None) -> None:
        """Believe it at once, write it behind; shown as saved only when the store says so."""
        journal = self.journal
        if journal is None:
            return
        stopped = journal.tapped(what, item, value)
        if what != NOTE:
            stop = stopped[-1] if stopped else None
            name = journal.instrument.strand(stop.strand).name if stop else ""
            self.stop.show_stop(stop, name)
        self._session.messages.clear()
        if not self._slow.isActive():
            self._slow.start()
        self._session.work.do(
            writing.tap,
            self._session.desk,
            journal.sitting,
            journal.instrument,
            what,
            item,
            value,
            done=partial(self._saved, journal),
            failed=partial(self._failed, journal),
            initiator=self,
        )
        self._show()

    def _saved(self, journal: Journal, entry: Entry) -> None:
        journal.saved(entry)
        if journal is not self.journal or journal.saving:
            return
        self._slow.stop()
        self._say_saved()
        if journal.complete and entry.what != NOTE and not self._leaving:
            self._to_result()

    def _failed(self, journal: Journal, problem: Problem) -> None:
        lost = journal.failed()
        if journal is not self.journal:
            self._session.messages.report(problem)
            return
        self._slow.stop()
        self._say_saved()
        if lost.what == ANSWER:
            journal.show(lost.item)
        again = Action(_("Try again"), lambda: self._again(lost), "refresh-cw")
        self.stop.show_stop(None, "")
        self._show_item()
        self._session.messages.problem(problem.sentence, again)

    def _again(self, lost: Entry) -> None:
        self._tap(lost.what, lost.item, lost.value)

    def _say_saving(self) -> None:
        self.set_footnote(_("Saving…"))

    def _say_saved(self) -> None:
        self.set_footnote(_("All answers saved") if self.journal and self.journal.begun else "")
