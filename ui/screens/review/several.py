"""Those chosen to be decided on together: who they are, and what speaks against doing so."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _, ngettext
from elsec_app.operations.worklist import WorkLine
from ui.screens.review import words
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import quiet
from ui.widgets.flow import Flow
from ui.widgets.text import Text

NAMED = 40  # more are only counted


class Several(QWidget):
    """``dropped`` when nobody is to be chosen any more, ``all_wanted`` when all shown are."""

    dropped = Signal()
    all_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._inside = QWidget()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._inside)

    def show_lines(self, lines: Sequence[WorkLine], chosen: int, shown: int) -> None:
        theme = self._theme
        self._box.removeWidget(self._inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = QWidget()
        self._box.addWidget(self._inside)
        body = QVBoxLayout(self._inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.space(8))
        said = ngettext("{n} chosen", "{n} chosen", chosen).format(n=chosen)
        body.addWidget(Text(theme, said, "title"))
        body.addWidget(Text(theme, _("One decision for all of them."), colour="ink_2"))
        urgent = [line.child.name for line in lines if line.urgent]
        if urgent:
            warned = _("Urgent among them: {names}.").format(names=", ".join(urgent))
            body.addWidget(Banner(theme, warned, "octagon-alert", "refer"))
        drop = quiet(theme, _("Choose nobody"), "x")
        drop.clicked.connect(self.dropped)
        every = quiet(theme, _("Choose all {n}").format(n=shown), "list")
        every.clicked.connect(self.all_wanted)
        row = QWidget()
        flow = Flow(theme.space(8))
        row.setLayout(flow)
        flow.addWidget(drop)
        flow.addWidget(every)
        every.setVisible(chosen < shown)
        body.addWidget(row)
        for line in lines[:NAMED]:
            body.addWidget(Text(theme, line.child.name, "strong"))
            body.addWidget(Text(theme, words.why(line), "small", "ink_2"))
        if chosen > min(len(lines), NAMED):
            more = _("and {n} more").format(n=chosen - min(len(lines), NAMED))
            body.addWidget(Text(theme, more, colour="ink_2"))
        body.addStretch(1)
        self._inside.show()
