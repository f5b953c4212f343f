"""The child that was tapped: who, with what and why, and what else may have become of today."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations import cohorts
from elsec_app.operations.cohorts import IN_PROGRESS, NOT_DONE, OPTED_OUT, SCREENED, TO_SCREEN
from elsec_app.operations.today import TodayLine
from elsec_app.protocol.bodies import OptOut
from ui.screens.run_sheet import words
from ui.screens.run_sheet.opting import OptOutForm
from ui.screens.run_sheet.plans import Plans
from ui.theme.look import Theme
from ui.widgets.buttons import Button, quiet, secondary
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.paint import Mark
from ui.widgets.scroll import Scrolled
from ui.widgets.status import Pill
from ui.widgets.text import Text

INCOMPLETE = "incomplete"
CODES = tuple(code for code in NOT_DONE if code != INCOMPLETE)


class ChildPanel(QWidget):
    """``code_tapped(code)``, ``opted_out(by, how)``, ``opted_in``, ``see_result(screening)``,
    ``screen_with(instrument)`` and ``back_asked`` say what is wanted of the child shown."""

    code_tapped = Signal(str)
    opted_out = Signal(str, str)
    opted_in = Signal()
    see_result = Signal(str)
    screen_with = Signal(str)
    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line: TodayLine | None = None
        self.back = quiet(theme, _("Back to the list"), "arrow-left")
        self.name = Text(theme, role="title")
        self.about = Text(theme, role="body", colour="ink_2")
        self.pill = Pill(theme, Mark("", "circle-dashed", "quiet"))
        self.title = Text(theme, role="strong")
        self.because = Text(theme, role="body", colour="ink_2")
        self.result = secondary(theme, _("See the result"), "eye")
        self.plans = Plans(theme)
        self.opted = _OptedOut(theme)
        self.codes = _Codes(theme)
        self.opt_out = quiet(theme, _("The family has opted out…"), "ban")
        self._form: OptOutForm | None = None
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.result.clicked.connect(self._see_result)
        self.plans.seen.connect(self.see_result)
        self.plans.wanted.connect(self.screen_with)
        self.opted.changed_mind.clicked.connect(self.opted_in)
        self.codes.tapped.connect(self.code_tapped)
        self.opt_out.clicked.connect(self._open_form)

    def _lay_out(self) -> None:
        theme = self._theme
        box, card, inside = QVBoxLayout(self), Card(theme, padding=24, gap=12), QWidget()
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(card)
        card.body.addWidget(Scrolled(inside))
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.space(8))
        left = Qt.AlignmentFlag.AlignLeft
        body.addWidget(self.back, 0, left)
        body.addWidget(self.name)
        body.addWidget(self.about)
        body.addWidget(self.pill, 0, left)
        body.addSpacing(theme.space(8))
        body.addWidget(self.title)
        body.addWidget(self.because)
        body.addWidget(self.result, 0, left)
        body.addWidget(self.plans)
        body.addWidget(self.opted)
        body.addSpacing(theme.space(8))
        body.addWidget(self.codes)
        body.addWidget(self.opt_out, 0, left)
        body.addStretch(1)
        self._body = body
        self.show_line(None, "")
        self.set_narrow(narrow=False)

    def set_narrow(self, *, narrow: bool) -> None:
        """Alone in the window, it offers the way back to the list."""
        self.back.setVisible(narrow)

    def show_line(self, line: TodayLine | None, class_name: str) -> None:
        other = self.line is None or line is None or line.sheet.child != self.line.sheet.child
        self.line = line
        if other:
            self._close_form()
        if line is None:
            self._show_nobody()
        else:
            self._show_child(line, class_name)

    def _show_nobody(self) -> None:
        self.name.setText(_("Nobody chosen"))
        self.about.setText(_("Tap a child in the list."))
        parts: tuple[QWidget, ...] = (self.pill, self.title, self.because, self.result)
        for part in (*parts, self.plans, self.opted, self.codes, self.opt_out):
            part.hide()

    def _show_child(self, line: TodayLine, class_name: str) -> None:
        child, state = line.sheet.child, line.sheet.state
        self.name.setText(child.name)
        born = _("born {day}").format(day=f"{child.born.day} {child.born:%B %Y}")
        about = (words.age(line.sheet.months), class_name or line.sheet.class_name, born)
        self.about.setText(" · ".join(filter(None, about)))
        self.pill.set_mark(words.mark(line))
        self.pill.show()
        self.title.setText(line.chosen.title if line.chosen else _("Nothing fits this child"))
        because = line.chosen.because if line.chosen else line.problem
        self.because.setText("\n".join(filter(None, (because, words.again(line)))))
        several = len(line.plans) > 1
        self.title.setVisible(state != OPTED_OUT and not (several and state == SCREENED))
        self.because.setVisible(state != OPTED_OUT and state != SCREENED)
        self.result.setVisible(state == SCREENED and not several)
        self.plans.show_plans(line.plans, may_start=words.may_start(line))
        self.opted.setVisible(state == OPTED_OUT)
        open_question = state not in (SCREENED, OPTED_OUT)
        self.codes.setVisible(open_question)
        begun = any(plan.state == IN_PROGRESS for plan in line.plans)
        self.codes.show_state(state, begun=begun)
        asked = self._form is not None and not self._form.isHidden()
        self.opt_out.setVisible(open_question and not asked)
        if self._form is not None and not open_question:
            self._form.hide()

    def _see_result(self) -> None:
        if self.line is not None:
            self.see_result.emit(self.line.sheet.screening)

    def show_opt_out(self, found: OptOut | None) -> None:
        """Who opted out, when and how, for the child shown."""
        self.opted.show_found(found)

    @property
    def form(self) -> OptOutForm:
        """Made when first wanted."""
        if self._form is None:
            self._form = OptOutForm(self._theme)
            self._form.recorded.connect(self.opted_out)
            self._form.closed.connect(self._close_form)
            self._body.insertWidget(self._body.count() - 1, self._form)
        return self._form

    def _open_form(self) -> None:
        self.opt_out.hide()
        self.form.open()

    def _close_form(self) -> None:
        if self._form is None:
            return
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._form.isAncestorOf(focused)
        self._form.hide()
        shown = self.line is not None and self.line.sheet.state not in (SCREENED, OPTED_OUT)
        self.opt_out.setVisible(shown)
        if had_focus and shown:
            self.opt_out.setFocus()


class _Codes(QWidget):
    """Why not today: one tap each. ``tapped(code)``; ``to_screen`` takes the last one back."""

    tapped = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(Text(theme, _("Not today?"), "strong"))
        row = QWidget()
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        self.buttons: dict[str, Button] = {}
        for code in (*CODES, INCOMPLETE, TO_SCREEN):
            said = _("Can be screened after all") if code == TO_SCREEN else _code_words(code)
            button = secondary(theme, said, _ICONS[code])
            button.clicked.connect(lambda _checked=False, code=code: self.tapped.emit(code))
            flow.addWidget(button)
            self.buttons[code] = button
        box.addWidget(row)

    def show_state(self, state: str, *, begun: bool) -> None:
        """The code that stands is not offered again; taking it back is. Only what was *begun* is
        incomplete."""
        for code, button in self.buttons.items():
            if code == TO_SCREEN:
                button.setVisible(state in NOT_DONE)
            else:
                button.setVisible(code != state and (begun or code != INCOMPLETE))


_ICONS = {
    "absent": "user-x",
    "refused": "hand",
    "unwell": "circle-pause",
    "language": "languages",
    "left": "log-out",
    INCOMPLETE: "circle-dot",
    TO_SCREEN: "undo-2",
}


def _code_words(code: str) -> str:
    return cohorts.state_words(code)


class _OptedOut(QWidget):
    """Why this child cannot be started, and what to do if that has changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.why = Text(theme, role="body")
        self.changed_mind = secondary(theme, _("The family has changed its mind"), "undo-2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        box.addWidget(self.why)
        box.addWidget(self.changed_mind, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_found(None)

    def show_found(self, found: OptOut | None) -> None:
        why = _("The family has opted out of this screening, so it cannot be started.")
        if found is not None:
            day = f"{found.on.day} {found.on:%B %Y}"
            said = " · ".join(filter(None, (found.by or _("not recorded by whom"), found.how, day)))
            why = f"{why}\n{said}"
        self.why.setText(why)
