"""When there is nobody to screen: what to do about it."""

from PySide6.QtWidgets import QWidget

from elsec_app.i18n import _
from ui.session import Session
from ui.widgets.buttons import primary
from ui.widgets.empty import EmptyState


def nobody(session: Session, *, children: bool) -> QWidget:
    """Where there are *children*, the way to a round; else to a class list."""
    return _no_round(session) if children else _no_class(session)


def _no_round(session: Session) -> EmptyState:
    button = primary(session.theme, _("Begin a round"), "calendar")
    button.clicked.connect(lambda: session.go("round"))
    return EmptyState(
        session.theme,
        "clipboard",
        _("No round is open"),
        _("The children are here. Say whom you screen, with what and until when."),
        button,
    )


def _no_class(session: Session) -> EmptyState:
    button = primary(session.theme, _("Import a class list"), "download")
    button.clicked.connect(lambda: session.go("import"))
    return EmptyState(
        session.theme,
        "clipboard",
        _("No class to screen yet"),
        _("Import a class list, or send and receive to fetch what your service has set up."),
        button,
    )
