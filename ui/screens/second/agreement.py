"""How both ratings agree, strand by strand; and how large the sample is."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from elsec_app.i18n import _, ngettext
from elsec_app.operations.second import RATES, Agreement
from ui.screens.second.reading import Sample
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow import Flow
from ui.widgets.model import Column, Row
from ui.widgets.table import Table
from ui.widgets.text import Text


class AgreementView(Card):
    """``wished(one_in)`` when another size of the sample is chosen."""

    wished = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=24, gap=12)
        self.rate = QWidget()
        flow = Flow(theme.space(8))
        self.rate.setLayout(flow)
        self._group = QButtonGroup(self)
        self.chips: dict[int, Chip] = {}
        for one_in in RATES:
            words = _("1 in {n}").format(n=one_in) if one_in else _("None")
            chip = self.chips[one_in] = Chip(theme, words, "body")
            chip.clicked.connect(lambda _on=False, one_in=one_in: self.wished.emit(one_in))
            self._group.addButton(chip)
            flow.addWidget(chip)
        columns = (
            Column(_("Strand"), 40, strong=True, folds=False),
            Column(_("Alike"), 30, folds=False),
            Column(_("Kappa"), 20),
        )
        self.table = Table(theme, _("Agreement by strand"), columns)
        self.none = Text(theme, _("Nothing has been rated twice yet."), colour="ink_2")
        said = _(
            "Kappa is Cohen’s (1960): agreement beyond what chance alone would give, from -1 to 1."
        )
        self.about = Text(theme, said, "small", "ink_2")
        self.body.addWidget(Text(theme, _("How many are rated twice"), "heading"))
        self.body.addWidget(self.rate)
        self.drawn = Text(theme, colour="ink_2")
        self.body.addWidget(self.drawn)
        self.body.addWidget(Text(theme, _("How both agree"), "heading"))
        for part in (self.table, self.none, self.about):
            self.body.addWidget(part)

    def show_sample(self, sample: Sample) -> None:
        for one_in, chip in self.chips.items():
            chip.setChecked(one_in == sample.one_in)
        self.rate.setVisible(sample.sets)
        self.drawn.setText(_drawn(sample.one_in))
        rows = _rows(sample.agreement)
        self.table.set_rows(rows)
        for part in (self.table, self.about):
            part.setVisible(bool(rows))
        self.none.setVisible(not rows)


def _drawn(one_in: int) -> str:
    if not one_in:
        return _("No sample is drawn now.")
    said = ngettext(
        "All that is signed is rated again.", "1 in {n} of what is signed is rated again.", one_in
    )
    return said.format(n=one_in)


def _rows(found: Sequence[Agreement]) -> list[Row]:
    """A strand of a tool each; the tool is named where there are several."""
    tools = {one.tool for one in found}
    return [
        Row(
            f"{one.tool}/{one.strand}",
            (
                one.strand if len(tools) == 1 else f"{one.strand}, {one.tool}",
                _("{same} of {both} ({n} %)").format(same=one.same, both=one.both, n=one.per_cent),
                _("not defined") if one.kappa is None else f"{one.kappa:.2f}",
            ),
        )
        for one in found
    ]
