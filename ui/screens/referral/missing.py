"""What is still missing, in one quiet list: each leads to its field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.referral_fill import Missing
from ui.screens.referral.sections import beside
from ui.theme.look import Theme
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.link import Link
from ui.widgets.scroll import Scrolled
from ui.widgets.text import Text


class MissingList(Card):
    """``wanted(field)`` when one is pressed."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=20, gap=8)
        self._theme = theme
        self.links: dict[str, Link] = {}
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.space(2))
        self._lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._area = Scrolled(inside, theme.space(8))
        self.body.addWidget(self._area, 1)
        theme.changed.connect(self._tint)
        self._tint()

    def _tint(self) -> None:
        self._area.fade_into(self._theme.colour("card"))

    def show_missing(self, missing: Sequence[Missing]) -> None:
        while (entry := self._lines.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.links = {}
        must = [one for one in missing if one.must]
        wanted = [one for one in missing if not one.must]
        if not must:
            words = Text(self._theme, _("Nothing more is needed to sign."), "strong")
            self._lines.addWidget(
                beside(self._theme, Icon(self._theme, "circle-check", "track", 20), words)
            )
        self._part(_("Needed before it is signed"), must)
        self._part(_("Would make it stronger"), wanted)

    def _part(self, title: str, missing: Sequence[Missing]) -> None:
        if not missing:
            return
        self._lines.addSpacing(self._theme.space(4))
        self._lines.addWidget(Text(self._theme, title, "label", "ink_2"))
        for one in missing:
            link = Link(self._theme, one.sentence, "circle-dashed" if one.must else "plus")
            link.clicked.connect(lambda _on=False, field=one.field: self.wanted.emit(field))
            self.links[one.field] = link
            self._lines.addWidget(link)
