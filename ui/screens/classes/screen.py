"""The class at a glance: a table of bands, and the children who share a need."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.kinds import KINDS
from ui.parts.pickers import Pickers
from ui.screens.classes import reading, words
from ui.screens.classes.reading import ClassSheet
from ui.screens.classes.side import Side
from ui.session import Session
from ui.widgets.beside import Beside
from ui.widgets.buttons import primary, quiet
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page
from ui.widgets.stack import Stack
from ui.widgets.table import Table

BOTH = 880  # px at 100 % text that the list and the child need side by side


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
        self.side = Side(theme)
        self.side.back_asked.connect(self._back_to_list)
        self.side.child_asked.connect(lambda child: self._session.go("child", child=child))
        gap = theme.space(16)
        self.beside = Beside(
            self._listed, self.side, least=theme.px(BOTH), gap=gap, shares=(72, 28)
        )
        self.beside.narrowed.connect(lambda narrow: self.side.set_narrow(narrow=narrow))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(self.pickers)
        box.addWidget(self.beside, 1)
        self._parts = Stack()
        self._parts.addWidget(inside)
        self._parts.addWidget(_empty(session))
        self.body.addWidget(self._parts, 1)
        self.alike = quiet(theme, "", "users")
        self.alike.clicked.connect(lambda: session.go("same"))
        self.add_action(self.alike)
        self.new_year = quiet(theme, _("New school year"), "school")
        self.new_year.clicked.connect(self._go_to_new_year)
        self.add_action(self.new_year)
        self.round = quiet(theme, _("This round"), "calendar")
        self.round.clicked.connect(self._go_to_round)
        self.add_action(self.round)
        self.plan = quiet(theme, _("Class plan"), "sprout")
        self.plan.clicked.connect(self._go_to_plan)
        self.add_action(self.plan)
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
        self.plan.setVisible(sheet is not None)
        self.set_footnote(words.coverage(found))
        self._show_tasks(found)
        if sheet is None:
            return
        self._wanted = LeftAt(sheet.cohort.id, sheet.class_name)
        self.set_title(sheet.class_name)
        self.set_subtitle(sheet.cohort.name)
        self.pickers.show_board(found.board, sheet)
        self._show_table(found)
        self._keep_marked()

    def _show_tasks(self, found: ClassSheet) -> None:
        """What waits for somebody to do; only those are asked who may."""
        role = self._session.desk.actor.role
        self.alike.setText(words.alike(found.alike))
        self.alike.updateGeometry()
        self.alike.setVisible(found.alike > 0 and role in KINDS["same_child"].writers)
        self.new_year.setVisible(found.new_year and role in KINDS["roll_over"].writers)
        may = role in KINDS["cohort"].writers
        self.round.setText(_("This round") if found.sheet else _("Begin a round"))
        self.round.updateGeometry()
        self.round.setVisible(may and (found.sheet is not None or found.to_begin))

    def _go_to_round(self) -> None:
        sheet = self.found.sheet if self.found else None
        self._session.go("round", cohort=sheet.cohort.id if sheet else "")

    def _go_to_plan(self) -> None:
        at = {"cohort": self._wanted.cohort, "class_name": self._wanted.class_name}
        self._session.go("plan", **at)

    def _go_to_new_year(self) -> None:
        sheet = self.found.sheet if self.found else None
        self._session.go("new_year", setting=sheet.cohort.setting if sheet else "")

    def _show_table(self, found: ClassSheet) -> None:
        columns = words.columns(found)
        if self.table is None or self.table.rows.columns != columns:
            if self.table is not None:
                self._listed.body.removeWidget(self.table)
                self.table.deleteLater()
            self.table = Table(self._session.theme, _("Children and their bands"), columns)
            self.table.marked.connect(self._marked)
            self.table.chosen.connect(lambda _child: self.beside.open_detail())
            self._listed.body.addWidget(self.table, 1)
        self.table.set_rows(words.rows(found))

    def _keep_marked(self) -> None:
        """The child marked before is shown anew, else the first of the class."""
        if self.table is None or self.found is None or not self.table.rows.rows:
            return
        key = self.table.marked_key()
        if key is None:
            self.table.mark(self.table.rows.rows[0].key)
        else:
            self._marked(key)

    def _marked(self, child: str) -> None:
        if self.found is not None:
            self.side.show_child(self.found, child)

    def _back_to_list(self) -> None:
        self.beside.open_list()
        if self.table is not None:
            self.table.setFocus()

    def _print(self) -> None:
        self._session.go(
            "prints",
            cohort=self._wanted.cohort,
            class_name=self._wanted.class_name,
            what="class-pack",
        )

    def _measure(self) -> None:
        self.beside.set_least(self._session.theme.px(BOTH))


def _empty(session: Session) -> EmptyState:
    return EmptyState(
        session.theme,
        "books",
        _("No class yet"),
        _("When a class list has been taken in and a screening round begun, it stands here."),
    )
