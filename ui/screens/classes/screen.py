"""The class at a glance: a table of bands, and the children who share a need."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.today import LeftAt
from ui.parts.pickers import Pickers
from ui.screens.classes import reading, words
from ui.screens.classes.reading import ClassSheet
from ui.session import Session
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Panes
from ui.widgets.page import Page, scrolled
from ui.widgets.stack import Stack
from ui.widgets.table import Table
from ui.widgets.text import Text

LIST, NEEDS = 640, 220  # px at 100 % text that each pane wants


class ClassView(Page):
    """``show_for(cohort=…, class_name=…)`` opens a class."""

    key = "classes"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("Classes"), scrolls=False)
        self._session = session
        self._wanted = LeftAt()
        self.found: ClassSheet | None = None
        self.table: Table | None = None
        theme = session.theme
        self.pickers = Pickers(theme)
        self.pickers.picked.connect(self._picked)
        self._listed = Card(theme, padding=16, gap=8)
        self._needs = Card(theme, padding=20, gap=8)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(16))
        box.addWidget(self.pickers)
        self._panes = Panes(
            theme.space(16),
            (self._listed, 5, theme.px(LIST)),
            (scrolled(self._needs), 1, theme.px(NEEDS)),
        )
        box.addWidget(self._panes, 1)
        self._parts = Stack()
        self._parts.addWidget(inside)
        self._parts.addWidget(_empty(session))
        self.body.addWidget(self._parts, 1)
        self.printing = primary(theme, _("Print class pack"), "printer")
        self.printing.clicked.connect(self._print)
        self.set_primary(self.printing)
        theme.changed.connect(self._measure)
        session.work.changed.connect(self._data_changed)

    def show_for(self, cohort: str = "", class_name: str = "") -> None:
        if cohort:
            self._wanted = LeftAt(cohort, class_name)
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, self._wanted, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        if initiator is not self and self.isVisible():
            self._reload()

    def _picked(self, left: LeftAt) -> None:
        self._wanted = left
        self._reload()

    def _loaded(self, found: ClassSheet) -> None:
        self.found = found
        sheet = found.sheet
        self._parts.setCurrentIndex(0 if sheet else 1)
        self.printing.setVisible(sheet is not None)
        self.set_footnote(words.coverage(found))
        if sheet is None:
            return
        self._wanted = LeftAt(sheet.cohort.id, sheet.class_name)
        self.set_title(sheet.class_name)
        self.set_subtitle(sheet.cohort.name)
        self.pickers.show_board(found.board, sheet)
        self._show_table(found)
        self._show_needs(found)

    def _show_table(self, found: ClassSheet) -> None:
        columns = words.columns(found)
        if self.table is None or self.table.rows.columns != columns:
            if self.table is not None:
                self._listed.body.removeWidget(self.table)
                self.table.deleteLater()
            self.table = Table(self._session.theme, _("Children and their bands"), columns)
            self._listed.body.addWidget(self.table, 1)
        self.table.set_rows(words.rows(found))

    def _show_needs(self, found: ClassSheet) -> None:
        body = self._needs.body
        while (entry := body.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        theme = self._session.theme
        body.addWidget(Text(theme, _("Who shares a need"), "strong"))
        shared = words.needs(found)
        if not shared:
            body.addWidget(Text(theme, _("Nobody's band wants attention now."), colour="ink_2"))
        for heading, names in shared:
            body.addWidget(Text(theme, heading, "label"))
            body.addWidget(Text(theme, names, colour="ink_2"))
        body.addStretch(1)

    def _print(self) -> None:
        self._session.go(
            "prints",
            cohort=self._wanted.cohort,
            class_name=self._wanted.class_name,
            what="class-pack",
        )

    def _measure(self) -> None:
        theme = self._session.theme
        self._panes.set_wishes((5, theme.px(LIST)), (1, theme.px(NEEDS)))


def _empty(session: Session) -> EmptyState:
    return EmptyState(
        session.theme,
        "books",
        _("No class yet"),
        _("When a class list has been taken in and a screening round begun, it stands here."),
    )
