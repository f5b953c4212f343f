"""Beside the class: the marked child's bands in full, and who shares a need."""

from PySide6.QtCore import Qt, Signal

from elsec_app.i18n import _
from ui.screens.classes import words
from ui.screens.classes.reading import ClassSheet
from ui.theme.look import Theme
from ui.widgets.aside import Aside
from ui.widgets.buttons import quiet
from ui.widgets.status import Pill
from ui.widgets.text import Text


class Side(Aside):
    """``back_asked`` when, alone in the window, the list is wanted again; ``child_asked(child)``
    when all that is on record of the child is."""

    child_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        whole = quiet(theme, _("The child’s whole page"), "user")
        super().__init__(theme, _("Back to the class"), whole)
        self._child, self.whole = "", whole
        whole.clicked.connect(lambda: self.child_asked.emit(self._child))

    def show_child(self, found: ClassSheet, child: str) -> None:
        """The bands of *child*, then the needs that several share."""
        self._clear()
        self._child = child
        for name, mark, rule in words.bands(found, child):
            self._add(Text(self._theme, name, "strong"))
            if mark is not None:
                self._body.addWidget(Pill(self._theme, mark), 0, Qt.AlignmentFlag.AlignLeft)
            self._add(Text(self._theme, rule, "small", "ink_2"))
        self._body.addSpacing(self._theme.space(16))
        self._add(Text(self._theme, _("Who shares a need"), "heading"))
        shared = words.needs(found)
        if not shared:
            self._add(Text(self._theme, _("Nobody's band wants attention now."), colour="ink_2"))
        for heading, names in shared:
            self._add(Text(self._theme, heading, "strong"))
            self._add(Text(self._theme, names, colour="ink_2"))
        self._body.addStretch(1)

    def _add(self, text: Text) -> None:
        self._body.addWidget(text)
