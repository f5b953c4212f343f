"""The disk refuses: the button goes back, a sentence says what to do, nothing is lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop import Desktop, desktop
from tests.faults.disks import fill_up, small_disk
from tests.journeys.test_console import standing
from tests.journeys.test_morning import only_signed, screen_by_taps
from tests.school import school
from ui.theme.look import Theme


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", kib=4096) as mounted:
        yield mounted


@pytest.fixture
def on_a_small_disk(theme: Theme, qtbot: QtBot, disk: Path) -> Iterator[Desktop]:
    with desktop(theme, qtbot, school(disk, children=2)) as opened:
        yield opened


@pytest.fixture
def fired(caplog: pytest.LogCaptureFixture) -> Callable[[], bool]:
    """Whether the disk has refused since it was last asked."""

    def refused() -> bool:
        said = "SQLITE_FULL" in caplog.text
        caplog.clear()
        return said

    return refused


def test_a_full_disk_loses_no_tap(
    on_a_small_disk: Desktop, disk: Path, fired: Callable[[], bool]
) -> None:
    there = on_a_small_disk
    there.click(there.today().start)
    console = there.console("listening-1")
    there.key(Qt.Key.Key_1)
    there.console("listening-2")
    fill_up(disk)
    there.key(Qt.Key.Key_2)
    there.until(lambda: "disk is full" in there.said())
    assert fired()
    there.console("listening-2")
    assert [b.isChecked() for b in console.answering.parts[0].keys] == [False, False, False]
    assert standing(there) == {"listening-1": "pass"}

    (disk / "ballast").unlink()
    there.click(there.window._speak().strip._act)
    there.console("listening-3")
    assert standing(there) == {"listening-1": "pass", "listening-2": "not_yet"}
    assert there.said() == ""


def test_a_full_disk_leaves_the_run_sheet_as_it_was(
    on_a_small_disk: Desktop, disk: Path, fired: Callable[[], bool]
) -> None:
    there = on_a_small_disk
    sheet = there.today()
    fill_up(disk)
    there.click(sheet.panel.codes.buttons["absent"])
    there.until(lambda: "disk is full" in there.said())
    assert fired()
    assert sheet.footnote.text() == "0 of 2 screened · 2 to go"
    (disk / "ballast").unlink()
    there.click(sheet.panel.codes.buttons["absent"])
    there.until(lambda: sheet.footnote.text() == "0 of 2 screened · 1 absent · 1 to go")


def test_a_full_disk_leaves_the_result_to_be_signed_again(
    on_a_small_disk: Desktop, disk: Path, fired: Callable[[], bool]
) -> None:
    there = on_a_small_disk
    there.click(there.today().start)
    screen_by_taps(there)
    result = there.result()
    result.urgent.ticks["voice"].click()
    there.settle()
    fill_up(disk)
    there.click(result.sign)
    there.until(lambda: "disk is full" in there.said())
    assert fired()
    assert there.result().urgent.ticked() == ("voice",)
    (disk / "ballast").unlink()
    there.click(result.sign)
    there.console("listening-1")
    assert only_signed(there).body.urgent == ("voice",)
