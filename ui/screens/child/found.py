"""The newest result that stands, and what has changed since earlier ones."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.operations.pooled import shown
from elsec_app.operations.results import Signed
from elsec_app.operations.words import day_words
from ui.screens.child.reading import Found
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.flow import Panes
from ui.widgets.status import Pill, band_mark
from ui.widgets.text import Text

LABEL = 150  # px at 100 % text


class FoundView(QWidget):
    """``read_asked(screening)`` when a signed result is to be read whole, ``decide_asked`` when it
    is to be decided on."""

    read_asked = Signal(str)
    decide_asked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(theme.space(8))

    def clear(self) -> None:
        while (entry := self._body.takeAt(0)) is not None:
            if (old := entry.widget()) is not None:
                old.hide()
                old.deleteLater()

    def show_found(self, found: Found, *, reads: bool) -> None:
        self.clear()
        latest = found.page.latest
        if latest is None:
            self._add(Text(self._theme, _("No signed screening yet"), "heading"))
            return
        self._latest(latest, reads=reads)
        self._decision(found, latest)
        if found.changes:
            self._add(Text(self._theme, _("What has changed since"), "heading"))
        for one in found.changes:
            self._add(Text(self._theme, _about(one.earlier), "strong"))
            if one.apart:
                self._add(Text(self._theme, one.apart, colour="ink_2"))
            if one.caution:
                self._add(Text(self._theme, one.caution, "small", "ink_2"))
            for strand in one.strands:
                said = " ".join(filter(None, (strand.band, strand.score)))
                left = Text(self._theme, strand.name, colour="ink_2")
                wide = self._theme.px(LABEL)
                right = Text(self._theme, said)
                self._add(Panes(self._theme.space(12), (left, 2, wide), (right, 3, wide)))

    def _latest(self, latest: Signed, *, reads: bool) -> None:
        theme, body = self._theme, latest.body
        self._add(Text(theme, body.overall_label or _("The newest result"), "heading"))
        self._add(Text(theme, _about(latest), "small", "ink_2"))
        for strand in body.strands:
            if strand.section == body.section:
                tone, label = shown(strand)
                pill = Pill(theme, band_mark(tone, label or _("Not computable")))
                name = Text(theme, strand.name)
                self._add(Panes(theme.space(12), (name, 1, theme.px(LABEL)), (pill, 0, 0)))
        if reads:
            read = quiet(theme, _("Read the signed result"), "eye")
            read.clicked.connect(lambda: self.read_asked.emit(latest.id))
            self._body.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)

    def _decision(self, found: Found, latest: Signed) -> None:
        decides = "review" in found.may
        if found.decided:
            said = _("Decided: {what}").format(what=found.decided)
            self._add(Text(self._theme, said, "strong"))
        elif not decides:
            self._add(Text(self._theme, _("A therapist has not decided yet."), colour="ink_2"))
        if decides and found.decided:
            again = quiet(self._theme, _("Decide again"), "stethoscope")
            again.clicked.connect(lambda: self.decide_asked.emit(latest.id))
            self._body.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, widget: QWidget) -> None:
        self._body.addWidget(widget)


def _about(signed: Signed) -> str:
    body = signed.body
    return f"{body.title} {body.version} · {day_words(body.tested_on)} · {body.signed.name}"
