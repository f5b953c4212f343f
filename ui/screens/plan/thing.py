"""One thing of a class's plan: what, how, an example, why, and what may be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.protocol.bodies import Chosen
from ui.theme.look import Theme
from ui.widgets.buttons import Button, quiet
from ui.widgets.card import Card
from ui.widgets.flow import Flow, Panes
from ui.widgets.text import Text

WORDS = 420  # px at 100 % text that the words want before the buttons go below


class Thing(Card):
    """``another`` and ``out`` are asked by its two buttons."""

    another = Signal()
    out = Signal()

    def __init__(self, theme: Theme, n: int, chosen: Chosen, *, may: bool) -> None:
        super().__init__(theme, padding=16, gap=6)
        self.chosen = chosen
        title = _("{n}. {title}").format(n=n, title=chosen.title)
        self.other = quiet(theme, _("Another idea"), "refresh-cw")
        self.other.setAccessibleName(_("Another idea than {title}").format(title=chosen.title))
        self.take_out = quiet(theme, _("Take out"), "minus")
        self.take_out.setAccessibleName(_("Take out {title}").format(title=chosen.title))
        self.other.clicked.connect(self.another)
        self.take_out.clicked.connect(self.out)
        example = _("For example: {example}").format(example=chosen.example)
        why = " · ".join((chosen.why.rstrip("."), _("Source: {page}").format(page=chosen.source)))
        words = QWidget()
        box = QVBoxLayout(words)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(4))
        box.addWidget(Text(theme, title, "heading"))
        box.addWidget(Text(theme, chosen.what))
        box.addWidget(Text(theme, example))
        box.addWidget(Text(theme, why, "small", "ink_2"))
        if not may:
            self.body.addWidget(words)
            return
        buttons = _side_by_side(theme, self.other, self.take_out)
        wide = theme.px(WORDS)
        self.body.addWidget(Panes(theme.space(16), (words, 1, wide), (buttons, 0, 0)))


def _side_by_side(theme: Theme, *buttons: Button) -> QWidget:
    made = QWidget()
    flow = Flow(theme.space(4), right=True)
    made.setLayout(flow)
    for button in buttons:
        flow.addWidget(button)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
