"""A signed referral: as it prints, where it stands, how long the child has waited, what is next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _, ngettext
from elsec_app.operations.referral import NEXT, state_words
from elsec_app.operations.words import day_words
from elsec_app.reports.facts import FormPart, ScreeningFacts
from ui.parts.steps import Steps, state_mark
from ui.screens.referral.agreeing import AgreedRow
from ui.screens.referral.reading import Signed
from ui.screens.referral.sections import over
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.flow import Flow, Panes
from ui.widgets.scroll import Scrolled
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text

LEFT, RIGHT = 340, 520  # px at 100 % text that the two columns want


class SignedView(QWidget):
    """``stepped(state, reason)`` when something became of it."""

    stepped = Signal(str, str)
    agreed = Signal(str, bool, str, str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.steps: Steps | None = None
        self.agreeing: dict[str, AgreedRow] = {}
        self._stands, self._body = Card(theme, padding=24), QWidget()
        self._lines = QVBoxLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space(16))
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self._stands)
        self._side.addStretch(1)
        self._panes = Panes(
            theme.space(16), (side, 2, theme.px(LEFT)), (self._body, 3, theme.px(RIGHT))
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Scrolled(self._panes, theme.space(16)))
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        theme = self._theme
        self._panes.set_wishes((2, theme.px(LEFT)), (3, theme.px(RIGHT)))

    def blank(self) -> None:
        self.steps, self.agreeing = None, {}
        for layout in (self._lines, self._stands.body):
            while (entry := layout.takeAt(0)) is not None:
                if (old := entry.widget()) is not None:
                    old.hide()
                    old.deleteLater()

    def show_signed(self, signed: Signed) -> None:
        self.blank()
        self._show_stands(signed)
        self._show_warnings(signed)
        self._show_parts(signed)

    # where it stands

    def _show_stands(self, signed: Signed) -> None:
        theme, held = self._theme, signed.referred
        state = "replaced" if held.replaced else held.state
        self._say(_("Where it stands"), "heading")
        pill = Pill(theme, state_mark(state))
        self._stands.body.addWidget(pill, 0, Qt.AlignmentFlag.AlignLeft)
        self._say(clock_words(signed), "strong")
        for event in held.events:
            what = f"{day_words(event.body.on)}: {state_words(event.body.state).lower()}"
            self._say(f"{what}. {event.body.reason}" if event.body.reason else what)
        by = held.body.signed
        self._say(
            _("Signed by {name}, {day}. Code {code}.").format(
                name=by.name, day=day_words(held.signed_on), code=signed.code
            ),
            "small",
        )
        if signed.may_change and not held.replaced:
            self.steps = Steps(theme, NEXT[held.state])
            self.steps.stepped.connect(self.stepped)
            self._stands.body.addWidget(self.steps)

    def _say(self, words: str, role: str = "body") -> None:
        colour = "ink_2" if role == "small" else "ink"
        self._stands.body.addWidget(Text(self._theme, words, role, colour))

    # as it prints

    def _show_warnings(self, signed: Signed) -> None:
        theme = self._theme
        if signed.withdrawn:
            words = _("The family took its consent back. Do not send this; if it has gone, say so.")
            self._lines.addWidget(Banner(theme, words, "ban", "refer"))
        if signed.facts.direct_route:
            words = _("Direct route: {route}. It does not wait.")
            route = words.format(route=signed.facts.direct_route)
            self._lines.addWidget(Banner(theme, route, "flag", "refer"))

    def _show_parts(self, signed: Signed) -> None:
        facts = signed.facts
        for part in facts.parts:
            if isinstance(part, FormPart):
                self._answers(part)
            elif part.part == "evidence" and facts.screening:
                self._bands(part.title, facts.screening)
            elif part.part == "rules":
                self._listed(part.title, [*facts.rules, facts.despite or ""])
            elif part.part == "consents":
                self._consents(part.title, signed)
        self._lines.addStretch(1)

    def _bands(self, title: str, screening: ScreeningFacts) -> None:
        card = self._card(title)
        about = f"{screening.instrument.title} · {day_words(screening.on)} · {screening.by.name}"
        card.body.addWidget(Text(self._theme, about, colour="ink_2"))
        row, flow = QWidget(), Flow(self._theme.space(16))
        row.setLayout(flow)
        for strand in screening.strands:
            pill = Pill(self._theme, band_mark(strand.band.kind, strand.band.label))
            flow.addWidget(over(self._theme, strand.strand, pill))
        card.body.addWidget(row)

    def _answers(self, part: FormPart) -> None:
        known = [(row.label, row.value) for row in part.rows if row.value]
        if not known:
            return
        card = self._card(part.title)
        for label, value in known:
            self._row(card, label, value)

    def _consents(self, title: str, signed: Signed) -> None:
        """As they were when it was signed; and, for the people who may, as they are now."""
        given = {True: _("agreed"), False: _("refused"), None: _("not asked")}
        card = self._listed(title, [f"{c.what}: {given[c.given]}" for c in signed.facts.consents])
        if not signed.may_change:
            return
        card.body.addSpacing(self._theme.space(12))
        words = _("Now. What the family says later stands beside the referral, not in it.")
        card.body.addWidget(Text(self._theme, words, "small", "ink_2"))
        for agreed in signed.asked:
            row = AgreedRow(self._theme, agreed, signed.today)
            row.show_standing(signed.consents.get(agreed.purpose))
            row.said.connect(self.agreed)
            self.agreeing[agreed.purpose] = row
            card.body.addWidget(row)

    def _listed(self, title: str, lines: Sequence[str]) -> Card:
        card = self._card(title)
        card.body.addSpacing(self._theme.space(8))
        for line in filter(None, lines):
            card.body.addWidget(Text(self._theme, line))
        return card

    def _row(self, card: Card, label: str, value: str) -> None:
        card.body.addSpacing(self._theme.space(8))
        card.body.addWidget(Text(self._theme, label, "small", "ink_2"))
        card.body.addWidget(Text(self._theme, value))

    def _card(self, title: str) -> Card:
        card = Card(self._theme, padding=24, gap=2)
        card.body.addWidget(Text(self._theme, title, "heading"))
        self._lines.addWidget(card)
        return card


def clock_words(signed: Signed) -> str:
    """How long the child has waited, and against what."""
    clock = signed.clock
    if not clock.days and clock.running:
        return _("Sent today") if clock.since == "sent" else _("Signed today, not sent yet")
    days = ngettext("{n} day", "{n} days", clock.days).format(n=clock.days)
    if clock.since == "signed":
        return _("Signed {days} ago, not sent yet").format(days=days)
    words = _("Waiting {days} since it was sent") if clock.running else _("Took {days}")
    said = words.format(days=days)
    if clock.standard_weeks is None or not clock.running:
        return said
    own = _("longer than their own {n} weeks") if clock.over else _("their own standard: {n} weeks")
    return f"{said} ({own.format(n=clock.standard_weeks)})"
