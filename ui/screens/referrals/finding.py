"""Find the child to refer, screened or not, by the first letters of a name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.people import ChildLine
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.fields import SearchField
from ui.widgets.link import Link
from ui.widgets.text import Text


class Finder(Card):
    """``asked(typed)`` as one types; ``show_found`` answers; ``chosen(child)``; ``closed``."""

    asked = Signal(str)
    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=16, gap=8)
        self._theme = theme
        self.links: list[Link] = []
        self.field = SearchField(theme, _("Whom do you refer? Type a name"))
        self.field.searched.connect(self.asked)
        self.leave = quiet(theme, _("Leave it"), "x")
        self.leave.clicked.connect(self.closed)
        found = QWidget()
        self._found = QVBoxLayout(found)
        self._found.setContentsMargins(0, 0, 0, 0)
        self._found.setSpacing(0)
        words = _("Stammering, voice, swallowing and selective mutism need no screening first.")
        for part in (self.field, Text(theme, words, "small", "ink_2"), found):
            self.body.addWidget(part)
        self.body.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignLeft)

    def open(self) -> None:
        self.blank()
        self.field.setFocus()

    def blank(self) -> None:
        """Nobody is found yet."""
        self.field.clear()
        self.show_found(())

    def show_found(self, children: tuple[ChildLine, ...]) -> None:
        while (entry := self._found.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.links = []
        for child in children:
            words = _("{name}, born {day}").format(name=child.name, day=f"{child.born:%d/%m/%Y}")
            link = Link(self._theme, words, "user")
            link.clicked.connect(lambda _on=False, one=child.id: self.chosen.emit(one))
            self.links.append(link)
            self._found.addWidget(link)
