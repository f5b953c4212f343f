"""A typeface of the screens that is gone or damaged: the window opens and says one sentence."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from elsec_app.resources import resources
from elsec_app.settings import Folders
from ui.app import application
from ui.theme import fonts
from ui.theme.look import Theme
from ui.window.main import Main

SENTENCE = "A typeface is missing"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(resources() / "fonts", tmp_path / "resources" / "fonts")
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path / "resources")
    return tmp_path / "resources" / "fonts"


def opened(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Main:
    window = Main(theme, Folders(tmp_path), has_vault=True)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window._painted)
    return window


@pytest.mark.parametrize("how", ["deleted", "damaged"])
def test_a_missing_typeface_of_the_screens_is_said(
    qtbot: QtBot, tmp_path: Path, shelf: Path, how: str
) -> None:
    file = shelf / fonts.UI_FILES[0]
    if how == "deleted":
        file.unlink()
    else:
        file.write_bytes(b"not a font")
    theme = Theme(application(), "light", 100)
    assert theme.missing_fonts == (fonts.UI_FILES[0],), "the fault was not put there"
    window = opened(qtbot, tmp_path, theme)
    qtbot.waitUntil(lambda: SENTENCE in window._speak().strip.sentence())
    window.close()


def test_a_missing_typeface_of_the_child_is_said_when_it_is_wanted(
    qtbot: QtBot, tmp_path: Path, shelf: Path
) -> None:
    (shelf / fonts.CHILD_FILES[1]).unlink()
    theme = Theme(application(), "light", 100)
    window = opened(qtbot, tmp_path, theme)
    qtbot.wait(100)  # longer than until the window says what it has to say
    assert SENTENCE not in window._speak().strip.sentence()
    theme.font("say")
    assert theme.missing_fonts == (fonts.CHILD_FILES[1],)
    assert SENTENCE in window._speak().strip.sentence()
    window.close()
