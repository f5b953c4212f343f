"""The second step: what each column of the list says, over its first rows, for a person to put
right; and what the list leaves open."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.screens.import_list import head_words as words
from ui.screens.import_list.reading import Taken
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.chooser import Chooser
from ui.widgets.flow import Flow, Panes
from ui.widgets.form import FormRow
from ui.widgets.scroll import Scrolled
from ui.widgets.table import Table
from ui.widgets.text import Text

LIST, ONE = 300, 240  # px at 100 % text that each pane wants
_SHUTS_OUT = {"name": {"surname", "forename"}, "surname": {"name"}, "forename": {"name"}}
_EACH_YEAR = "\0year"


class Heads(QWidget):
    """``said(Said)`` when a person has put something right: the list is then to be read again."""

    said = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.taken: Taken | None = None
        self.sheet, self.order = Deliberate(theme, _("Sheet")), Deliberate(theme, _("Dates"))
        self.class_name = Chooser(theme, _("Class"))
        self.class_name.setEditable(True)
        self.class_name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.sheet.activated.connect(self._sheet_picked)
        self.order.activated.connect(self._order_picked)
        self.class_name.activated.connect(self._class_picked)
        if (edit := self.class_name.lineEdit()) is not None:
            edit.setPlaceholderText(_("Choose or type the class"))
            edit.setAccessibleName(_("Class"))
            edit.editingFinished.connect(self._class_typed)
        self.table = Table(theme, _("Columns of the class list"), words.columns())
        self.table.marked.connect(self._show_marked)
        self.table.chosen.connect(self._open)
        self.detail = OneHead(theme)
        self.detail.chosen.connect(self._meaning_picked)
        self.unread = Text(theme, role="small", colour="ink_2")
        self._lay_out()
        theme.changed.connect(self._measure)

    def _lay_out(self) -> None:
        theme = self._theme
        self._asked = QWidget()
        flow = Flow(theme.space(16), fill=True)
        self._asked.setLayout(flow)
        self._rows = {
            "sheet": FormRow(theme, _("Sheet to read"), self.sheet),
            "order": FormRow(theme, _("How are the dates written?"), self.order),
            "class": FormRow(theme, _("Which class is this?"), self.class_name),
        }
        for row in self._rows.values():
            flow.addWidget(row)
        card = Card(theme, padding=16, gap=8)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.unread)
        gap = theme.space(16)
        self._panes = Panes(gap, (card, 3, theme.px(LIST)), (self.detail, 1, theme.px(ONE)))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(gap)
        box.addWidget(self._asked)
        box.addWidget(self._panes, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scrolled(inside))

    def _measure(self) -> None:
        theme = self._theme
        self._panes.set_wishes((3, theme.px(LIST)), (1, theme.px(ONE)))

    def show_taken(self, taken: Taken, classes: Sequence[str]) -> None:
        """The list as read, and the *classes* that its setting has."""
        first = self.taken is None or self.taken.source != taken.source
        self.taken = taken
        found = taken.reading
        self._show_asked(taken, classes)
        self.table.set_rows(words.rows(found.headings, found.columns, found.sample))
        self.unread.setText(words.unread(found.ignored_columns))
        if first and self.table.rows.rows:
            self.table.mark(self.table.rows.rows[0].key)
        self._show_marked()

    def _show_asked(self, taken: Taken, classes: Sequence[str]) -> None:
        found, said = taken.reading, taken.said
        sheets = [("", _("All sheets with this list")), *((one, one) for one in found.sheets)]
        _fill(self.sheet, sheets, said.sheet or "")
        orders = words.orders()
        if found.date_doubt != "swapped" and said.order != "exchanged":
            orders.pop("exchanged")
        _fill(self.order, list(orders.items()), said.order or found.date_order)
        self._show_classes(taken, classes)
        shown = {
            "sheet": len(found.sheets) > 1,
            "order": bool(found.date_doubt or found.order_said),
            "class": taken.classless > 0,
        }
        for name, row in self._rows.items():
            row.setVisible(shown[name])
        self._asked.setVisible(any(shown.values()))

    def _show_classes(self, taken: Taken, classes: Sequence[str]) -> None:
        if self.class_name.hasFocus():  # somebody is typing there
            return
        years = any(child.year_group for child in taken.reading.children)
        by_year = [(_EACH_YEAR, _("Each year group is a class"))] if years else []
        _fill(self.class_name, [*((one, one) for one in classes), *by_year], "")
        if taken.said.by_year:
            self.class_name.setCurrentIndex(self.class_name.findData(_EACH_YEAR))
        else:
            self.class_name.setCurrentIndex(self.class_name.findData(taken.said.class_name))
            self.class_name.setEditText(taken.said.class_name)

    # one column

    def _column(self) -> int | None:
        key = self.table.marked_key()
        return int(key) if key is not None else None

    def _show_marked(self, _key: str = "") -> None:
        at = self._column()
        if self.taken is None or at is None or at >= len(self.taken.reading.headings):
            return
        found = self.taken.reading
        self.detail.show_column(
            found.headings[at], found.columns[at], words.first_values(found.sample, at)
        )

    def _open(self, _key: str) -> None:
        self.detail.meaning.setFocus()
        self.detail.meaning.showPopup()

    def _meaning_picked(self, field: str | None) -> None:
        """A field that another column has is taken from it, as is one that it shuts out."""
        at = self._column()
        if self.taken is None or at is None:
            return
        gone = {field, *_SHUTS_OUT.get(field or "", ())}
        before: tuple[str | None, ...] = self.taken.reading.columns
        columns = [None if one in gone else one for one in before]
        columns[at] = field
        self._tell(columns=tuple(columns))

    # what the list leaves open

    def _sheet_picked(self) -> None:
        self._tell(sheet=str(self.sheet.currentData()) or None, columns=())

    def _order_picked(self) -> None:
        self._tell(order=str(self.order.currentData()))

    def _class_picked(self) -> None:
        by_year = self.class_name.currentData() == _EACH_YEAR
        name = "" if by_year else self.class_name.currentText().strip()
        self._tell(by_year=by_year, class_name=name)

    def _class_typed(self) -> None:
        typed = self.class_name.currentText().strip()
        at = self.class_name.findText(typed)
        if self.class_name.itemData(at) != _EACH_YEAR:
            self._tell(by_year=False, class_name=typed)

    def _tell(self, **changes: object) -> None:
        if self.taken is not None:
            now = msgspec.structs.replace(self.taken.said, **changes)
            if now != self.taken.said:
                self.said.emit(now)


class OneHead(Card):
    """A column of the file: its heading, what it is read as, and its first values.
    ``chosen(field)`` when it is to be read as something else; ``None``: not at all."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=20, gap=8)
        self.heading = Text(theme, role="strong")
        self.meaning = Deliberate(theme, _("Read as"))
        for field, name in words.fields().items():
            self.meaning.addItem(name, field)
        self.meaning.activated.connect(lambda: self.chosen.emit(self.meaning.currentData()))
        self.values = Text(theme, colour="ink_2")
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(self.values)
        box.addStretch(1)
        self.body.addWidget(self.heading)
        self.body.addWidget(FormRow(theme, _("Read as"), self.meaning))
        self.body.addWidget(Scrolled(inside), 1)

    def show_column(self, heading: str, field: str | None, values: Sequence[str]) -> None:
        self.heading.setText(heading)
        fields = list(words.fields())
        self.meaning.setCurrentIndex(fields.index(field))
        self.meaning.setAccessibleName(_("Read “{heading}” as").format(heading=heading))
        self.values.setText("\n".join(values) or _("Empty in the first rows."))


class Deliberate(Chooser):
    """Chooses only from its open list: an arrow or a letter opens it, and a wheel passes over. On
    the way to another choice none is made, since each takes its field from another column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        opens = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) or event.text().strip()
        if not opens or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self.showPopup()
        if event.text().strip():
            self.view().keyboardSearch(event.text())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _fill(box: QComboBox, entries: Sequence[tuple[str, str]], chosen: str) -> None:
    box.blockSignals(True)
    box.clear()
    for data, name in entries:
        box.addItem(name, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    box.blockSignals(False)
