"""Practice: made-up children, marked as such, apart from whatever is real."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop import Desktop
from tests.little_screen import little_screen
from tests.school import School, school
from ui.screens.unlock import Unlock
from ui.theme.look import Theme
from ui.widgets.banner import Banner
from ui.window.main import Main


@pytest.fixture
def real(tmp_path: Path) -> School:
    """A real vault, locked."""
    made = school(tmp_path, children=2)
    made.desk.store.close()
    return made


def test_practice_is_apart_and_says_so(theme: Theme, qtbot: QtBot, real: School) -> None:
    before = (real.folders.vault / "store.db").read_bytes()
    window = Main(theme, real.folders, has_vault=True)
    pack = little_screen()
    window.behind._packs = {pack.id: pack}
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    there = Desktop(window, qtbot, real)
    door = window.findChild(Unlock)
    assert isinstance(door, Unlock)
    (button,) = [b for b in door.findChildren(QPushButton) if "Practise" in b.text()]
    there.click(button)
    qtbot.waitUntil(lambda: window.shell is not None, timeout=10_000)
    sheet = there.today()
    there.until(lambda: bool(sheet.sheet and sheet.sheet.at))
    assert len(sheet.table.rows.rows) == 12
    (banner,) = window.shell.findChildren(Banner)[:1]  # type: ignore[union-attr]
    assert banner.isVisible()
    assert banner.words.text().startswith("Practice: made-up children.")
    there.click(sheet.panel.codes.buttons["absent"])
    there.until(lambda: "1 absent" in sheet.footnote.text())
    window.close()
    assert (real.folders.vault / "store.db").read_bytes() == before
    assert (real.folders.practice / "store.db").exists()
