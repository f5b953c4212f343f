"""A line of a child's timeline: when, what, and who."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from elsec_app.operations.history import Event
from elsec_app.operations.words import day_words
from ui.theme.look import Theme
from ui.widgets.icon import Icon
from ui.widgets.text import Text

ICONS = {
    "screening": "clipboard-list",
    "not_done": "circle-pause",
    "opt_out": "ban",
    "review": "stethoscope",
    "reply": "message-circle",
    "consent": "signature",
    "referral": "send",
    "note": "notebook-pen",
    "move": "log-out",
    "same_child": "git-merge",
    "enrolment": "school",
}


def event_row(theme: Theme, event: Event) -> QWidget:
    """An event with its icon: what it was, what was said, and the day and the person below."""
    made, words = QWidget(), QWidget()
    column = QVBoxLayout(words)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Text(theme, event.what, "strong"))
    if event.more:
        column.addWidget(Text(theme, event.more))
    when = " · ".join(filter(None, (day_words(event.on), event.who)))
    column.addWidget(Text(theme, when, "small", "ink_2"))
    row = QHBoxLayout(made)
    row.setContentsMargins(0, theme.space(4), 0, theme.space(4))
    row.setSpacing(theme.space(12))
    row.addWidget(Icon(theme, ICONS.get(event.kind, "circle"), "ink_2", 20), 0, _TOP)
    row.addWidget(words, 1)
    return made


_TOP = Qt.AlignmentFlag.AlignTop
