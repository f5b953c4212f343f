"""The page of a child, and the ways on from it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.history import READ, REVEAL
from ui.screens.child import reading
from ui.screens.child.found import FoundView
from ui.screens.child.reading import Found
from ui.screens.child.record import Record
from ui.screens.child.who import Who
from ui.session import Session
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.flow import Panes
from ui.widgets.page import Page

COLUMN = 380  # px at 100 % text that each column wants


class ChildScreen(Page):
    """``show_for(child=…)``."""

    key = "child"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, "")
        self._session = session
        self.found: Found | None = None
        self._wanted = ""
        theme = session.theme
        self.who, self.result, self.record = Who(theme), FoundView(theme), Record(theme)
        self.print = secondary(theme, _("Print"), "printer")
        self.refer = secondary(theme, _("Refer"), "send")
        self.same = quiet(theme, _("Two children after all?"), "git-merge")
        self.moves = quiet(theme, _("Changes class or leaves"), "log-out")
        self.next = primary(theme, _("Screen"), "chevron-right")
        self._lay_out()
        self.who.uncovered.connect(self._uncovered)
        self.result.read_asked.connect(self._read)
        self.result.decide_asked.connect(self._decide)
        self.record.noted.connect(self._noted)
        self.print.clicked.connect(self._print)
        self.refer.clicked.connect(self._refer)
        self.same.clicked.connect(lambda: session.go("same", child=self._wanted))
        self.moves.clicked.connect(lambda: session.go("move", child=self._wanted))
        self.next.clicked.connect(self._go_on)
        theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def _lay_out(self) -> None:
        theme = self._session.theme
        gap = theme.space(16)
        cards = [Card(theme, padding=24) for _n in range(3)]
        for card, part in zip(cards, (self.who, self.result, self.record), strict=True):
            card.body.addWidget(part)
        left, right = _column(gap, cards[0], cards[1]), _column(gap, cards[2])
        wide = theme.px(COLUMN)
        self._panes = Panes(gap, (left, 1, wide), (right, 1, wide))
        self.body.addWidget(self._panes)
        for button in (self.same, self.moves, self.print, self.refer):
            self.add_action(button)
        self.set_primary(self.next)
        self._show_ways(None)

    def _measure(self) -> None:
        wide = self._session.theme.px(COLUMN)
        self._panes.set_wishes((1, wide), (1, wide))

    def show_for(self, child: str = "") -> None:
        if child and child != self._wanted:
            self._wanted = child
            self._blank()
        desk = self._session.desk
        self._session.work.do(reading.note_opened, desk, self._wanted, READ)
        self._reload()
        self.setFocus()

    def _blank(self) -> None:
        """Nothing of the child before."""
        self.found = None
        self.set_title("")
        self.set_subtitle("")
        for part in (self.who, self.result, self.record):
            part.clear()
        self._show_ways(None)

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, self._wanted, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _loaded(self, found: Found | None) -> None:
        if found is None:
            self.set_title(_("This child is not on this computer"))
            self.set_subtitle(_("Perhaps the child has moved to a setting that is not yours."))
            return
        if found.page.child.id != self._wanted:
            return
        self.found = found
        page = found.page
        self.set_title(page.child.name)
        self.set_subtitle(" · ".join(filter(None, (page.setting_name, page.class_name, page.year))))
        self.who.show_page(page)
        self.result.show_found(found, reads=self._session.can_go("signed"))
        self.record.show_events(page.events, page.looks)
        self._show_ways(found)

    def _show_ways(self, found: Found | None) -> None:
        latest = found.page.latest if found else None
        may = found.may if found else frozenset[str]()
        self.print.setVisible(latest is not None)
        refers = latest is not None and "referral" in may and self._session.can_go("referral")
        self.refer.setVisible(refers)
        made_one = found is not None and any(e.kind == "same_child" for e in found.page.events)
        self.same.setVisible(made_one and "same_child" in may and self._session.can_go("same"))
        self.moves.setVisible("move" in may and self._session.can_go("move"))
        self._show_next(found)

    def _show_next(self, found: Found | None) -> None:
        """The one next step: to decide, else to screen, else nothing."""
        decides = found is not None and found.undecided and "review" in found.may
        screens = found is not None and found.where is not None and "screening" in found.may
        again = bool(found and found.page.latest)
        words = _("Screen again") if again else _("Screen")
        self.next.setText(_("Decide") if decides else words)
        self.next.set_icon("stethoscope" if decides else "chevron-right")
        self.next.updateGeometry()
        self.next.setVisible(decides or screens)

    # doing

    def _uncovered(self) -> None:
        desk = self._session.desk
        self._session.work.do(reading.note_opened, desk, self._wanted, REVEAL)

    def _noted(self, words: str) -> None:
        desk = self._session.desk
        self._session.work.do(
            reading.add_note, desk, self._wanted, words, done=self._kept, initiator=self
        )

    def _kept(self, _note: str) -> None:
        self._session.messages.say(_("The note is kept."))
        self._reload()

    def _read(self, screening: str) -> None:
        self._session.go("signed", screening=screening, child=self._wanted)

    def _decide(self, screening: str) -> None:
        self._session.go("review", screening=screening)

    def _print(self) -> None:
        latest = self.found.page.latest if self.found else None
        if latest is not None and self.found is not None:
            self._session.go(
                "prints",
                cohort=latest.body.cohort,
                class_name=self.found.page.class_name,
                what=f"child-summary:{latest.id}",
            )

    def _refer(self) -> None:
        latest = self.found.page.latest if self.found else None
        if latest is not None:
            self._session.go("referral", child=self._wanted, screening=latest.id)

    def _go_on(self) -> None:
        found = self.found
        if found is None or self.next.isHidden():
            return
        if found.undecided and "review" in found.may and found.page.latest is not None:
            self._decide(found.page.latest.id)
        elif found.where is not None:
            cohort, class_name = found.where.cohort, found.where.class_name
            self._session.go("today", cohort=cohort, class_name=class_name, child=self._wanted)


def _column(gap: int, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made
