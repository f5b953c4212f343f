"""The consents that a form asks for: each by itself, said by somebody, somehow, on a day."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.referring.forms import Agreed
from elsec_app.operations.consents import Standing
from elsec_app.operations.words import day_words, day_written
from ui.screens.referral.answers import Day, Line
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow
from ui.widgets.form import FormRow
from ui.widgets.paint import Mark
from ui.widgets.status import Pill
from ui.widgets.text import Text


class AgreedRow(QWidget):
    """One purpose: what holds now, and the way to record what somebody says.
    ``said(purpose, given, by, how, on)``."""

    said = Signal(str, bool, str, str, object)
    grown = Signal(QWidget)

    def __init__(self, theme: Theme, agreed: Agreed, today: date) -> None:
        super().__init__()
        self._theme, self.agreed, self._today = theme, agreed, today
        self.standing = Pill(theme, _mark(None))
        self.about = Text(theme, role="small", colour="ink_2")
        self.record = secondary(theme, _("Record what they say"), "pen-line")
        self.record.setAccessibleName(_("{what}: record what they say").format(what=agreed.label))
        self.record.clicked.connect(self.open)
        self._form: _Saying | None = None
        row, flow = QWidget(), Flow(theme.space(12))
        row.setLayout(flow)
        flow.addWidget(self.standing)
        flow.addWidget(self.record)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(4))
        for part in (Text(theme, agreed.label, "strong"), self.about, row):
            self._box.addWidget(part)

    @property
    def saying(self) -> "_Saying | None":
        return self._form

    def show_standing(self, standing: Standing | None) -> None:
        self.standing.set_mark(_mark(standing))
        self.about.setText(_about(standing))
        self.about.setVisible(standing is not None)

    def open(self) -> None:
        if self._form is None:
            self._form = _Saying(self._theme, self.agreed.label, self._today)
            self._form.said.connect(self._said)
            self._form.closed.connect(self.close_form)
            self._box.addWidget(self._form)
        self.record.hide()
        self._form.show()
        self._form.given.setFocus()
        self.grown.emit(self)

    def close_form(self) -> None:
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None
        self.record.show()
        self.record.setFocus()

    def _said(self, given: bool, by: str, how: str, on: date) -> None:
        self.close_form()
        self.said.emit(self.agreed.purpose, given, by, how, on)


class _Saying(QWidget):
    """Yes or no, by whom, how, and when."""

    said = Signal(bool, str, str, object)
    closed = Signal()

    def __init__(self, theme: Theme, what: str, today: date) -> None:
        super().__init__()
        self._today = today
        self.given = Choice(theme, _("They agree"))
        self.refused = Choice(theme, _("They do not, or take it back"))
        self._group = QButtonGroup(self)
        answers, flow = QWidget(), Flow(theme.space(4))
        answers.setLayout(flow)
        for choice in (self.given, self.refused):
            self._group.addButton(choice)
            flow.addWidget(choice)
        self.given.setAccessibleName(_("{what}: they agree").format(what=what))
        self.refused.setAccessibleName(_("{what}: they do not").format(what=what))
        self.by = Line(_("Who says so?"), _("such as “Mother”, or a name"))
        self.how = Line(_("How?"), _("such as “Signed form” or “By phone”"))
        self.on = Day(_("On which day?"))
        self.on.set_value(today.isoformat())
        self.wrong = Text(theme, role="small", colour="refer")
        self.wrong.hide()
        self.keep = secondary(theme, _("Keep"), "check")
        self.leave = quiet(theme, _("Leave it"))
        self.keep.clicked.connect(self._keep)
        self.leave.clicked.connect(self.closed)
        last, flow = QWidget(), Flow(theme.space(8))
        last.setLayout(flow)
        for button in (self.keep, self.leave):
            flow.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(answers)
        for label, field in (
            (_("Who says so?"), self.by),
            (_("How?"), self.how),
            (_("On which day?"), self.on),
        ):
            row = FormRow(theme, label, field)
            row.setFocusProxy(field.focus)
            box.addWidget(row)
        box.addWidget(self.wrong)
        box.addWidget(last, 0, Qt.AlignmentFlag.AlignLeft)

    def _keep(self) -> None:
        on = day_written(self.on.field.text())
        by, how = self.by.field.text().strip(), self.how.field.text().strip()
        if self._group.checkedButton() is None or not by or not how or on is None:
            self._say(_("Choose what they say, and write who, how and on which day."))
        elif on > self._today:
            self._say(_("That day has not come yet."))
        else:
            self.said.emit(self.given.isChecked(), by, how, on)

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.show()


def _mark(standing: Standing | None) -> Mark:
    if standing is None:
        return Mark(_("Not asked yet"), "circle-dashed", "quiet")
    if standing.given:
        return Mark(_("Agreed"), "circle-check", "track")
    return Mark(_("Taken back") if standing.withdrawn else _("Refused"), "circle-x", "refer")


def _about(standing: Standing | None) -> str:
    if standing is None:
        return ""
    said = standing.body
    return " · ".join((said.by, said.how, day_words(said.on)))
