"""Every screen as a screen reader, a finger, a keyboard and large text meet it."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import shots
from tests.ui import eyes
from ui.child.window import ChildWindow
from ui.theme.look import Theme
from ui.window.main import Main

NARROW = 768  # px: a tablet held upright
TABBED = (
    *("unlock", "first-run", "today", "console", "result", "settings"),
    *("review-deciding", "review-several", "review-filters"),
    *("child", "asked", "settle", "second", "handover"),
    *("import", "import-heads", "import-read", "import-left", "import-done"),
    "import-earlier",
    *("referral-half", "referral-agreeing", "referral-signed", "referrals", "referrals-finding"),
)


@pytest.mark.parametrize("scene", [name for name in shots.SCENES if name != "unlock-wrong"])
def test_a_screen_is_named_reached_and_roomy(
    theme: Theme, qtbot: QtBot, qapp: QApplication, scene: str
) -> None:
    strays = eyes.Strays((Main, ChildWindow))
    qapp.installEventFilter(strays)
    for _name, window in shots.windows(theme, [scene]):
        qtbot.addWidget(window)
        window.activateWindow()
        seen = shots.subject(window)
        assert eyes.nameless(seen) == []
        assert eyes.small_targets(seen) == []
        assert eyes.too_wide(seen, NARROW) == []
        seen.resize(NARROW, 1024)
        shots.settle(window)
        assert eyes.cut_off(seen) == [], "upright"
        seen.resize(*shots.SIZE)
        theme.set(scale=200)
        shots.settle(window)
        assert eyes.too_wide(seen) == []
        assert eyes.cut_off(seen) == [], "at 200 %"
        assert seen.height() == shots.SIZE[1], "a screen has grown past the laptop's"
        window.close()
        QApplication.processEvents()
        theme.set(scale=100)
    qapp.removeEventFilter(strays)
    assert strays.seen == []


@pytest.mark.parametrize("scene", TABBED)
def test_tab_reaches_everything(theme: Theme, qtbot: QtBot, scene: str) -> None:
    for _name, window in shots.windows(theme, [scene]):
        qtbot.addWidget(window)
        window.activateWindow()
        shots.settle(window)
        assert eyes.unreached(window) == []
        window.close()
        QApplication.processEvents()
