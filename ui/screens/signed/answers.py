"""Every answer in the order in which it was given: corrected, taken back, after what gap."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.operations.screening import ANSWER, NOTE, OVERRIDE, PAUSE, RESUME
from elsec_app.protocol.bodies import Entry
from ui.parts import faces
from ui.screens.signed import words
from ui.screens.signed.reading import Found
from ui.theme.look import Theme
from ui.widgets.model import Cell, Column, Row
from ui.widgets.paint import Mark
from ui.widgets.table import Table


class Answers(QWidget):
    """A table to be read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        columns = (
            Column(_("Item"), 50, strong=True),
            Column(_("What was tapped"), 34, folds=False),
            Column(_("Time"), 16),
        )
        self.table = Table(theme, _("Answers in the order in which they were given"), columns)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)

    def show_found(self, found: Found) -> None:
        self.table.set_rows(_rows(found))


def _rows(found: Found) -> list[Row]:
    rows, since, answered = list[Row](), 0, set[str]()
    for number, entry in enumerate(found.signed.body.entries):
        took = words.took(entry.at - since) if entry.what == ANSWER else ""
        if entry.what == RESUME:
            took = words.gap(entry.at - since)
        said = _said(entry, found.instrument, again=entry.item in answered)
        rows.append(Row(str(number), (_what(entry, found.instrument), said, took)))
        if entry.what in (ANSWER, RESUME):
            since = entry.at
        if entry.what == ANSWER:
            answered.add(entry.item)
    return rows


def _what(entry: Entry, instrument: Instrument | None) -> str:
    if entry.what == PAUSE:
        return _("Put down")
    if entry.what == RESUME:
        return _("Taken up again")
    if instrument is None:
        return entry.item
    if entry.what == OVERRIDE:
        return instrument.strand(entry.item).name
    return instrument.item(entry.item).prompt


def _said(entry: Entry, instrument: Instrument | None, *, again: bool) -> Cell:
    if entry.what == NOTE:
        return Mark(_("Note: {words}").format(words=entry.value), "notebook-pen", "quiet")
    if entry.what == OVERRIDE:
        return Mark(_("Gone on: {words}").format(words=entry.value), "play", "quiet")
    if entry.what != ANSWER:
        return ""
    if entry.value is None:
        return Mark(_("Taken back"), "undo-2", "quiet")
    if instrument is None or entry.value == NO_RESPONSE:
        return str(entry.value).replace("_", " ")
    mark = _mark(instrument.item(entry.item), instrument, entry)
    return mark._replace(word=_("Changed: {word}").format(word=mark.word)) if again else mark


def _mark(item: Item, instrument: Instrument, entry: Entry) -> Mark:
    assert entry.value is not None  # noqa: S101 - told apart by the caller
    return faces.mark(item, instrument, entry.value)
