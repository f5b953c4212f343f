"""A few words, such as a note or a reason: opened by a key, kept by a tap, never lost."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.i18n import _
from ui.theme.look import Theme
from ui.widgets.buttons import quiet, secondary
from ui.widgets.fields import NoteField
from ui.widgets.flow import Flow


class WordsBox(QWidget):
    """Words and what to do with them. ``kept(words)``, which *must* be some unless it is False;
    ``closed`` when put away; ``written(words)`` is what stands there so far."""

    kept = Signal(str)
    written = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, name: str, hint: str, keep: str, icon: str, *, must: bool = True
    ) -> None:
        super().__init__()
        self._must = must
        self.field = NoteField(theme, name, hint)
        self.keep = secondary(theme, keep, icon)
        self.leave = quiet(theme, _("Leave it"))
        self.field.textChanged.connect(lambda: self.written.emit(self.field.toPlainText()))
        self.keep.clicked.connect(self.take)
        self.leave.clicked.connect(self.put_away)
        row = QWidget()
        flow = Flow(theme.space(8), right=True)
        row.setLayout(flow)
        flow.addWidget(self.leave)
        flow.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space(8))
        box.addWidget(self.field)
        box.addWidget(row)
        self.hide()

    def open(self, words: str = "") -> None:
        self.field.set_text(words)
        self.show()
        self.field.setFocus()

    def take(self) -> None:
        """Keep what is written, if anything is or need not be; the box is put away."""
        words = self.field.toPlainText().strip()
        if words or not self._must:
            self.kept.emit(words)  # first: what is half written is forgotten after that
        self.put_away()

    def put_away(self) -> None:
        had = self.isVisible()
        self.field.set_text("")
        self.hide()
        if had:
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        else:
            super().keyPressEvent(event)
