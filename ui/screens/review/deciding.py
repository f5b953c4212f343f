"""The decision: one of eight, and what that one needs."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QDateEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.screens.review import words
from ui.screens.review.reading import Judgement
from ui.theme.look import Theme
from ui.widgets.chip import Chip
from ui.widgets.fields import NoteField
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow


class Deciding(QWidget):
    """``picked`` when a decision is chosen or unchosen. Keys 1 to 8 with Alt choose one."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._group = theme, QButtonGroup(self)
        row = QWidget()
        row.setAccessibleName(_("Your decision"))
        flow = Flow(theme.space(8), fill=True)
        row.setLayout(flow)
        self.chips: dict[str, Chip] = {}
        for number, decision in enumerate(words.DECISIONS, 1):
            chip = Chip(theme, words.button(decision), "body")
            chip.setToolTip(_("Alt+{n}").format(n=number))
            self._group.addButton(chip)
            self.chips[decision] = chip
            flow.addWidget(chip)
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(chip.click)
        self._group.buttonClicked.connect(lambda _button: self._picked())
        self.day = _Day()
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMMM yyyy")
        self.on = FormRow(theme, _("Re-screen on"), self.day)
        self.question = NoteField(theme, _("Your question to the practitioner"))
        self.asking = FormRow(theme, _("Your question to the practitioner"), self.question)
        self.comment = NoteField(theme, _("A word with it, for whoever reads this"), lines=1)
        self.saying = FormRow(theme, _("A word with it, for whoever reads this"), self.comment)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        wide = theme.px(200)
        beside = Panes(theme.space(12), (self.on, 1, wide), (self.saying, 2, wide))
        for part in (row, self.asking, beside):
            box.addWidget(part)
        self.begin(None, date.today())  # noqa: DTZ011 - the device's own day

    def begin(self, due: date | None, today: date) -> None:
        """Nothing is chosen yet; *due* is when the tool would look again, if it says."""
        self._group.setExclusive(False)
        for chip in self.chips.values():
            chip.setChecked(False)
        self._group.setExclusive(True)
        self.day.setMinimumDate(_qdate(today))
        self.day.setDate(_qdate(max(due or today, today)))
        self.question.set_text("")
        self.comment.set_text("")
        self.asking.set_error("")
        self._picked()

    def decision(self) -> str:
        return next((d for d, chip in self.chips.items() if chip.isChecked()), "")

    def given(self) -> Judgement | None:
        """What was decided; none while something is lacking, which then is said."""
        decision = self.decision()
        question = self.question.toPlainText().strip()
        lacking = decision == "returned" and not question
        self.asking.set_error(_("Write the question that they should answer.") if lacking else "")
        if lacking:
            self.question.setFocus()
        if lacking or not decision:
            return None
        on = self.day.date()
        again = date(on.year(), on.month(), on.day()) if decision == "rescreen" else None
        asked = question if decision == "returned" else ""
        comment = self.comment.toPlainText() if decision != "returned" else ""
        return Judgement(decision, comment, asked, again)

    def _picked(self) -> None:
        decision = self.decision()
        self.on.setVisible(decision == "rescreen")
        self.asking.setVisible(decision == "returned")
        self.saying.setVisible(decision not in ("", "returned"))
        self.picked.emit()


class _Day(QDateEdit):
    """Tab leaves it at once; the arrow keys go from day to month to year."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return QWidget.focusNextPrevChild(self, forward)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
