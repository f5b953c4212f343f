"""Journeys start where a person does: at the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.centre.parts import http, owner_url, service_url, town
from tests.desktop import Desktop, desktop
from tests.school import school
from tests.ui.conftest import one_theme, theme
from ui.theme.look import Theme

__all__ = ["http", "one_theme", "owner_url", "service_url", "theme", "town"]


@pytest.fixture
def unlocked(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """A practitioner's desktop with a class of three to screen."""
    with desktop(theme, qtbot, school(tmp_path, children=3)) as opened:
        yield opened


@pytest.fixture
def locked(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """The same, at the door."""
    with desktop(theme, qtbot, school(tmp_path, children=3), locked=True) as opened:
        yield opened
