"""The page of pairs: who may be one child, both side by side, and what a person says."""

from collections.abc import Callable
from functools import partial

from elsec_app.i18n import _
from elsec_app.operations.desk import Desk
from elsec_app.operations.identity import Beside as Two
from elsec_app.operations.identity import Joined
from ui.screens.same import reading, words
from ui.screens.same.both import Both
from ui.screens.same.reading import Found
from ui.session import Session
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.stack import Stack
from ui.widgets.table import Table

BOTH = 980  # px at 100 % text that the list and the two need side by side


class SameChild(Page):
    """``show_for(one=…, other=…)`` puts two children side by side, the first pair without;
    ``show_for(child=…)`` shows with whom a child was made one."""

    key = "same"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("The same child?"), scrolls=False)
        self._session = session
        self.found: Found | None = None
        self._joined: Joined | None = None  # those two are looked at, who were made one
        theme = session.theme
        self.table = Table(theme, _("Children who may be one"), words.columns())
        self.table.marked.connect(self._marked)
        self.table.chosen.connect(self._chosen)
        listed = Card(theme, padding=16, gap=8)
        listed.body.addWidget(self.table, 1)
        self.both = Both(theme)
        self.both.back_asked.connect(self._back_to_list)
        gap = theme.space(16)
        self.beside = Beside(listed, self.both, least=theme.px(BOTH), gap=gap, shares=(36, 64))
        self.beside.narrowed.connect(lambda narrow: self.both.set_narrow(narrow=narrow))
        self._parts = Stack()
        self._parts.addWidget(self.beside)
        self._parts.addWidget(_nobody(session))
        self.body.addWidget(self._parts, 1)
        self.two = secondary(theme, _("They are two children"), "users")
        self.two.clicked.connect(self._two)
        self.one = primary(theme, _("They are one child"), "git-merge")
        self.one.clicked.connect(self._one)
        self.add_action(self.two)
        self.set_primary(self.one)
        theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def show_for(self, one: str = "", other: str = "", child: str = "") -> None:
        self._reload(one, other, child)

    def _reload(self, *which: str) -> None:
        """Afar: with a whole area's children it takes seconds, which no tap must wait for."""
        one, other, child = (*which, "", "", "")[:3]
        self._session.work.afar(
            reading.load, self._session.desk, one, other, child, done=self._loaded
        )

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, found: Found) -> None:
        self.found = found
        rows = words.rows(found.pairs, found.joined)
        empty = found.both is None and not rows
        self._parts.setCurrentIndex(1 if empty else 0)
        self.set_subtitle(words.subtitle(found.pairs))
        self._show(found.both)
        self.table.set_rows(rows)
        if found.both is not None:
            self.table.mark(f"{found.both.one.id} {found.both.other.id}")
        elif rows:
            key = found.at or rows[0].key
            self.table.mark(key)
            self._marked(key)
        if not empty:
            self.table.setFocus()

    def _show(self, both: Two | None) -> None:
        self._joined = None
        self.both.show_both(both, self.found.places if self.found else {})
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.one.setVisible(self.both.both is not None)
        self.two.setVisible(self.both.both is not None or self._joined is not None)

    def _marked(self, key: str) -> None:
        one, _space, other = key.partition(" ")
        if not other:
            said = self.found.joined if self.found else ()
            self._joined = next(joined for joined in said if joined.id == key)
            self.both.show_joined(self._joined)
            self._show_buttons()
            return
        shown = self.both.both
        if shown is None or (shown.one.id, shown.other.id) != (one, other):
            desk = self._session.desk
            self._session.work.do(reading.beside, desk, one, other, done=self._show)

    def _chosen(self, _key: str) -> None:
        self.beside.open_detail()

    def _back_to_list(self) -> None:
        self.beside.open_list()
        self.table.setFocus()

    # saying it

    def _one(self) -> None:
        both = self.both.both
        if both is None:
            return
        self.beside.open_detail()
        reason = self.both.reason()
        if reason:
            self._session.work.do(
                reading.merge,
                self._session.desk,
                both,
                reason,
                self.both.taken(),
                done=partial(self._merged, both),
                initiator=self,
            )

    def _merged(self, both: Two, link: str) -> None:
        undo = partial(self._take_back, both, reading.undo, link)
        self._session.messages.undoable(words.merged(both), undo)
        self.beside.open_list()
        self._reload()

    def _two(self) -> None:
        both = self.both.both
        if self._joined is not None:
            self._part(self._joined)
        elif both is not None:
            desk, done = self._session.desk, partial(self._parted, both)
            self._session.work.do(reading.are_two, desk, both, done=done, initiator=self)

    def _part(self, joined: Joined) -> None:
        desk, done = self._session.desk, partial(self._apart, joined)
        self._session.work.do(reading.part, desk, joined.id, done=done, initiator=self)

    def _apart(self, joined: Joined, _nothing: object) -> None:
        self._session.messages.say(words.apart(joined))
        self._reload()

    def _parted(self, both: Two, said: str) -> None:
        words_ = _("They are two children, and nobody is asked about them again.")
        undo = partial(self._take_back, both, reading.ask_again, said)
        self._session.messages.undoable(words_, undo)
        self.beside.open_list()
        self._reload()

    def _take_back(self, both: Two, function: Callable[[Desk, str], None], said: str) -> None:
        done = partial(self._back, both)
        self._session.work.do(function, self._session.desk, said, done=done, initiator=self)

    def _back(self, both: Two, _nothing: object) -> None:
        self._reload(both.one.id, both.other.id)

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))


def _nobody(session: Session) -> EmptyState:
    return EmptyState(
        session.theme,
        "owl",
        _("No two children look like one"),
        _("When a class list or a colleague's laptop brings a child a second time, you are asked."),
    )
