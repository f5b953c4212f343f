"""A stop rule, in words, and the way past it for a reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from elsec_app.instruments.progress import Stopped
from ui.parts.words_box import WordsBox
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.widgets.buttons import secondary


class StopNotice(QWidget):
    """Says that a strand has stopped. ``gone_on(strand, reason)`` overrides it."""

    gone_on = Signal(str, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._strand = ""
        self.banner = Banner(theme, "", "circle-pause", "watch")
        self.go_on = secondary(theme, _("Go on with it…"), "play")
        self.reason = WordsBox(
            theme, _("Why you go on"), _("Why do you go on?"), _("Go on"), "play"
        )
        self.go_on.clicked.connect(self._ask)
        self.reason.kept.connect(self._go_on)
        self.reason.closed.connect(self.go_on.show)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        self.banner.add(self.go_on)
        box.addWidget(self.banner)
        box.addWidget(self.reason)
        self.hide()

    def show_stop(self, stop: Stopped | None, name: str) -> None:
        """*name* is the strand's; none puts the notice away."""
        self.reason.put_away()
        self.setVisible(stop is not None)
        if stop is not None:
            self._strand = stop.strand
            said = _("{strand}: {because}").format(strand=name, because=stop.because)
            self.banner.set_words(said)
            self.go_on.show()

    def _ask(self) -> None:
        self.go_on.hide()
        self.reason.open()

    def _go_on(self, reason: str) -> None:
        self.gone_on.emit(self._strand, reason)
