"""Where one can go, by role, and how each screen is made. To add one: a key here and its maker."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from elsec_app.i18n import _
from elsec_app.protocol.kinds import ADMINISTRATOR, PRACTITIONER, SENCO, THERAPIST
from ui.session import Session
from ui.widgets.rail import Place


def places(role: str) -> tuple[Place, ...]:
    """The rail of *role*, from the top; the first is where one begins."""
    every = {
        "today": Place("today", _("Today"), "clipboard-list"),
        "classes": Place("classes", _("Classes"), "users"),
        "import": Place("import", _("Import"), "download"),
        "review": Place("review", _("Review"), "stethoscope"),
        "referrals": Place("referrals", _("Referrals"), "send"),
        "prints": Place("prints", _("Print"), "printer"),
        "settings": Place("settings", _("Settings"), "settings", low=True),
    }
    return tuple(every[key] for key in _RAIL.get(role, ("settings",)) if key in MAKERS)


_RAIL = {
    PRACTITIONER: ("today", "classes", "import", "referrals", "prints", "settings"),
    THERAPIST: ("review", "referrals", "today", "classes", "import", "prints", "settings"),
    SENCO: ("classes", "referrals", "prints", "settings"),
    ADMINISTRATOR: ("classes", "import", "settings"),
}

# Which place of the rail a screen of the second level belongs to.
UNDER = {
    "console": "today",
    "result": "today",
    "signed": "today",
    "paper": "today",
    "child": "classes",
    "referral": "referrals",
    "asked": "today",
    "settle": "review",
    "second": "review",
    "handover": "review",
    "same": "classes",
    "move": "classes",
    "new_year": "classes",
    "round": "classes",
    "plan": "classes",
    "in_place": "classes",
}
# A screen that takes the place of another on the way back: its answers are all given.
INSTEAD_OF = {"result": "console", "console": "result", "signed": "result"}


def _today(session: Session) -> QWidget:
    from ui.screens.run_sheet.screen import RunSheet

    return RunSheet(session)


def _console(session: Session) -> QWidget:
    from ui.screens.console.screen import Console

    return Console(session)


def _result(session: Session) -> QWidget:
    from ui.screens.result.screen import ResultScreen

    return ResultScreen(session)


def _signed(session: Session) -> QWidget:
    from ui.screens.signed.screen import SignedResult

    return SignedResult(session)


def _paper(session: Session) -> QWidget:
    from ui.screens.paper_grid.screen import PaperGrid

    return PaperGrid(session)


def _settings(session: Session) -> QWidget:
    from ui.screens.settings import SettingsScreen

    return SettingsScreen(session)


def _classes(session: Session) -> QWidget:
    from ui.screens.classes.screen import ClassView

    return ClassView(session)


def _same(session: Session) -> QWidget:
    from ui.screens.same.screen import SameChild

    return SameChild(session)


def _round(session: Session) -> QWidget:
    from ui.screens.round.screen import Round

    return Round(session)


def _move(session: Session) -> QWidget:
    from ui.screens.move.screen import Move

    return Move(session)


def _new_year(session: Session) -> QWidget:
    from ui.screens.new_year.screen import NewYear

    return NewYear(session)


def _plan(session: Session) -> QWidget:
    from ui.screens.plan.screen import ClassPlanScreen

    return ClassPlanScreen(session)


def _in_place(session: Session) -> QWidget:
    from ui.screens.in_place.screen import InPlaceScreen

    return InPlaceScreen(session)


def _import(session: Session) -> QWidget:
    from ui.screens.import_list.screen import ImportList

    return ImportList(session)


def _prints(session: Session) -> QWidget:
    from ui.screens.prints.screen import Prints

    return Prints(session)


def _review(session: Session) -> QWidget:
    from ui.screens.review.screen import ReviewDesk

    return ReviewDesk(session)


def _referral(session: Session) -> QWidget:
    from ui.screens.referral.screen import ReferralScreen

    return ReferralScreen(session)


def _referrals(session: Session) -> QWidget:
    from ui.screens.referrals.screen import Referrals

    return Referrals(session)


def _child(session: Session) -> QWidget:
    from ui.screens.child.screen import ChildScreen

    return ChildScreen(session)


def _asked(session: Session) -> QWidget:
    from ui.screens.asked.screen import AskedScreen

    return AskedScreen(session)


def _settle(session: Session) -> QWidget:
    from ui.screens.settle.screen import SettleScreen

    return SettleScreen(session)


def _second(session: Session) -> QWidget:
    from ui.screens.second.screen import SecondScreen

    return SecondScreen(session)


def _handover(session: Session) -> QWidget:
    from ui.screens.handover.screen import HandoverScreen

    return HandoverScreen(session)


MAKERS: dict[str, Callable[[Session], QWidget]] = {
    "today": _today,
    "review": _review,
    "child": _child,
    "asked": _asked,
    "settle": _settle,
    "second": _second,
    "handover": _handover,
    "classes": _classes,
    "same": _same,
    "move": _move,
    "new_year": _new_year,
    "round": _round,
    "plan": _plan,
    "in_place": _in_place,
    "import": _import,
    "prints": _prints,
    "console": _console,
    "result": _result,
    "signed": _signed,
    "paper": _paper,
    "referral": _referral,
    "referrals": _referrals,
    "settings": _settings,
}
