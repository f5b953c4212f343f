"""The parts of a round's page: whom, with what, when, why."""

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.rounds import ClassHeld, Fit
from elsec_app.operations.words import year_words
from elsec_app.protocol.bodies import Cohort
from ui.screens.round import words
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.choices import Tick
from ui.widgets.day import DayField
from ui.widgets.fields import NoteField
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow
from ui.widgets.text import Text

DAY = 170  # px at 100 % text that a date wants


class Ticks(Card):
    """Things to choose several of. ``told`` when one was tapped."""

    told = Signal()

    def __init__(self, theme: Theme, heading: str, helping: str = "") -> None:
        super().__init__(theme, padding=16, gap=8)
        self._theme = theme
        self.ticks: dict[str, Tick] = {}
        self.body.addWidget(Text(theme, heading, "heading"))
        if helping:
            self.body.addWidget(Text(theme, helping, colour="ink_2"))
        self._list = QWidget()
        self._flow = Flow(theme.space(4), fill=True)
        self._list.setLayout(self._flow)
        self.body.addWidget(self._list)

    def set_things(self, things: Mapping[str, tuple[str, str]], held: Sequence[str]) -> None:
        """Each thing's words and smaller line; *held* are ticked. The focus stays where it was."""
        focused = next((name for name, tick in self.ticks.items() if tick.hasFocus()), "")
        while (entry := self._flow.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.ticks = {}
        for name, (said, about) in things.items():
            tick = Tick(self._theme, said, about)
            tick.setChecked(name in held)
            tick.clicked.connect(lambda _checked=False: self.told.emit())
            self.ticks[name] = tick
            self._flow.addWidget(tick)
            tick.show()  # now, so that it can take the focus
        if focused in self.ticks:
            self.ticks[focused].setFocus()

    def held(self) -> tuple[str, ...]:
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())


class Whom(QWidget):
    """The classes, and the year groups where a class has several. ``told`` when one changes."""

    told = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.classes = Ticks(theme, _("Which classes?"))
        self.years = Ticks(theme, _("Which year groups of these?"))
        self._held: dict[str, ClassHeld] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(12))
        box.addWidget(self.classes)
        box.addWidget(self.years)
        box.addStretch(1)
        self.classes.told.connect(self._told)
        self.years.told.connect(self.told)

    def show_round(self, held: Sequence[ClassHeld], body: Cohort) -> None:
        self._held = {one.name: one for one in held}
        gone = {name: (name, _("Nobody is in it now")) for name in body.classes}
        there = {one.name: (one.name, words.class_about(one)) for one in held}
        chosen = body.classes or tuple(self._held if len(self._held) == 1 else ())
        self.classes.set_things(gone | there, chosen)
        self._show_years(body.year_groups)

    def year_groups(self) -> tuple[str, ...]:
        """Empty where all of them are meant."""
        held = self.years.held()
        return held if self.years.isVisible() and len(held) < len(self.years.ticks) else ()

    def born(self) -> list[date]:
        """The dates of birth of everybody chosen."""
        years = self.year_groups()
        return [
            day
            for name in self.classes.held()
            if name in self._held
            for year, days in self._held[name].born.items()
            if not years or year in years
            for day in days
        ]

    def _told(self) -> None:
        self._show_years(self.years.held() if self.years.ticks else ())
        self.told.emit()

    def _show_years(self, chosen: Sequence[str]) -> None:
        chosen_classes = [self._held[n] for n in self.classes.held() if n in self._held]
        years = sorted({year for one in chosen_classes for year in one.born})
        things = {year: (year_words(year) or _("Not given"), "") for year in years}
        self.years.set_things(things, chosen or years)
        self.years.setVisible(any(len(one.born) > 1 for one in chosen_classes))


class WithWhat(Ticks):
    """The screens that fit. What a person ticked stays ticked when the classes change. Published
    tools, of which a service owns few, are listed when they are asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("With which screens?"), _("Several may be chosen."))
        self._chosen: tuple[str, ...] | None = None
        self._fits: Sequence[Fit] = ()
        self._all = False
        self.more = quiet(theme, "", "library")
        self.more.clicked.connect(self._show_all)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.told.connect(self._remember)

    def show_round(self, body: Cohort) -> None:
        self._chosen = body.instruments or None
        self._all = False

    def show_fits(self, fits: Sequence[Fit]) -> None:
        self._fits = fits
        first = tuple(fit.instrument for fit in fits[:1] if fit.kind == "administered")
        chosen = first if self._chosen is None else self._chosen
        listed = [
            fit
            for fit in fits
            if self._all or fit.kind == "administered" or fit.instrument in chosen
        ]
        things = {fit.instrument: (fit.title, words.fit_about(fit)) for fit in listed}
        self.set_things(things, chosen)
        hidden = len(fits) - len(listed)
        self.more.setText(words.published(hidden))
        self.more.updateGeometry()
        self.more.setVisible(hidden > 0)

    def _show_all(self) -> None:
        before = set(self.ticks)
        self._all = True
        self.show_fits(self._fits)
        first = next((tick for name, tick in self.ticks.items() if name not in before), None)
        if first is not None:
            first.setFocus()

    def _remember(self) -> None:
        self._chosen = self.held()


class When(Card):
    """The name, the window, and until when families may opt out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=16, gap=12)
        self.name = QLineEdit()
        self.opens, self.closes, self.opt_out_by = (DayField() for _n in range(3))
        self.may_opt_out = Tick(theme, _("Families may opt out until a set day"))
        self.may_opt_out.toggled.connect(self._show_day)
        rows = [
            (FormRow(theme, said, field), 1, theme.px(DAY))
            for said, field in ((_("Opens"), self.opens), (_("Closes"), self.closes))
        ]
        self.until = FormRow(theme, _("Opt-out until"), self.opt_out_by)
        self._theme, self._panes = theme, Panes(theme.space(12), *rows)
        self.body.addWidget(Text(theme, _("When?"), "heading"))
        self.body.addWidget(FormRow(theme, _("Name of the round"), self.name))
        self.body.addWidget(self._panes)
        self.body.addWidget(self.may_opt_out)
        self.body.addWidget(self.until)
        theme.changed.connect(self._measure)

    def show_round(self, body: Cohort) -> None:
        self.name.setText(body.name)
        for field, day in (
            (self.opens, body.opens),
            (self.closes, body.closes),
            (self.opt_out_by, body.opt_out_by or body.opens),
        ):
            field.set_day(day)
        self.may_opt_out.setChecked(body.opt_out_by is not None)
        self._show_day(held=body.opt_out_by is not None)

    def laid_into(self, body: Cohort) -> Cohort:
        return msgspec.structs.replace(
            body,
            name=self.name.text().strip(),
            opens=self.opens.day(),
            closes=self.closes.day(),
            opt_out_by=self.opt_out_by.day() if self.may_opt_out.isChecked() else None,
        )

    def _show_day(self, held: bool) -> None:
        self.until.setVisible(held)

    def _measure(self) -> None:
        day = (1, self._theme.px(DAY))
        self._panes.set_wishes(day, day)


class Why(Card):
    """The basis of screening, in the service's own words; apart from consent to refer."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=16, gap=8)
        self.basis = NoteField(theme, _("On which basis does the service screen?"), lines=3)
        self.body.addWidget(Text(theme, _("On which basis?"), "heading"))
        helping = _("In your service's own words. Consent to a referral is asked for apart.")
        self.body.addWidget(Text(theme, helping, colour="ink_2"))
        self.body.addWidget(self.basis)
