"""Killed at any moment and opened again: the same item, every acknowledged answer."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app.operations.screening import RESUME
from tests.desktop import Desktop, desktop
from tests.journeys.test_console import standing, stored
from tests.school import School, school
from tests.vaults import PASSPHRASE
from ui.theme.look import Theme

ROOT = Path(__file__).resolve().parents[2]


def screened_until_killed(made: School, taps: int, *, waits: bool) -> list[str]:
    """The items that the application acknowledged before it was killed. With *waits* it is killed
    between two taps, else while taps still come."""
    made.desk.store.close()
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "tests.journeys.app", str(made.folders.home)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as app:
        assert app.stdin is not None
        assert app.stdout is not None
        app.stdin.write("tap\n" * (taps if waits else taps + 3))
        app.stdin.flush()
        told = [app.stdout.readline().strip() for _n in range(taps)]
        app.kill()
        told += app.stdout.read().split()
    assert app.returncode == -9, "it was killed, and did not end by itself"
    assert (made.folders.vault / "store.db-wal").stat().st_size > 0, "killed, so its log is left"
    return told


def opened_again(made: School, opened: Desktop) -> None:
    opened.window.behind._packs = {made.instrument.id: made.instrument}
    opened.type(PASSPHRASE)
    opened.key(Qt.Key.Key_Return)
    opened.until(lambda: opened.window.desk is not None)
    assert opened.window.desk is not None
    opened.school = replace(made, desk=opened.window.desk)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("taps", [1, 3])
def test_killed_between_two_taps(theme: Theme, qtbot: QtBot, tmp_path: Path, taps: int) -> None:
    made = school(tmp_path, children=2)
    told = screened_until_killed(made, taps, waits=True)
    assert told == ["listening-1", "listening-2", "listening-3"][:taps]
    with desktop(theme, qtbot, made, locked=True) as opened:
        opened_again(made, opened)
        console = opened.console(f"listening-{taps + 1}")
        assert console.title.text() == "Łukasz N."
        assert standing(opened) == dict.fromkeys(told, "pass")
        assert stored(opened).entries[-1].what == RESUME, "the gap is on record"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_while_taps_come(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    made = school(tmp_path, children=2)
    told = screened_until_killed(made, 1, waits=False)
    with desktop(theme, qtbot, made, locked=True) as opened:
        opened_again(made, opened)
        opened.console()
        kept = list(standing(opened))
        assert kept[: len(told)] == told, "every acknowledged answer"
        assert len(kept) <= len(told) + 1, "at most one more, which was on its way"
