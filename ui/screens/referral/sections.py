"""The sections of a form as cards: its fields in its order, and what is known shown at once."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.referring.forms import Section
from elsec_app.instruments.referring.judging import Said
from elsec_app.operations.pooled import shown
from elsec_app.operations.referral_draft import DESPITE
from elsec_app.operations.referral_fill import Filled, Sheet
from elsec_app.operations.words import day_words
from ui.screens.referral.agreeing import AgreedRow
from ui.screens.referral.answers import Answer, Words, answer_for
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.form import FormRow
from ui.widgets.icon import Icon
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text


class SectionCard(Card):
    """``answered(field, value)``; ``fields`` are what can be jumped to, by name."""

    answered = Signal(str, str)
    agreed = Signal(str, bool, str, str, object)
    grown = Signal(QWidget)

    def __init__(self, theme: Theme, section: Section) -> None:
        super().__init__(theme, padding=24, gap=16)
        self._theme, self.section = theme, section
        self.fields: dict[str, QWidget] = {}
        self.rows: dict[str, FormRow] = {}
        self.answers: dict[str, Answer] = {}
        self.agreeing: dict[str, AgreedRow] = {}
        self._told: QVBoxLayout | None = None
        self.body.addWidget(Text(theme, section.title, "heading"))

    def steps(self, whole: Sheet) -> Iterator[Callable[[], None]]:
        """What makes the section's parts from what is known and written, a little at a time."""
        if self.section.part == "fields":
            for group in _grouped(whole.of_section(self.section)):
                yield partial(self._make_field, group)
            return
        make: dict[str, Callable[[Sheet], None]] = {
            "consents": self._make_consents,
            "evidence": self._make_evidence,
            "rules": self._make_rules,
            "office": self._make_office,
        }
        yield partial(make[self.section.part], whole)

    def refresh(self, whole: Sheet) -> None:
        """What follows from an answer: consents and the rules' word. No field is written over."""
        for purpose, row in self.agreeing.items():
            row.show_standing(whole.consents.get(purpose))
        if self._told is not None:
            self._show_rules(whole)

    def flush(self) -> None:
        for answer in self.answers.values():
            answer.flush()

    # fields

    def _make_field(self, group: Sequence[Filled]) -> None:
        if group[0].field.kind == "shown":
            self.body.addWidget(Facts(self._theme, group))
        else:
            self._ask(group[0])

    def _ask(self, one: Filled) -> None:
        field = one.field
        answer = answer_for(self._theme, field)
        answer.set_value(one.value)
        self._put(field.id, field.label, answer, " ".join(filter(None, (field.help, _from(one)))))

    def _put(self, name: str, label: str, answer: Answer, helping: str) -> None:
        row = FormRow(self._theme, label, answer, helping)
        answer.focus.setAccessibleDescription(helping)
        answer.told.connect(lambda value: self.answered.emit(name, value))
        self.rows[name], self.answers[name], self.fields[name] = row, answer, answer.focus
        self.body.addWidget(row)

    # consents

    def _make_consents(self, whole: Sheet) -> None:
        words = _("Each by itself. That the screening took place is never consent to a referral.")
        self.body.addWidget(Text(self._theme, words, "small", "ink_2"))
        for agreed in self.section.consents:
            row = AgreedRow(self._theme, agreed, whole.today)
            row.show_standing(whole.consents.get(agreed.purpose))
            row.said.connect(self.agreed)
            row.grown.connect(self.grown)
            self.agreeing[agreed.purpose] = row
            self.fields[f"consent:{agreed.purpose}"] = row.record
            self.body.addWidget(row)

    # evidence

    def _make_evidence(self, whole: Sheet) -> None:
        theme = self._theme
        if whole.signed is None:
            words = _("No signed screening. A direct route does not need one.")
            self.body.addWidget(Text(theme, words, colour="ink_2"))
            return
        body = whole.signed.body
        about = f"{body.title} · {day_words(body.tested_on)} · {body.signed.name}"
        self.body.addWidget(Text(theme, about, colour="ink_2"))
        row, flow = QWidget(), Flow(theme.space(16))
        row.setLayout(flow)
        for strand in body.strands:
            if strand.section == body.section:
                tone, label = shown(strand)
                pill = Pill(theme, band_mark(tone, label or _("Not computable")))
                flow.addWidget(over(theme, strand.name, pill))
        self.body.addWidget(row)

    # rules

    def _make_rules(self, whole: Sheet) -> None:
        inside = QWidget()
        self._told = QVBoxLayout(inside)
        self._told.setContentsMargins(0, 0, 0, 0)
        self._told.setSpacing(self._theme.space(8))
        self.body.addWidget(inside)
        label = _("Why do you refer all the same?")
        answer = Words(self._theme, label)
        answer.set_value(whole.draft.answers.get(DESPITE, ""))
        self._put(DESPITE, label, answer, _("It stands on the referral, beside the rules."))
        self._show_rules(whole)

    def _show_rules(self, whole: Sheet) -> None:
        if self._told is None:
            return
        while (entry := self._told.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._told.addWidget(Text(self._theme, _standing(whole), "strong"))
        for said in whole.judgement.quoted:
            self._told.addWidget(_rule(self._theme, said, whole))
        wanted = whole.judgement.standing == "not_met" or bool(self.answers[DESPITE].value)
        self.rows[DESPITE].setVisible(wanted)

    def _make_office(self, _whole: Sheet) -> None:
        words = _("Left empty on the print, for the service to fill in.")
        self.body.addWidget(Text(self._theme, words, "small", "ink_2"))


class Facts(QWidget):
    """What is taken from a record: read, not asked."""

    def __init__(self, theme: Theme, filled: Sequence[Filled]) -> None:
        super().__init__()
        flow = Flow(theme.space(24))
        row = QWidget()
        row.setLayout(flow)
        for one in filled:
            flow.addWidget(over(theme, one.field.label, Text(theme, one.words or "–", wrap=False)))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        box.addWidget(row)
        sources = dict.fromkeys(one.source for one in filled if one.source)
        if sources:
            box.addWidget(Text(theme, " · ".join(sources), "small", "ink_2"))


def _grouped(filled: Sequence[Filled]) -> Iterator[list[Filled]]:
    """Neighbours that are only shown stand together; every other field by itself."""
    group: list[Filled] = []
    for one in filled:
        if one.field.kind == "shown":
            group.append(one)
            continue
        if group:
            yield group
        group = []
        yield [one]
    if group:
        yield group


def _from(one: Filled) -> str:
    return f"{one.source}." if one.source else ""


def over(theme: Theme, label: str, widget: QWidget) -> QWidget:
    """*widget* under its small label."""
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(theme.space(2))
    box.addWidget(Text(theme, label, "small", "ink_2", wrap=False))
    box.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return made


def _standing(whole: Sheet) -> str:
    return {
        "straight": _("Straight to referral: it waits for no rule."),
        "met": _("Met."),
        "not_met": _("Not met. You decide; say why."),
        "cannot_tell": _("It cannot be told whether they are met. You decide."),
    }[whole.judgement.standing]


_ICONS = {
    "met": ("circle-check", "track"),
    "not_met": ("circle-x", "refer"),
    "cannot_tell": ("circle-question-mark", "watch"),
    "not_needed": ("circle-minus", "ink_2"),
    "clock": ("clock", "ink_2"),
}


def _rule(theme: Theme, said: Said, whole: Sheet) -> QWidget:
    """A rule with its verdict as icon and words, and where it stands."""
    rule = next(rule for rule in whole.rules.rules if rule.id == said.rule)
    source = whole.rules.source(rule.source)
    because = Text(theme, f"{said.because[:1].upper()}{said.because[1:]}")
    where = _("{source}, checked {day}").format(source=source.title, day=day_words(source.checked))
    words = QWidget()
    box = QVBoxLayout(words)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for part in (Text(theme, rule.says, "strong"), because, Text(theme, where, "small", "ink_2")):
        box.addWidget(part)
    return beside(theme, Icon(theme, *_ICONS[said.verdict], 20), words)


def beside(theme: Theme, icon: QWidget, words: QWidget) -> QWidget:
    """An icon with what it belongs to."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.space(8))
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return made
