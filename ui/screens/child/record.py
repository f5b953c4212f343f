"""All on record by date, newest first; a note can be added."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.history import Event, Look
from elsec_app.operations.words import day_words
from ui.parts.dated import event_row
from ui.parts.words_box import WordsBox
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.text import Text

FIRST = 30  # shown before one asks for more


class Record(QWidget):
    """``noted(words)`` when a note is kept."""

    noted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._events, self._all = theme, tuple[Event, ...](), False
        self.write = secondary(theme, _("Write a note"), "notebook-pen")
        self.box = WordsBox(theme, _("Note"), _("What should be kept?"), _("Keep it"), "check")
        self.write.clicked.connect(self._open)
        self.box.kept.connect(self.noted)
        self.box.closed.connect(self._closed)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.space(4))
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.space(8))
        body.addWidget(Text(theme, _("On record"), "heading"))
        body.addWidget(self.write, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.box)
        body.addLayout(self._rows)
        self.looked = quiet(theme, _("Who looked at this page"), "eye")
        self.looked.clicked.connect(self._show_looks)
        self.looks = Text(theme, role="small", colour="ink_2")
        self.looks.hide()
        body.addWidget(self.looked, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self.looks)

    def show_events(self, events: Sequence[Event], looks: Sequence[Look]) -> None:
        self._events = tuple(events)
        self.looks.setText(_told(looks))
        self._renew()

    def clear(self) -> None:
        self._events, self._all = (), False
        self.looks.setText("")
        self.looks.hide()
        self.box.put_away()
        self._empty()

    def _renew(self) -> None:
        self._empty()
        if not self._events:
            nothing = _("Nothing is on record yet.")
            self._rows.addWidget(Text(self._theme, nothing, colour="ink_2"))
        shown = self._events if self._all else self._events[:FIRST]
        for event in shown:
            self._rows.addWidget(event_row(self._theme, event))
        if len(shown) < len(self._events):
            said = _("Show {n} older ones").format(n=len(self._events) - len(shown))
            more = quiet(self._theme, said, "chevron-down")
            more.clicked.connect(self._show_all)
            self._rows.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self._renew()

    def _show_looks(self) -> None:
        self.looks.setVisible(self.looks.isHidden())

    def _open(self) -> None:
        self.write.hide()
        self.box.open()

    def _closed(self) -> None:
        self.write.show()
        self.write.setFocus()

    def _empty(self) -> None:
        while (entry := self._rows.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()


def _told(looks: Sequence[Look]) -> str:
    """Who looked and when, as far as this computer knows."""
    lines = [
        (_("{day}: {who}, the numbers too") if one.uncovered else _("{day}: {who}")).format(
            day=day_words(one.on), who=one.who
        )
        for one in looks
    ]
    return "\n".join((_("On this computer:"), *lines))
