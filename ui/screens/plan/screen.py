"""Five things for this class: read them, change one or keep them, and print what is kept."""

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.class_plan import Plan
from elsec_app.operations.offer import CLASS_PLAN
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.kinds import KINDS
from ui.screens.plan import reading, words
from ui.screens.plan.reading import Found
from ui.screens.plan.thing import Thing
from ui.session import Session
from ui.widgets.buttons import primary, quiet
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page


class ClassPlanScreen(Page):
    """``show_for(cohort=…, class_name=…)``."""

    key = "plan"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, _("What helps this class"))
        self._session = session
        self._wanted = LeftAt()
        self.found = Found()
        self.plan: Plan | None = None  # as it stands here, kept or not
        self.things: list[Thing] = []
        theme = session.theme
        self.back = quiet(theme, _("Back to the class"), "arrow-left")
        self.here = quiet(theme, _("What is in place here"), "list")
        self.more = quiet(theme, _("Add one"), "plus")
        self.printing = quiet(theme, _("Print"), "printer")
        self.keep = primary(theme, _("Keep this plan"), "check")
        self._empty = EmptyState(
            theme,
            "seedling",
            _("Nothing to draw a plan from yet"),
            _("When somebody of this class has been screened and signed, five things stand here."),
        )
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.space(12))
        self.body.addWidget(self._list)
        self.body.addWidget(self._empty)
        for button in (self.back, self.here, self.more, self.printing):
            self.add_action(button)
        self.set_primary(self.keep)
        self.back.clicked.connect(lambda: session.go("classes"))
        self.here.clicked.connect(self._go_here)
        self.more.clicked.connect(self._add)
        self.printing.clicked.connect(self._print)
        self.keep.clicked.connect(self._keep)
        session.work.changed.connect(self._data_changed)

    def show_for(self, cohort: str = "", class_name: str = "") -> None:
        self._wanted = LeftAt(cohort, class_name)
        self._reload()

    def _reload(self) -> None:
        self._session.work.do(reading.load, self._session.desk, self._wanted, done=self._loaded)

    def _data_changed(self, _changes: object, initiator: object) -> None:
        changing = self.plan is not None and self.plan != self.found.plan
        if initiator is not self and self.isVisible() and not changing:
            self._reload()

    def _loaded(self, found: Found) -> None:
        self.found, self.plan = found, found.plan
        if found.sheet is not None:
            self.set_title(_("What helps {group}").format(group=found.sheet.class_name))
        self._show(0)

    def _show(self, focus: int = -1) -> None:
        """The plan as it stands here; the focus goes to the thing that took another's place."""
        plan, found = self.plan, self.found
        may = self._session.desk.actor.role in KINDS["class_plan"].writers
        while (entry := self._rows.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        chosen = plan.things if plan else ()
        self.things = [
            Thing(self._session.theme, n, thing, may=may) for n, thing in enumerate(chosen, 1)
        ]
        for n, thing in enumerate(self.things):
            thing.another.connect(lambda n=n: self._replace(n))
            thing.out.connect(lambda n=n: self._take_out(n))
            self._rows.addWidget(thing)
            thing.show()
        if 0 <= focus < len(self.things):
            self.things[focus].other.setFocus()
        self._empty.setVisible(not chosen)
        self._list.setVisible(bool(chosen))
        self.set_subtitle(words.who(found.plan, changed=plan != found.plan))
        self.set_footnote(words.next_screen(plan.rescreen_on if plan else None))
        full = len(chosen) >= CLASS_PLAN
        self.more.setVisible(may and plan is not None and not full and plan.one_more() is not None)
        kept = plan is not None and plan.signed is not None and plan == found.plan
        self.keep.setVisible(may and bool(chosen))
        self.keep.setEnabled(not kept)
        self.keep.setText(_("Kept") if kept else _("Keep this plan"))
        self.keep.updateGeometry()
        self.printing.setVisible(bool(chosen) and plan == found.plan)

    # changing

    def _replace(self, n: int) -> None:
        if self.plan is None:
            return
        other = self.plan.instead_of(self.plan.things[n])
        if other is None:
            self._session.messages.say(_("The library has no other idea for this age."))
            return
        things = (*self.plan.things[:n], other, *self.plan.things[n + 1 :])
        self.plan = msgspec.structs.replace(self.plan, things=things)
        self._show(n)

    def _take_out(self, n: int) -> None:
        if self.plan is None:
            return
        if len(self.plan.things) == 1:
            self._session.messages.say(_("Keep at least one thing in the plan."))
            return
        before = self.plan
        things = (*before.things[:n], *before.things[n + 1 :])
        self.plan = msgspec.structs.replace(before, things=things)
        self._show(min(n, len(things) - 1))
        said = _("“{title}” is taken out.").format(title=before.things[n].title)
        self._session.messages.undoable(said, lambda: self._put_back(before))

    def _put_back(self, before: Plan) -> None:
        self.plan = before
        self._show()

    def _add(self) -> None:
        more = self.plan.one_more() if self.plan else None
        if self.plan is not None and more is not None:
            self.plan = msgspec.structs.replace(self.plan, things=(*self.plan.things, more))
            self._show(len(self.plan.things) - 1)

    def _keep(self) -> None:
        if self.plan is None or self.found.sheet is None:
            return
        self._session.work.do(
            reading.save,
            self._session.desk,
            self.found.sheet,
            self.plan.things,
            self.plan.rescreen_on,
            done=self._kept,
            initiator=self,
        )

    def _kept(self, _record: str) -> None:
        self._session.messages.say(_("The plan is kept. The print says the same."))
        self._session.sync_now()
        self._reload()

    # going on

    def _go_here(self) -> None:
        sheet = self.found.sheet
        self._session.go("in_place", setting=sheet.cohort.setting if sheet else "")

    def _print(self) -> None:
        sheet = self.found.sheet
        if sheet is not None:
            at = {"cohort": sheet.cohort.id, "class_name": sheet.class_name}
            self._session.go("prints", what="class-offer", **at)
