"""The page of a signed result: read only, with the way to a new version for a reason."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import Problem
from elsec_app.i18n import _
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import StrandResult
from elsec_app.protocol.kinds import writable_by
from ui.parts.words_box import WordsBox
from ui.screens.signed import reading, words
from ui.screens.signed.answers import Answers
from ui.screens.signed.reading import Found
from ui.session import Session
from ui.widgets.banner import Banner
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.flow import Panes
from ui.widgets.page import Page
from ui.widgets.paint import Mark
from ui.widgets.scroll import Scrolled
from ui.widgets.stack import Stack
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text

LEFT, RIGHT = 520, 360  # px at 100 % text that the two columns want


class SignedResult(Page):
    """``show_for(screening=…, cohort=…, class_name=…)``."""

    key = "signed"

    def __init__(self, session: Session) -> None:
        super().__init__(session.theme, "", scrolls=False)
        self._session = session
        self.found: Found | None = None
        self._left, self._wanted = LeftAt(), ""
        theme = session.theme
        self.answers = Answers(theme)
        self.why = WordsBox(
            theme,
            _("Why you change it"),
            _("Why do you change it? The signed one stays, and this is kept beside it."),
            _("Open it to change"),
            "pen-line",
        )
        self.amend = secondary(theme, _("Amend…"), "pen-line")
        self.show_answers = secondary(theme, _("Answers"), "list")
        self.print = primary(theme, _("Print the summary"), "printer")
        self.why.kept.connect(self._open)
        self.why.closed.connect(self._may_amend)
        self.amend.clicked.connect(self._ask_why)
        self.show_answers.clicked.connect(self._turn)
        self.print.clicked.connect(self._print)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self._session.theme
        gap = theme.space(16)
        self._result, self._made, self._was = (Card(theme, padding=24, gap=12) for _n in range(3))
        left, right = _column(gap, self._result), _column(gap, self._made, self._was)
        self._panes = Panes(gap, (left, 3, theme.px(LEFT)), (right, 2, theme.px(RIGHT)))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(self.why)
        box.addWidget(self._panes)
        self.parts = Stack()
        self.parts.addWidget(Scrolled(inside, theme.space(16)))
        listed = Card(theme, padding=16)
        listed.body.addWidget(self.answers, 1)
        self.parts.addWidget(listed)
        self.body.addWidget(self.parts, 1)
        for button in (self.show_answers, self.amend):
            self.add_action(button)
        self.set_primary(self.print)
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        theme = self._session.theme
        self._panes.set_wishes((3, theme.px(LEFT)), (2, theme.px(RIGHT)))

    # reading

    def show_for(
        self, screening: str = "", child: str = "", cohort: str = "", class_name: str = ""
    ) -> None:
        self._left, self._wanted = LeftAt(cohort, class_name, child), screening
        self._blank()
        self._session.work.do(reading.load, self._session.desk, screening, done=self._loaded)
        self.setFocus()

    def _blank(self) -> None:
        self.found = None
        self.set_title("")
        self.set_subtitle("")
        self.why.put_away()
        self.amend.hide()
        self.parts.setCurrentIndex(0)
        for card in (self._result, self._made, self._was):
            _empty(card)

    def _loaded(self, found: Found) -> None:
        if found.signed.id != self._wanted:  # another one was asked for since
            return
        self.found = found
        self.set_title(found.signed.child.short_name)
        self.set_subtitle(words.subtitle(found))
        self._show_result(found)
        self._show_made(found)
        self._show_was(found)
        self.answers.show_found(found)
        self._may_amend()

    def _show_result(self, found: Found) -> None:
        body = found.signed.body
        self._say(self._result, _("Overall"), "heading")
        label = body.overall_label or _("No outcome")
        self._mark(self._result, band_mark(words.overall_tone(found), label))
        self._say(self._result, body.overall_rule)
        for caution in body.cautions:
            self._result.body.addWidget(Banner(self._session.theme, caution, "info", "watch"))
        for strand in body.strands:
            self._show_strand(strand)

    def _show_strand(self, strand: StrandResult) -> None:
        card = self._result
        self._say(card, strand.name, "heading")
        if strand.judgement:
            self._mark(card, band_mark(strand.judgement_tone, strand.judgement_label))
            why = _("The practitioner’s judgement: {reason}")
            self._say(card, why.format(reason=strand.judgement_reason))
            said = _("The screen’s band: {band}. {rule}").format(
                band=strand.label or _("none"), rule=strand.rule
            )
            self._say(card, said, "small", "ink_2")
            return
        undecided = _("Not decided") if strand.unassigned else _("Not computable")
        self._mark(card, band_mark(strand.tone, strand.label or undecided))
        self._say(card, strand.rule, "small", "ink_2")
        if strand.stopped and strand.stopped not in strand.rule:
            self._say(card, strand.stopped, "small", "ink_2")

    def _show_made(self, found: Found) -> None:
        card = self._made
        self._say(card, _("The record"), "heading")
        for sentence in words.provenance(found):
            self._say(card, sentence)
        for one in found.before:
            self._say(card, words.earlier(one), "small", "ink_2")

    def _show_was(self, found: Found) -> None:
        body, card = found.signed.body, self._was
        for route in words.urgent(body.urgent):
            said = _("Goes straight to referral: {what}").format(what=route)
            card.body.addWidget(Banner(self._session.theme, said, "flag", "refer"))
        if body.note:
            self._say(card, _("Note"), "heading")
            self._say(card, body.note)
        self._say(card, _("How it was"), "heading")
        for sentence in words.how_it_was(body.context):
            self._say(card, sentence)

    def _say(self, card: Card, said: str, role: str = "body", colour: str = "ink") -> None:
        card.body.addWidget(Text(self._session.theme, said, role, colour))

    def _mark(self, card: Card, mark: Mark) -> None:
        pill = Pill(self._session.theme, mark)
        card.body.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)

    # doing

    def _may_amend(self) -> None:
        """An older version is left alone; so is one whose pack this device does not hold."""
        found, who = self.found, self._session.desk.who
        may = who is not None and "screening" in writable_by(who.role)
        shown = may and found is not None and not found.signed.superseded
        self.amend.setVisible(shown and found is not None and found.instrument is not None)
        going_on = found is not None and bool(found.open)
        self.amend.setText(_("Go on with the amendment") if going_on else _("Amend…"))
        self.amend.updateGeometry()

    def _ask_why(self) -> None:
        if self.found is not None and self.found.open:
            self._open("")
            return
        self.amend.hide()
        self.parts.setCurrentIndex(0)
        self.why.open()

    def _open(self, reason: str) -> None:
        found = self.found
        if found is not None:
            self._session.work.do(
                reading.amend,
                self._session.desk,
                found,
                self._left,
                reason,
                done=partial(self._go_amend, found),
                failed=self._not_opened,
                initiator=self,
            )

    def _not_opened(self, problem: Problem) -> None:
        self._session.messages.report(problem)

    def _go_amend(self, found: Found, sitting: str) -> None:
        self._session.go(
            "result",
            sitting=sitting,
            child=found.signed.child.id,
            cohort=self._left.cohort,
            class_name=self._left.class_name,
            instrument=found.signed.body.instrument,
        )

    def _turn(self) -> None:
        self.parts.setCurrentIndex(1 - self.parts.currentIndex())
        back = self.parts.currentIndex() == 1
        self.show_answers.setText(_("Back to the result") if back else _("Answers"))
        self.show_answers.updateGeometry()
        if back:
            self.answers.table.setFocus()

    def _print(self) -> None:
        if self.found is not None:
            self._session.go(
                "prints",
                cohort=self._left.cohort,
                class_name=self._left.class_name,
                child=self.found.signed.child.id,
                what=f"child-summary:{self.found.signed.id}",
            )


def _column(gap: int, *parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    column.addStretch(1)
    return made


def _empty(card: Card) -> None:
    while (entry := card.body.takeAt(0)) is not None:
        if (old := entry.widget()) is not None:
            old.hide()
            old.deleteLater()
