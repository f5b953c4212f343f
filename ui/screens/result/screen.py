"""The page of the result: read it, judge it, sign it, and go on to the next child."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.instruments.ages import in_words
from elsec_app.instruments.results import StrandResult
from elsec_app.operations.screening import Sitting
from elsec_app.operations.signing import Remarks
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Context
from ui.parts.keeping import Keeper
from ui.screens.result import reading
from ui.screens.result.asking import HowItWas, Urgent
from ui.screens.result.overall import OverallView
from ui.screens.result.practising import Practised
from ui.screens.result.reading import Found, Signed
from ui.screens.result.strands import StrandRow
from ui.session import Session
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.fields import NoteField
from ui.widgets.flow import Panes
from ui.widgets.form import FormRow
from ui.widgets.page import Page
from ui.widgets.text import Text

CALM_MS = 200  # before it can be signed: a finger that bounced on the last answer signs nothing
LEFT, RIGHT = 520, 360  # px at 100 % text that the two columns want


class ResultScreen(Page):
    """``show_for(sitting=…, child=…, cohort=…, class_name=…, instrument=…)``. What is said here is
    kept as it is said: a lock or a kill loses nothing of it."""

    key = "result"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, "")
        self._session = session
        self.found: Found | None = None
        self._left, self._wanted = LeftAt(), ""
        self.rows: list[StrandRow] = []
        self._remarks = Keeper(session.work, partial(reading.keep_remarks, session.desk), self)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._may_sign)
        self._make()
        self._lay_out()

    def _make(self) -> None:
        theme = self._session.theme
        self.overall, self.how = OverallView(theme), HowItWas(theme)
        self.urgent = Urgent(theme)
        self.words = NoteField(theme, _("Note for whoever reads this"))
        self.statement = Text(theme, role="small", colour="ink_2")
        self.change = secondary(theme, _("Change an answer"), "list")
        self.sign = primary(theme, _("Sign and next child"), "signature")
        self.amending = Banner(theme, "", "pen-line", "watch")
        self.as_signed = quiet(theme, _("Leave it as it was signed"), "undo-2")
        self.amending.add(self.as_signed)
        self.as_signed.clicked.connect(self._leave_as_signed)
        self.urgent.told.connect(self._said)
        self.words.textChanged.connect(self._said)
        self.how.told.connect(self._told)
        self.change.clicked.connect(self._change)
        self.sign.clicked.connect(self._sign)

    def _lay_out(self) -> None:
        theme = self._session.theme
        gap = theme.space(16)
        self._strands = Card(theme, padding=24, gap=20)
        whole, asked, urgent, self._practice = (Card(theme, padding=24) for _n in range(4))
        self.practised = Practised(theme)
        self._practice.body.addWidget(self.practised)
        self._practice.hide()
        whole.body.addWidget(self.overall)
        asked.body.addWidget(self.how)
        urgent.body.addWidget(self.urgent)
        urgent.body.addWidget(FormRow(theme, _("Note for whoever reads this"), self.words))
        left, right = (
            _column(gap, whole, self._strands, self.statement),
            _column(gap, self._practice, urgent, asked),
        )
        self._panes = Panes(gap, (left, 3, theme.px(LEFT)), (right, 2, theme.px(RIGHT)))
        self.body.addWidget(self.amending)
        self.body.addWidget(self._panes)
        theme.changed.connect(self._measure)
        self.add_action(self.change)
        self.set_primary(self.sign)

    def _measure(self) -> None:
        theme = self._session.theme
        self._panes.set_wishes((3, theme.px(LEFT)), (2, theme.px(RIGHT)))

    # reading

    def show_for(
        self,
        sitting: str = "",
        child: str = "",
        cohort: str = "",
        class_name: str = "",
        instrument: str = "",
    ) -> None:
        self._left, self._wanted = LeftAt(cohort, class_name, child, instrument), sitting
        fresh = self.found is None or self.found.sitting.id != sitting
        if fresh:
            self._blank()
        self.sign.setEnabled(False)
        done = partial(self._loaded, fresh=fresh)
        self._session.work.do(reading.load, self._session.desk, sitting, done=done)
        self.setFocus()

    def _blank(self) -> None:
        """Nothing of the child before."""
        self.found = None
        self._calm.stop()
        self.amending.hide()
        self.urgent.set_ticked(())
        self.words.set_text("")
        self.set_title("")
        self.set_subtitle("")
        self._set_rows([])

    def _loaded(self, found: Found, *, fresh: bool) -> None:
        if found.sitting.id != self._wanted:  # another one was asked for since
            return
        kept = {row.scored: row for row in self.rows} if not fresh else {}
        self.found = None  # what is put back is not said anew
        self.set_title(found.child.short_name)
        result, instrument = found.result, found.instrument
        section = instrument.section(result.section).name
        self.set_subtitle(f"{instrument.title} · {section} · {in_words(result.age_months)}")
        self.overall.show_result(result, instrument)
        said = "" if "diagnosis" in instrument.statement else _("A screen, not a diagnosis. ")
        self.statement.setText(f"{said}{instrument.statement}")
        self._practice.setVisible(self.practised.show_found(found))
        self.how.show_context(found.sitting.context)
        self._set_rows([kept.get(s) or self._row(s, found) for s in result.strands])
        if fresh:
            self.urgent.set_ticked(found.remarks.urgent)
            self.words.set_text(found.remarks.note)
        self.found = found
        self._show_amending(found.sitting)
        self._calm.start()
        who = self._session.desk.actor.name
        self.set_footnote(_("Signed, it does not change. {name} signs.").format(name=who))

    def _row(self, scored: StrandResult, found: Found) -> StrandRow:
        row = StrandRow(self._session.theme, scored, found.instrument)
        if (judged := found.remarks.judgements.get(scored.strand)) is not None:
            row.set_judgement(judged)
        row.judged.connect(self._said)
        return row

    def _show_amending(self, sitting: Sitting) -> None:
        self.amending.setVisible(bool(sitting.amends))
        said = _("You are changing a signed result. Why: {reason}").format(reason=sitting.reason)
        self.amending.set_words(said)
        self.sign.setText(_("Sign the new version") if sitting.amends else _("Sign and next child"))
        self.sign.updateGeometry()

    def _may_sign(self) -> None:
        if self.found is not None:
            self.sign.setEnabled(self.found.result.complete)

    def _set_rows(self, rows: list[StrandRow]) -> None:
        for row in self.rows:
            if row not in rows:
                self._strands.body.removeWidget(row)
                row.hide()
                row.deleteLater()
        for row in rows:
            if row not in self.rows:
                self._strands.body.addWidget(row)
        self.rows = rows

    # doing

    def _said(self) -> None:
        if self.found is not None:
            self._remarks.keep(self.found.sitting.id, self.remarks())

    def _leave_as_signed(self) -> None:
        if self.found is not None:
            sitting, self.found = self.found.sitting, None
            self._session.work.do(
                reading.leave_as_signed,
                self._session.desk,
                sitting,
                done=partial(self._see_signed, sitting.amends),
                initiator=self,
            )

    def _see_signed(self, screening: str, _nothing: object = None) -> None:
        left = self._left
        self._blank()
        self._session.go(
            "signed", screening=screening, cohort=left.cohort, class_name=left.class_name
        )

    def _told(self, context: Context) -> None:
        if self.found is not None:
            self._session.work.do(
                reading.set_context,
                self._session.desk,
                self.found,
                context,
                done=partial(self._loaded, fresh=False),
                initiator=self,
            )

    def _change(self) -> None:
        left = self._left
        self._session.go(
            "console",
            child=left.child,
            cohort=left.cohort,
            class_name=left.class_name,
            instrument=self.found.instrument.id if self.found else left.instrument,
            items=True,
        )

    def remarks(self) -> Remarks:
        """What the practitioner has said beside the result."""
        judged = {row.scored.strand: row.judgement() for row in self.rows}
        return Remarks(
            judgements={strand: one for strand, one in judged.items() if one is not None},
            note=self.words.toPlainText(),
            urgent=self.urgent.ticked(),
        )

    def _sign(self) -> None:
        lacking = [row for row in self.rows if row.lacks_reason()]  # each says so
        if self.found is None or lacking:
            return
        self.sign.setEnabled(False)
        self._session.work.do(
            reading.sign,
            self._session.desk,
            self.found.sitting.id,
            self.remarks(),
            self._left,
            done=self._signed,
            failed=self._not_signed,
            initiator=self,
        )

    def _not_signed(self, problem: Problem) -> None:
        self.sign.setEnabled(True)
        self._session.messages.report(problem)

    def _signed(self, signed: Signed) -> None:
        left, found = self._left, self.found
        name = found.child.short_name if found else ""
        self._blank()
        self._session.sync_now()
        self._session.messages.say(_("{name} is signed.").format(name=name))
        if found is not None and found.sitting.amends:
            self._see_signed(signed.record)
            return
        if signed.next_child:
            child, cohort, class_name = signed.next_child, left.cohort, left.class_name
            self._session.go("console", child=child, cohort=cohort, class_name=class_name)
        else:
            self._session.go("today", cohort=left.cohort, class_name=left.class_name)
            self._session.messages.say(_("Everybody here has had a turn."))


def _column(gap: int, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made
