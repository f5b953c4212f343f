"""The page of the desk: the list at the left, and the one thing to do about it at the right."""

from collections.abc import Sequence
from functools import partial

import msgspec
from PySide6.QtWidgets import QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations.evidence import Evidence
from elsec_app.operations.worklist import Filter, Saved, WorkLine
from ui.screens.review import reading, words
from ui.screens.review.detail import Detail
from ui.screens.review.listing import MOST, WorkList
from ui.screens.review.quick import Quick
from ui.screens.review.reading import Judgement, Waiting
from ui.session import Session
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.fields import SearchField
from ui.widgets.page import Page

BOTH = 900  # px at 100 % text that the list and the evidence need side by side


class ReviewDesk(Page):
    """``show_for(screening=…)`` marks one of the list, or shows one that is decided on again."""

    key = "review"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Review"), scrolls=False)
        self._session = session
        self.waiting: Waiting | None = None
        self._wanted, self._marked, self._mark_next, self._filtering = Filter(), "", "", False
        self._make()
        self._lay_out()
        self._connect()

    def _make(self) -> None:
        theme = self._session.theme
        self.search = SearchField(theme, _("Find a child"))
        self.quick = Quick(theme)
        self.list = WorkList(theme)
        self.detail = Detail(theme)
        self.evidence, self.several = self.detail.evidence, self.detail.several
        self.deciding, self.filters = self.detail.deciding, self.detail.filters
        self.settle = secondary(theme, "", "git-merge")
        self.rate = quiet(theme, _("Second rating"), "scale")
        self.hand = quiet(theme, _("Hand over"), "user-check")
        self.record = primary(theme, _("Record and next"), "check")
        self.write = secondary(theme, _("Record and write the referral"), "send")

    def _lay_out(self) -> None:
        theme = self._session.theme
        gap = theme.space(16)
        listed = Card(theme, padding=16, gap=8)
        listed.body.addWidget(self.search)
        listed.body.addWidget(self.quick)
        listed.body.addWidget(self.list, 1)
        self.beside = Beside(listed, self.detail, least=theme.px(BOTH), gap=gap, shares=(42, 58))
        self.body.addWidget(self.beside, 1)
        for button in (self.settle, self.rate, self.hand, self.write):
            self.add_action(button)
        self.set_primary(self.record)
        self._show(self.detail.nothing)

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.quick.changed.connect(self._filter)
        self.quick.asked.connect(self._open_filters)
        self.list.rows.wanted.connect(self._read_lines)
        self.list.rows.ticked.connect(self._ticked)
        self.list.marked.connect(self._mark)
        self.list.opened.connect(self._open)
        self.filters.changed.connect(self._filter)
        self.filters.saving.connect(self._save)
        self.filters.forgetting.connect(self._forget)
        self.filters.closed.connect(self._close_filters)
        self.several.dropped.connect(self.list.rows.untick)
        self.several.all_wanted.connect(self.list.rows.tick_all)
        self.evidence.child_asked.connect(self._child)
        self.evidence.answers_asked.connect(self._answers)
        self.deciding.picked.connect(self._show_buttons)
        self.detail.back_asked.connect(self._back_to_list)
        self.beside.narrowed.connect(lambda narrow: self.detail.set_narrow(narrow=narrow))
        self.record.clicked.connect(self._record)
        self.write.clicked.connect(partial(self._record, write=True))
        for button, key in (
            (self.settle, "settle"),
            (self.rate, "second"),
            (self.hand, "handover"),
        ):
            button.clicked.connect(partial(self._go, key))
        self._session.theme.changed.connect(self._measure)
        self._session.work.changed.connect(self._data_changed)

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))

    # reading

    def show_for(self, screening: str = "") -> None:
        self._reload(screening)
        self.list.setFocus()

    def _reload(self, mark: str = "") -> None:
        self._mark_next = mark or self._mark_next
        self._session.work.do(reading.load, self._session.desk, self._wanted, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, waiting: Waiting) -> None:
        if waiting.wanted != self._wanted:  # another filter was chosen since
            return
        self.waiting = waiting
        self.set_subtitle(words.summary(waiting, self._session.desk.actor.today()))
        self.set_footnote(words.shown_count(waiting) if words.filtered(self._wanted) else "")
        self.quick.show_waiting(waiting)
        self.filters.show_waiting(waiting)
        self._show_ways(waiting)
        place = self.list.currentIndex().row()
        before, wanted = self.list.marked_id(), self._mark_next
        self._mark_next = ""
        self.list.rows.set_ids(waiting.found.ids)
        found = [self.list.place(key) for key in (wanted, before) if key]
        if wanted and found[0] < 0:  # decided on already, and looked at again
            self.list.setCurrentIndex(self.list.rows.index(-1, 0))
            self._mark(wanted)
            self.beside.open_detail()
        else:
            self.list.mark(next((row for row in found if row >= 0), max(place, 0)))
        if not waiting.found.ids and not wanted:
            self._marked = ""
            self.evidence.clear()
        self._settle()

    def _show_ways(self, waiting: Waiting) -> None:
        go = self._session.can_go
        self.settle.setText(_("{n} to settle").format(n=waiting.to_settle))
        self.settle.updateGeometry()
        self.settle.setVisible(bool(waiting.to_settle) and go("settle"))
        rated = _("Second rating · {n}").format(n=waiting.to_rate)
        self.rate.setText(rated if waiting.to_rate else _("Second rating"))
        self.rate.updateGeometry()
        self.rate.setVisible(go("second"))
        self.hand.setVisible(go("handover"))

    def _read_lines(self, ids: Sequence[str]) -> None:
        self._session.work.do(reading.lines, self._session.desk, ids, done=self._lines_read)

    def _lines_read(self, lines: dict[str, WorkLine]) -> None:
        self.list.rows.tell(lines)
        if self.list.rows.chosen:
            self._ticked()

    # choosing

    def _mark(self, screening: str) -> None:
        self._marked = screening
        self._session.work.do(reading.read, self._session.desk, screening, done=self._read)

    def _read(self, found: Evidence | None) -> None:
        """Show it; read again, what is half decided stays, and so does the place on the page."""
        if found is None or found.signed.id != self._marked:
            return
        before = self.evidence.shown
        if found != before:
            self.evidence.show_evidence(found)
        if before is None or before.signed.id != found.signed.id:
            self.detail.rise()
            self.deciding.begin(found.signed.body.rescreen_due, self._session.desk.actor.today())
            child = found.signed.child.id
            self._session.work.do(reading.note_opened, self._session.desk, child)
        self._settle()

    def _open(self, screening: str) -> None:
        self._filtering = False
        self._settle()
        self.beside.open_detail()
        if screening != self._marked:
            self._mark(screening)

    def _back_to_list(self) -> None:
        self._filtering = False
        self._settle()
        self.beside.open_list()
        self.list.setFocus()

    def _ticked(self) -> None:
        rows = self.list.rows
        self._filtering = False
        known = [rows.lines[key] for key in rows.chosen if key in rows.lines]
        if rows.chosen:
            shown = min(len(rows.ids), MOST)
            self.several.show_lines(known, len(rows.chosen), shown)
        if unread := rows.unread():
            self._read_lines(unread)
        self._settle()

    def _settle(self) -> None:
        """Show at the right what is being done."""
        if self._filtering:
            self._show(self.filters)
        elif self.list.rows.chosen:
            self._show(self.several)
        elif self._marked and self.evidence.shown is not None:
            self._show(self.evidence)
        elif self.waiting is not None and not self.waiting.found.ids:
            self._show(self.detail.nothing)

    def _show(self, part: QWidget) -> None:
        deciding = part in (self.evidence, self.several) and reading.decides(self._session.desk)
        self.detail.show_part(part, decides=deciding)
        self._show_buttons()

    def _show_buttons(self) -> None:
        many, decision = len(self.list.rows.chosen), self.deciding.decision()
        shown = not self.deciding.isHidden()
        self.record.setText(_("Record for {n}").format(n=many) if many else _("Record and next"))
        self.record.updateGeometry()
        self.record.setVisible(shown)
        self.record.setEnabled(bool(decision))
        leads = decision == "refer" and not many and self._session.can_go("referral")
        self.write.setVisible(shown and leads)

    # filtering

    def _searched(self, typed: str) -> None:
        self._filter(msgspec.structs.replace(self._wanted, name=typed))

    def _filter(self, wanted: Filter) -> None:
        self._wanted = wanted
        if wanted.name != self.search.text().strip():
            self.search.setText(wanted.name)
        self._reload()

    def _open_filters(self) -> None:
        self._filtering = not self._filtering
        self._settle()
        if self._filtering:
            self.beside.open_detail()
            self.filters.setting.setFocus()

    def _close_filters(self) -> None:
        self._back_to_list()

    def _save(self, name: str) -> None:
        self._session.work.do(
            reading.save, self._session.desk, name, self._wanted, done=self._kept, initiator=self
        )

    def _forget(self, name: str) -> None:
        self._session.work.do(
            reading.forget, self._session.desk, name, done=self._kept, initiator=self
        )

    def _kept(self, _saved: tuple[Saved, ...]) -> None:
        self._reload()

    # doing

    def _record(self, _checked: bool = False, *, write: bool = False) -> None:
        chosen = self._chosen()
        given = self.deciding.given() if chosen else None
        if given is None:
            return
        self.record.setEnabled(False)
        self._session.work.do(
            reading.decide,
            self._session.desk,
            chosen,
            given,
            done=partial(self._recorded, chosen, given, write),
            failed=self._not_recorded,
            initiator=self,
        )

    def _chosen(self) -> list[str]:
        """What the decision is on: those chosen together, else the one whose evidence is in sight;
        nothing while another's is still being read, or something else is in front."""
        shown = self.evidence.shown
        if self.deciding.isHidden():
            return []
        if self.list.rows.chosen:
            return list(self.list.rows.chosen)
        return [self._marked] if shown is not None and shown.signed.id == self._marked else []

    def _not_recorded(self, problem: Problem) -> None:
        self._show_buttons()
        self._session.messages.report(problem)

    def _recorded(
        self, chosen: list[str], given: Judgement, write: bool, reviews: tuple[str, ...]
    ) -> None:
        names = [self._name(key) for key in chosen]
        shown = self.evidence.shown
        undo = partial(self._undo, reviews, chosen[0])
        self.list.rows.untick()
        self.deciding.begin(None, self._session.desk.actor.today())
        self._reload()
        self.list.setFocus()
        self._session.sync_now()
        self._session.messages.undoable(words.recorded(names, given.decision), undo)
        if write and shown is not None:
            child, screening = shown.signed.child.id, shown.signed.id
            self._session.go("referral", child=child, screening=screening)

    def _undo(self, reviews: tuple[str, ...], screening: str) -> None:
        self._session.work.do(
            reading.take_back,
            self._session.desk,
            reviews,
            done=lambda _nothing: self._reload(screening),
            initiator=self,
        )

    def _name(self, screening: str) -> str:
        line = self.list.rows.lines.get(screening)
        return line.child.short_name if line else ""

    def _child(self) -> None:
        if self.evidence.shown is not None:
            self._session.go("child", child=self.evidence.shown.signed.child.id)

    def _answers(self) -> None:
        if (shown := self.evidence.shown) is not None:
            signed = shown.signed
            self._session.go("signed", screening=signed.id, child=signed.child.id)

    def _go(self, key: str) -> None:
        self._session.go(key)
