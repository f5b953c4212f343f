"""Recording a family's opt-out: by whom and how, the least that must be kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow
from ui.widgets.text import Text


class OptOutForm(QWidget):
    """``recorded(by, how)`` when both are said; ``closed`` when it is put away."""

    recorded = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.by = _Pick(theme, _("Who said so?"), _who())
        self.how = _Pick(theme, _("How?"), _ways())
        self.wrong = Text(theme, role="small", colour="refer")
        self.record = secondary(theme, _("Record the opt-out"), "ban")
        self.cancel = quiet(theme, _("Leave it"))
        self.record.clicked.connect(self._record)
        self.cancel.clicked.connect(self.closed)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        row = QWidget()
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        for button in (self.record, self.cancel):
            flow.addWidget(button)
        for part in (self.by, self.how, self.wrong, row):
            box.addWidget(part)
        self.wrong.hide()
        self.hide()

    def open(self) -> None:
        for pick in (self.by, self.how):
            pick.clear()
        self.wrong.hide()
        self.show()
        self.by.choices[0].setFocus()

    def _record(self) -> None:
        by, how = self.by.chosen(), self.how.chosen()
        if not by or not how:
            self.wrong.setText(_("Choose who said so, and how."))
            self.wrong.show()
            return
        self.recorded.emit(by, how)


class _Pick(QWidget):
    """One of a few words."""

    def __init__(self, theme: Theme, question: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        box.addWidget(Text(theme, question, "strong"))
        row = QWidget()
        row.setAccessibleName(question)
        flow = Flow(theme.space(4))
        row.setLayout(flow)
        self.choices = [Choice(theme, word) for word in words]
        for choice in self.choices:
            self._group.addButton(choice)
            flow.addWidget(choice)
        box.addWidget(row)

    def chosen(self) -> str:
        button = self._group.checkedButton()
        return button.text() if button else ""

    def clear(self) -> None:
        self._group.setExclusive(False)
        for choice in self.choices:
            choice.setChecked(False)
        self._group.setExclusive(True)


def _who() -> tuple[str, ...]:
    return (_("Mother"), _("Father"), _("Carer"), _("The setting, for the family"))


def _ways() -> tuple[str, ...]:
    return (_("By letter or form"), _("By email"), _("By phone"), _("In person"))
