"""The words that a print needs and no record holds: asked here, kept while the window is open."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.reports.choosing import Ask
from ui.theme.look import Theme
from ui.widgets.buttons import secondary
from ui.widgets.fields import NoteField
from ui.widgets.form import FormRow

MOST = 500  # characters of a line


class Asking(QWidget):
    """``given(words)`` when all that must be said is said and the pages are asked for."""

    given = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._asks: tuple[Ask, ...] = ()
        self.rows: dict[str, FormRow] = {}
        self.make = secondary(theme, _("Make the pages"), "file-text")
        self.make.clicked.connect(self._tell)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space(12))
        self._box.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_asks(self, asks: Sequence[Ask], known: Mapping[str, str]) -> None:
        """Ask for *asks*; *known* is what was said before. Hides where nothing is asked."""
        for row in self.rows.values():
            self._box.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._asks = tuple(asks)
        self.rows = {ask.key: self._row(ask, known.get(ask.key, ask.words)) for ask in asks}
        for place, row in enumerate(self.rows.values()):
            self._box.insertWidget(place, row)
        self.setVisible(bool(asks))

    def _row(self, ask: Ask, words: str) -> FormRow:
        label = ask.label if ask.must else _("{label} (if known)").format(label=ask.label)
        if ask.long:
            note = NoteField(self._theme, label)
            note.set_text(words)
            return FormRow(self._theme, label, note)
        line = QLineEdit(words)
        line.setMaxLength(MOST)
        line.returnPressed.connect(self._tell)
        return FormRow(self._theme, label, line)

    def words(self) -> dict[str, str]:
        """What stands in each field now."""
        return {key: _words(row.field).strip() for key, row in self.rows.items()}

    def _tell(self) -> None:
        words = self.words()
        empty = [ask for ask in self._asks if ask.must and not words[ask.key]]
        for ask in self._asks:
            self.rows[ask.key].set_error(_("Write this first.") if ask in empty else "")
        if empty:
            self.rows[empty[0].key].field.setFocus()
            return
        self.given.emit(words)


def _words(field: QWidget) -> str:
    return field.toPlainText() if isinstance(field, NoteField) else getattr(field, "text")()  # noqa: B009
