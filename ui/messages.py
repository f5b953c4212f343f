"""The one door to the user: sentences on a strip, spoken too. Never a dialog."""

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible

from elsec_app.errors import Problem
from elsec_app.i18n import _
from ui.widgets.strips import Action, Strip

SAID_MS = 8000


class Messages(QObject):
    """Speaks through the *strip* that the window shows. A new sentence takes the old one's place.

    What was only said goes by itself after 8 seconds, unless the pointer or the focus is on it;
    a problem, or something that can be undone, stays until it is answered or replaced.
    """

    def __init__(self, strip: Strip) -> None:
        super().__init__(strip)
        self._strip = strip
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(SAID_MS)
        self._fade.timeout.connect(self._faded)

    def say(self, sentence: str) -> None:
        self._fade.start()
        self._strip.show_info(sentence)
        self.announce(sentence)

    def problem(self, sentence: str, action: Action | None = None) -> None:
        """One plain sentence: what is wrong and what to do; *action* does it."""
        self._fade.stop()
        self._strip.show_problem(sentence, action)
        self.announce(sentence, urgent=True)

    def report(self, problem: Problem) -> None:
        """The sentence of an expected failure."""
        self.problem(problem.sentence)

    def undoable(self, sentence: str, undo: Callable[[], object]) -> None:
        """Something was done; *undo* takes it back."""
        self._fade.stop()
        self._strip.show_info(sentence, Action(_("Undo"), undo, "undo-2"), "circle-check")
        self.announce(sentence)

    def clear(self) -> None:
        """Put away whatever is shown."""
        self._fade.stop()
        if not self._strip.isHidden():
            self._strip.put_away()

    def announce(self, words: str, *, urgent: bool = False) -> None:
        """Have a screen reader speak *words*, where Qt can (6.8 and later)."""
        event_kind = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
        if event_kind is None or not QAccessible.isActive():
            return
        event = event_kind(self._strip, words)
        if urgent:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def _faded(self) -> None:
        if self._strip.attended():
            self._fade.start()
        else:
            self._strip.put_away()
