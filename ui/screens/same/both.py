"""Two children beside each other: what both say, and which is right where they differ."""

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.identity import Beside, Joined
from ui.screens.same import words
from ui.theme.look import Theme
from ui.widgets.aside import Aside
from ui.widgets.banner import Banner
from ui.widgets.choices import Choice
from ui.widgets.flow import Flow, Panes
from ui.widgets.text import Text

COLUMN = 220  # px at 100 % text that each of the two wants


class Both(Aside):
    """``back_asked`` when, alone in the window, the list is wanted again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Back to the list"), gap=12)
        self.both: Beside | None = None
        self.picks: dict[str, Pick] = {}
        self.why: Pick | None = None
        self.wrong = Text(theme, role="small", colour="refer")

    def show_both(self, both: Beside | None, places: Mapping[str, str]) -> None:
        self._clear()
        self.both = both
        if both is None:
            return
        theme = self._theme
        reason = both.match.reason if both.match else _("You chose these two yourself.")
        self._body.addWidget(Banner(theme, reason, "users", "watch"))
        self._body.addWidget(self._columns(both, places))
        if agreed := words.agreed(both):
            self._body.addWidget(Text(theme, agreed, colour="ink_2"))
        if both.differ:
            self._body.addWidget(Text(theme, _("Where they differ, which is right?"), "heading"))
        for name in both.differ:
            self.picks[name] = self._which(both, name)
            self._body.addWidget(self.picks[name])
        self._body.addWidget(Text(theme, _("How do you know that it is one child?"), "heading"))
        self.why = Pick(theme, "", words.reasons(), chosen=None)
        self._body.addWidget(self.why)
        self.wrong = Text(theme, role="small", colour="refer")
        self.wrong.hide()
        self._body.addWidget(self.wrong)
        kept = _("Nothing is lost or rewritten, and it can be undone at any time.")
        self._body.addWidget(Text(theme, kept, "small", "ink_2"))
        self._body.addStretch(1)

    def show_joined(self, joined: Joined) -> None:
        """Two who were made one, by whom and why, and what undoing it would do."""
        self._clear()
        self.both = None
        theme = self._theme
        self._body.addWidget(Text(theme, words.title(joined), "heading"))
        self._body.addWidget(Text(theme, words.said(joined)))
        told = _(
            "If they are two children after all, each has again what was recorded under its own"
            " name. What was recorded since stays with {name}."
        )
        self._body.addWidget(Text(theme, told.format(name=joined.kept_name), colour="ink_2"))
        self._body.addStretch(1)

    def reason(self) -> str:
        """How the person knows; empty, and said so on the page, when nothing was chosen."""
        if self.why is None:
            return ""
        chosen = self.why.chosen()
        if chosen is None:
            self.wrong.setText(_("Choose how you know."))
            self.wrong.show()
            self.why.choices[0].setFocus()
            return ""
        return self.why.choices[chosen].text()

    def taken(self) -> tuple[str, ...]:
        """The details in which the second record is right."""
        return tuple(name for name, pick in self.picks.items() if pick.chosen() == 1)

    def _which(self, both: Beside, name: str) -> "Pick":
        one, other = words.value(both.one, name), words.value(both.other, name)
        said = (one or _("Not known"), other)
        return Pick(self._theme, words.field(name), said, chosen=0 if one else 1)

    def _columns(self, both: Beside, places: Mapping[str, str]) -> Panes:
        theme = self._theme
        columns = []
        for heading, side in ((_("First on record"), both.one), (_("Later"), both.other)):
            column = QWidget()
            box = QVBoxLayout(column)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(theme.space(4))
            box.addWidget(Text(theme, heading, "small", "ink_2"))
            box.addWidget(Text(theme, words.name(side), "heading"))
            box.addWidget(Text(theme, words.where(side, places)))
            box.addWidget(Text(theme, words.history(side), colour="ink_2"))
            box.addStretch(1)
            columns.append((column, 1, theme.px(COLUMN)))
        return Panes(theme.space(16), *columns)

    def _clear(self) -> None:
        self.picks, self.why = {}, None
        super()._clear()


class Pick(QWidget):
    """A question, and one of several answers."""

    def __init__(
        self, theme: Theme, question: str, answers: tuple[str, ...], *, chosen: int | None
    ) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        row = QWidget()
        flow = Flow(theme.space(8), fill=True)
        row.setLayout(flow)
        self.choices = [Choice(theme, answer) for answer in answers]
        for number, choice in enumerate(self.choices):
            if question:
                choice.setAccessibleName(f"{question}: {choice.text()}")
            self._group.addButton(choice, number)
            flow.addWidget(choice)
        if chosen is not None:
            self.choices[chosen].setChecked(True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        if question:
            box.addWidget(Text(theme, question, "strong"))
        box.addWidget(row)

    def chosen(self) -> int | None:
        number = self._group.checkedId()
        return None if number < 0 else number
