"""A screening as a second rater sees it: the answers by strand, and a band to choose for each."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.ages import in_words
from elsec_app.operations.second import Blind, Line
from ui.parts.faces import mark
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow, Panes
from ui.widgets.text import Text

LABEL = 200  # px at 100 % text


class BlindView(QWidget):
    """``picked`` when a band is chosen."""

    picked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.seen: Blind | None = None
        self.chips: dict[str, dict[str, Chip]] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.space(16))

    def show_blind(self, seen: Blind | None) -> None:
        self._clear()
        self.seen = seen
        if seen is None:
            return
        body = seen.signed.body
        card = Card(self._theme, padding=24, gap=8)
        card.body.addWidget(Text(self._theme, seen.signed.child.name, "heading"))
        about = f"{body.title} {body.version} · {in_words(body.age_months)}"
        card.body.addWidget(Text(self._theme, about, colour="ink_2"))
        if seen.note:
            card.body.addWidget(Text(self._theme, seen.note))
        self._body.addWidget(card)
        for strand, lines in seen.strands.items():
            self._strand(seen, strand, lines)

    def bands(self) -> dict[str, str]:
        """The bands chosen so far, by strand."""
        return {
            strand: band
            for strand, chips in self.chips.items()
            for band, chip in chips.items()
            if chip.isChecked()
        }

    def _strand(self, seen: Blind, strand: str, lines: tuple[Line, ...]) -> None:
        theme, name = self._theme, seen.pack.strand(strand).name
        card = Card(theme, padding=24, gap=8)
        card.body.addWidget(Text(theme, name, "heading"))
        wide = theme.px(LABEL)
        for line in lines:
            prompt = Text(theme, line.item.prompt)
            answer = Text(theme, mark(line.item, seen.pack, line.value).word, "strong")
            card.body.addWidget(Panes(theme.space(12), (prompt, 2, wide), (answer, 1, wide)))
        card.body.addWidget(Text(theme, _("Which band would you give?"), colour="ink_2"))
        row, group = QWidget(), QButtonGroup(card)
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        self.chips[strand] = {}
        for band in seen.pack.bands:
            chip = Chip(theme, band.label, "body")
            chip.setToolTip(band.meaning)
            chip.setAccessibleName(_("{strand}: {band}").format(strand=name, band=band.label))
            chip.clicked.connect(self.picked)
            group.addButton(chip)
            self.chips[strand][band.id] = chip
            flow.addWidget(chip)
        card.body.addWidget(row)
        self._body.addWidget(card)

    def _clear(self) -> None:
        self.chips = {}
        while (entry := self._body.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
