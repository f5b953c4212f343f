"""The right of the desk: the evidence, those chosen, the filters, or that nothing waits; and the
decision below, always in sight where there is room."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.screens.review.deciding import Deciding
from ui.screens.review.evidence import EvidenceView
from ui.screens.review.filters import Filters
from ui.screens.review.several import Several
from ui.theme.look import Theme
from ui.widgets.buttons import quiet
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.readable import Readable


class Detail(Card):
    """``back_asked`` when, alone in the window, the list is wanted again."""

    back_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, padding=12, gap=12)
        self.evidence, self.several = EvidenceView(theme), Several(theme)
        self.filters, self.nothing = Filters(theme), _nothing(theme)
        self.deciding = Deciding(theme)
        self.back = quiet(theme, _("Back to the list"), "arrow-left")
        self.back.clicked.connect(self.back_asked)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        side = theme.space(8)  # for the ring that shows the focus
        self._inside.setContentsMargins(side, side, theme.space(12), side)
        self.deciding.setContentsMargins(side, 0, side, side)
        for part in self._parts():
            self._inside.addWidget(part)
        self._area = Readable(theme, inside, _("The evidence"))
        self.body.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.deciding)
        self.back.hide()
        self.show_part(self.nothing, decides=False)

    def _parts(self) -> tuple[QWidget, ...]:
        return self.evidence, self.several, self.filters, self.nothing

    def show_part(self, wanted: QWidget, *, decides: bool) -> None:
        """Show one of the parts; with the decision below it where one *decides*."""
        if wanted.isHidden():
            self.rise()
        for part in self._parts():
            part.setVisible(part is wanted)
        self.deciding.setVisible(decides)

    def minimumSizeHint(self) -> QSize:
        """No more than the list beside it: what does not fit scrolls."""
        least = super().minimumSizeHint()
        return QSize(least.width(), min(least.height(), 4 * self._theme.target()))

    def rise(self) -> None:
        """To the top of what is shown."""
        self._area.verticalScrollBar().setValue(0)

    def set_narrow(self, *, narrow: bool) -> None:
        """Alone in the window there is no room to keep the decision in sight: it comes last."""
        self.back.setVisible(narrow)
        home = self._inside if narrow else self.body
        for layout in (self._inside, self.body):
            layout.removeWidget(self.deciding)
        home.addWidget(self.deciding)


def _nothing(theme: Theme) -> EmptyState:
    return EmptyState(
        theme,
        "clipboard",
        _("Nothing here waits for you"),
        _("Signed screenings come here as soon as they are received."),
    )
