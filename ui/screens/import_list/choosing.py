"""The first step: a file to choose or drop, and the lists that were taken in before."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.batches import Batch
from ui.screens.import_list.words import day_words
from ui.theme.look import Theme
from ui.widgets.buttons import primary, secondary
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.model import Column, Row
from ui.widgets.scroll import Scrolled
from ui.widgets.table import Table


class Choosing(QWidget):
    """``undo_asked(batch)`` when an earlier list is to be taken back."""

    undo_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.choose = primary(theme, _("Choose a class list"), "folder-open")
        self._empty = EmptyState(theme, "clipboard", _("No list chosen"), "", self.choose)
        self.table = Table(theme, _("Earlier lists"), batch_columns())
        self.undo = secondary(theme, _("Undo this import"), "undo-2")
        self.undo.clicked.connect(self._undo)
        self._recent = Card(theme, padding=16, gap=8)
        self._recent.body.addWidget(self.table)
        self._recent.body.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignRight)
        self._recent.hide()
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(16))
        box.addWidget(self._empty, 1)
        box.addWidget(self._recent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(inside))
        theme.changed.connect(self._measure)  # after the table has dressed

    def show_place(self, *, here: bool) -> None:
        """*here*: whether there is a setting that a list could be for."""
        self.choose.setVisible(here)
        self._empty.sentence.setText(
            _(
                "Choose, drop or paste the list as the school sent it: Excel, CSV or a pupil file"
                " (CTF). You see what will happen before anything is added."
            )
            if here
            else _("No school is on this computer yet. Send and receive to fetch yours first.")
        )

    def show_recent(self, recent: Sequence[Batch]) -> None:
        self._recent.setVisible(bool(recent))
        self.table.set_rows(batch_rows(recent))
        if recent and self.table.marked_key() is None:
            self.table.mark(recent[0].id)
        self._measure()

    def _measure(self) -> None:
        """The table is as high as what is in it."""
        header, rows = self.table.horizontalHeader(), self.table.verticalHeader()
        high = len(self.table.rows.rows) * rows.defaultSectionSize()
        self.table.setFixedHeight(high + (0 if self.table.folded() else header.height()) + 4)

    def _undo(self) -> None:
        if (batch := self.table.marked_key()) is not None:
            self.undo_asked.emit(batch)


def batch_rows(recent: Iterable[Batch]) -> list[Row]:
    """The last imports, a row each."""
    return [
        Row(one.id, (one.name or _("A class list"), day_words(one.on), _batch_words(one)))
        for one in recent
    ]


def batch_columns() -> tuple[Column, ...]:
    return (
        Column(_("Earlier lists"), 36, strong=True),
        Column(_("Taken in"), 24),
        Column(_("What it did"), 40, folds=False),
    )


def _batch_words(one: Batch) -> str:
    said = [
        (one.added, _("{n} added")),
        (one.moved, _("{n} moved")),
        (one.left, _("{n} left")),
        (one.same, _("{n} already here")),
    ]
    return ", ".join(form.format(n=many) for many, form in said if many) or _("Nothing new")
