"""The page of the paper grid: a class's forms, keyed in by keyboard alone, checked, and signed."""

from functools import partial

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _, ngettext
from elsec_app.instruments.answers import Value
from elsec_app.operations.paper import Form, GridRow
from elsec_app.operations.today import LeftAt
from ui.parts.pickers import Pickers
from ui.screens.paper_grid import reading, typed
from ui.screens.paper_grid.bar import Bar
from ui.screens.paper_grid.model import Cells
from ui.screens.paper_grid.reading import Found
from ui.screens.paper_grid.view import GridView
from ui.session import Session
from ui.widgets.buttons import primary
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.chooser import Chooser
from ui.widgets.day import DayField
from ui.widgets.empty import EmptyState
from ui.widgets.flow import Flow
from ui.widgets.form import FormRow
from ui.widgets.page import Page
from ui.widgets.scroll import Scrolled
from ui.widgets.stack import Stack


class PaperGrid(Page):
    """``show_for(cohort=…, class_name=…)`` opens the forms of a class."""

    key = "paper"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("From paper"))
        self._session = session
        self.found: Found | None = None
        self._wanted, self._form = LeftAt(), None
        self._form_wanted: Form | None = None
        self._fresh = True
        theme = session.theme
        self.cells = Cells()
        self.view = GridView(theme, self.cells)
        self.bar = Bar(theme)
        self.pickers = Pickers(theme)
        self.forms = Chooser(theme, _("Which form"))
        self.day = DayField()
        self.day.set_day(session.desk.actor.today())
        self.again = Chip(theme, _("Key a second time"), "body")
        self.sign = primary(theme, _("Sign"), "signature")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self._session.theme
        self.forms.setSizeAdjustPolicy(Chooser.SizeAdjustPolicy.AdjustToContents)
        self.forms.setMinimumContentsLength(24)
        self.day.setMaximumDate(self.day.date())
        top = QWidget()
        flow = Flow(theme.space(12))
        top.setLayout(flow)
        for part in (
            FormRow(theme, _("Form"), self.forms),
            FormRow(theme, _("Tested on"), self.day),
            FormRow(theme, _("Check"), self.again),
        ):
            flow.addWidget(part)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        listed = Card(theme, padding=12, gap=8)
        listed.body.addWidget(self.view, 1)
        box.addWidget(self.pickers)
        box.addWidget(top)
        box.addWidget(listed, 1)
        box.addWidget(self.bar)
        self.parts = Stack()
        self.parts.addWidget(inside)
        nothing = _("No form fits this class")
        why = _("The screens of this round are for other ages, or no class is being screened now.")
        self.parts.addWidget(EmptyState(theme, "clipboard", nothing, why))
        self.body.addWidget(self.parts, 1)
        self.set_primary(self.sign)

    def _connect(self) -> None:
        self.pickers.picked.connect(self._picked)
        self.forms.activated.connect(self._form_chosen)
        self.day.dateChanged.connect(self._day_chosen)
        self.again.clicked.connect(self._turn)
        self.view.given.connect(self._given)
        self.view.refused.connect(self._session.messages.say)
        self.view.moved.connect(self._show_cell)
        self.view.away.connect(self.sign.setFocus)
        self.cells.dataChanged.connect(self._count)
        self.bar.tapped.connect(self._tapped)
        self.bar.settled.connect(self._settle)
        self.sign.clicked.connect(self._sign)
        for keys, second in (("Ctrl+1", False), ("Ctrl+2", True)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self._settle, second))

    # reading

    def show_for(self, cohort: str = "", class_name: str = "") -> None:
        if cohort:
            self._wanted = LeftAt(cohort, class_name)
        self._reload(fresh=True)

    def _reload(self, *, fresh: bool = False) -> None:
        self._fresh = self._fresh or fresh
        self._session.work.do(
            reading.load,
            self._session.desk,
            self._wanted,
            self._form_wanted,
            self.day.day(),
            done=self._loaded,
        )

    def _loaded(self, found: Found) -> None:
        self.found, self._wanted = found, found.left
        self._form_wanted = found.form
        self.parts.setCurrentIndex(0 if found.grid is not None else 1)
        if found.grid is not None:
            self.pickers.show_board(found.board, found.grid)
        self._fill_forms(found)
        self.cells.show(found.grid)
        self._count()
        if self._fresh and found.grid is not None:
            self._fresh = False
            self.view.setFocus()
            self.view.begin()
            if isinstance(self._area, Scrolled):
                self._area.ensureWidgetVisible(self.view)
        self._show_cell()

    def _fill_forms(self, found: Found) -> None:
        self.forms.clear()
        for form in found.forms:
            many = ngettext("{n} child", "{n} children", form.children).format(n=form.children)
            self.forms.addItem(f"{form.title} · {form.section_name} · {many}")
        if found.form in found.forms:
            self.forms.setCurrentIndex(found.forms.index(found.form))

    # choosing

    def _picked(self, left: LeftAt) -> None:
        self._wanted = left
        self._reload(fresh=True)

    def _form_chosen(self, number: int) -> None:
        if self.found is not None:
            self._form_wanted = self.found.forms[number]
            self._reload(fresh=True)

    def _day_chosen(self, _day: QDate) -> None:
        self._reload()

    def _turn(self) -> None:
        self.cells.set_again(again=self.again.isChecked())
        self.view.setFocus()
        self.view.begin()
        self._show_cell()

    def _show_cell(self) -> None:
        row, column = self.view.here()
        grid, item = self.cells.grid, self.cells.item(column) if row >= 0 else None
        self.bar.show_item(item, grid.instrument if grid else None, column + 1)
        first = second = ""
        if grid is not None and item is not None and self.cells.differs(row, column):
            held = self.cells.rows[row]
            first = typed.shown(item, grid.instrument, held.standing.get(item.id))
            second = typed.shown(item, grid.instrument, held.second.get(item.id))
        self.bar.show_difference(first, second)

    def _count(self) -> None:
        ticked = len(self.cells.ticked)
        words = ngettext("Sign {n} child", "Sign {n} children", ticked).format(n=ticked)
        self.sign.setText(words if ticked else _("Tick who is to be signed"))
        self.sign.setEnabled(bool(ticked))
        self.sign.updateGeometry()
        ready = sum(row.may_sign for row in self.cells.rows)
        self.set_footnote(
            _("{ready} of {all} ready to sign. Every key is saved at once.").format(
                ready=ready, all=len(self.cells.rows)
            )
        )

    # keying

    def _tapped(self, value: Value) -> None:
        self.view.setFocus()
        self.view.give(value)
        self.view.forward()

    def _given(self, row: int, column: int, value: Value | None) -> None:
        grid, held = self.cells.grid, self.cells.rows[row]
        if grid is None:
            return
        self._session.messages.clear()
        ticket = self.cells.send(row, column, value)
        again = self.cells.again
        self._session.work.do(
            reading.key_again if again else reading.key,
            self._session.desk,
            grid,
            held,
            self.cells.items[column].id,
            value,
            done=partial(self._kept, ticket),
            failed=self._not_kept,
            initiator=self,
        )

    def _kept(self, ticket: int, row: GridRow) -> None:
        here = self.view.here()
        self.cells.put(row, ticket)
        if self.view.here() != here:  # columns have come or gone
            self.view.go(*here)
        self._count()
        self._show_cell()

    def _not_kept(self, problem: Problem) -> None:
        self._session.messages.report(problem)
        self._reload()  # what was believed is not so

    def _settle(self, second: bool) -> None:
        row, column = self.view.here()
        grid, item = self.cells.grid, self.cells.item(column)
        if grid is None or item is None or row < 0 or not self.cells.differs(row, column):
            return
        self._session.work.do(
            reading.settle,
            self._session.desk,
            grid,
            self.cells.rows[row],
            item.id,
            second,
            done=partial(self._kept, 0),
            initiator=self,
        )
        self.view.setFocus()

    # signing

    def _sign(self) -> None:
        """Those ticked, one after the other; who cannot be signed stays ticked and says why."""
        grid = self.cells.grid
        for row in self.cells.rows:
            if grid is not None and row.child.id in self.cells.ticked:
                self._session.work.do(reading.sign, self._session.desk, grid, row, initiator=self)
        self._session.work.do(bool, done=self._signed)

    def _signed(self, _nothing: object) -> None:
        self.cells.ticked.clear()
        self._session.sync_now()
        self._reload(fresh=True)
