"""The list of referrals: what is ours to do first, and each step one tap."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _, ngettext
from elsec_app.operations.referral import State
from elsec_app.operations.referral_list import Found, Line, step_words
from elsec_app.protocol.kinds import writable_by
from ui.screens.referrals import reading, words
from ui.screens.referrals.finding import Finder
from ui.screens.referrals.side import Side
from ui.session import Session
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.scroll import Scrolled
from ui.widgets.stack import Stack
from ui.widgets.table import Table

BOTH = 880  # px at 100 % text that the list and the side need together


class Referrals(Page):
    """``show_for()``; ``found`` is the list as it stands."""

    key = "referrals"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Referrals"), scrolls=False)
        self._session, self._over, self._finding = session, False, False
        self.found: Found | None = None
        theme = session.theme
        self.table = Table(theme, _("Referrals"), words.columns())
        self.table.marked.connect(self._marked)
        self.table.chosen.connect(self._chosen)
        self.side = Side(theme)
        self.side.back_asked.connect(self._back_to_list)
        self.side.stepped.connect(self._stepped)
        self.over = quiet(theme, "", "archive")
        self.over.clicked.connect(self._turn)
        self.finder = Finder(theme)
        self.finder.asked.connect(self._find)
        self.finder.chosen.connect(self._refer)
        self.another = secondary(theme, _("Refer a child…"), "user-plus")
        self.another.clicked.connect(self._open_finder)
        self.finder.closed.connect(self._close_finder)
        self.open = primary(theme, _("Open the referral"), "arrow-right")
        self.open.clicked.connect(self._open)
        self._lay_out()
        session.work.changed.connect(self._data_changed)

    def _lay_out(self) -> None:
        theme = self._session.theme
        listed = Card(theme, padding=16, gap=8)
        listed.body.addWidget(self.table, 1)
        gap = theme.space(16)
        self.beside = Beside(listed, self.side, least=theme.px(BOTH), gap=gap, shares=(68, 32))
        self.beside.narrowed.connect(lambda narrow: self.side.set_narrow(narrow=narrow))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.beside, 1)
        self._parts = Stack()
        self._parts.addWidget(inside)
        self._parts.addWidget(_empty(self._session))
        self._parts.addWidget(Scrolled(self.finder))
        self.body.addWidget(self._parts, 1)
        self.add_action(self.over)
        self.add_action(self.another)
        self.another.setVisible("referral" in writable_by(self._session.desk.actor.role))
        self.set_primary(self.open)
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))

    def show_for(self) -> None:
        self._finding = False
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, found: Found) -> None:
        self.found = found
        self._over = self._over and bool(found.over)
        lines = found.over if self._over else found.lines
        self.table.set_rows(words.rows(lines))
        listed = bool(lines or found.over)
        self._parts.setCurrentIndex(2 if self._finding else 0 if listed else 1)
        self.set_footnote(words.footnote(found) if found.lines else "")
        self.over.setVisible(bool(found.over))
        n = len(found.over)
        closed = ngettext("{n} closed", "{n} closed", n).format(n=n)
        self.over.setText(_("Back to the open ones") if self._over else closed)
        self.open.setVisible(bool(lines) and not self._finding)
        self.side.setVisible(bool(lines))
        if lines and self.table.marked_key() not in {line.key for line in lines}:
            self.table.mark(lines[0].key)
        elif self._line() is not None:
            self._marked(self.table.marked_key() or "")

    def _line(self) -> Line | None:
        key = self.table.marked_key()
        return self.found.line(key) if self.found and key else None

    def _marked(self, key: str) -> None:
        line = self.found.line(key) if self.found else None
        if line is not None:
            self.side.show_line(line)
            self.open.setText(words.opening(line))
            self.open.updateGeometry()

    def _chosen(self, _key: str) -> None:
        self.beside.open_detail()

    def _back_to_list(self) -> None:
        self.beside.open_list()
        self.table.setFocus()

    def _turn(self) -> None:
        self._over = not self._over
        if self.found is not None:
            self._loaded(self.found)

    def _open(self) -> None:
        line = self._line()
        if line is None:
            return
        if line.kind == "signed":
            self._session.go("referral", referral=line.key)
        else:
            self._session.go("referral", child=line.child.id, screening=line.screening)

    def _open_finder(self) -> None:
        self._turn_to(finding=True)
        self.finder.open()

    def _close_finder(self) -> None:
        self._turn_to(finding=False)
        self.another.setFocus()

    def _turn_to(self, *, finding: bool) -> None:
        self._finding = finding
        self.finder.blank()
        if self.found is not None:
            self._loaded(self.found)

    def _find(self, typed: str) -> None:
        find = partial(reading.find, self._session.desk, typed)
        self._session.work.do(find, done=self.finder.show_found)

    def _refer(self, child: str) -> None:
        self._turn_to(finding=False)
        self._session.go("referral", child=child)

    def _stepped(self, key: str, state: State, reason: str) -> None:
        step = partial(reading.step, self._session.desk, key, state, reason)
        self._session.work.do(step, done=partial(self._after, key, state), initiator=self)

    def _after(self, key: str, state: str, done: tuple[Found, str]) -> None:
        found, event = done
        self._loaded(found)
        said = _("{step}: kept, dated today.").format(step=step_words(state).rstrip("…"))
        self._session.messages.undoable(said, partial(self._undo, key, event))

    def _undo(self, key: str, event: str) -> None:
        back = partial(reading.unstep, self._session.desk, key, event)
        self._session.work.do(back, done=self._loaded, initiator=self)


def _empty(session: Session) -> EmptyState:
    return EmptyState(
        session.theme,
        "sunflower",
        _("No referrals now"),
        _("When a therapist decides to refer, or a concern must not wait, it stands here."),
    )
