"""The items answered so far, to go back to any of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.parts import faces
from ui.screens.console.journal import Journal
from ui.theme.look import Theme
from ui.widgets.model import Column, Row
from ui.widgets.paint import Mark
from ui.widgets.table import Table
from ui.widgets.text import Text


class Listing(QWidget):
    """``chosen(item)`` when one is tapped."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        columns = (
            Column(_("Item"), 52, strong=True),
            Column(_("Strand"), 24),
            Column(_("Answer"), 24, folds=False),
        )
        self.table = Table(theme, _("Items answered so far"), columns)
        self.table.chosen.connect(self.chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(Text(theme, _("Tap an item to change its answer."), colour="ink_2"))
        box.addWidget(self.table, 1)

    def show_journal(self, journal: Journal) -> None:
        known = journal.answered()
        following = journal.progress.next_item
        if following is not None and following not in known:
            known = [*known, following]
        rows = []
        for item in known:
            value = journal.value(item.id)
            said = Mark(_("Next"), "chevron-right", "green")
            if value is not None:
                said = faces.mark(item, journal.instrument, value)
            strand = journal.instrument.strand(item.strand).name
            rows.append(Row(item.id, (item.prompt, strand, said)))
        self.table.set_rows(rows)
        if journal.item is not None:
            self.table.mark(journal.item.id)
        elif rows:
            self.table.mark(rows[-1].key)
