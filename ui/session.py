"""What every screen is handed: the unlocked desk, the threads, one door to the user, the way on.

A screen is a ``QWidget`` in ``ui/screens/``, made once with a :class:`Session`. It has a ``key``
(its name as a place), may have ``show_for(**what)`` (called each time it is gone to, with what the
caller passed to ``go``) and ``may_leave() -> bool`` (asked before it is left; saves or refuses).
Screens do not know each other: they ask ``go("console", child=…, cohort=…)``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from elsec_app.operations.desk import Desk
from elsec_app.operations.today import LeftAt
from elsec_app.settings import Folders
from ui.messages import Messages
from ui.theme.look import Theme
from ui.work import Work


class Go(Protocol):
    """Go to the screen of that key, with what it should show."""

    def __call__(self, key: str, **what: object) -> None: ...


@dataclass(frozen=True)
class Session:
    """``sync_now`` starts a sync unless one is running; it never blocks. ``hand_over(left)`` puts
    the screening that is open there into the child's hands, and away with all other windows.
    ``can_go`` says whether there is a screen of that key."""

    desk: Desk
    work: Work
    messages: Messages
    theme: Theme
    folders: Folders
    go: Go
    sync_now: Callable[[], None]
    hand_over: Callable[[LeftAt], None]
    lock: Callable[[], None]
    can_go: Callable[[str], bool] = lambda _key: False
