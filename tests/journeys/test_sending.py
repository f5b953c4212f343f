"""From a new computer to records at the centre: the real centre, on a real PostgreSQL."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app import sync
from elsec_app.operations import cohorts
from elsec_app.protocol import bodies
from elsec_app.settings import Folders
from elsec_app.store import state
from tests import school
from tests.centre.town import Laptop, Town, new_id
from tests.desktop import Desktop, desktop
from tests.little_screen import little_screen
from tests.vaults import PASSPHRASE
from ui.screens.enrol import Enrol
from ui.screens.first_run import FirstRun
from ui.theme.look import Theme
from ui.widgets.strips import SyncStrip
from ui.window.main import Main

NOWHERE = "http://127.0.0.1:9"  # the discard port: nobody listens


@pytest.fixture
def wire(http: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> httpx2.Client:
    """The line leads to the centre in this process, whatever address is typed."""
    monkeypatch.setattr(sync, "open_line", lambda _centre: contextlib.nullcontext(http))
    return http


@pytest.fixture
def oak(town: Town) -> str:
    return town.setting("Oak Tree Primary")


@pytest.fixture
def colleague(town: Town, oak: str) -> Laptop:
    """Somebody else's laptop, which has sent a class of one and its cohort."""
    laptop = town.laptop("practitioner", oak)
    child, cohort = new_id(), new_id()
    born = school._born(date.today(), 50)  # noqa: DTZ011
    day = date.today()  # noqa: DTZ011
    laptop.push(
        laptop.record("child", bodies.Child("Zoë", "O’Brien", born), oak, id=child, child=child),
        laptop.record("enrolment", bodies.Enrolment("Acorn", "R", day), oak, child=child),
        laptop.record(
            "cohort",
            bodies.Cohort("Autumn", "2026-27", ("Acorn",), ("little-screen",), day, day),
            oak,
            id=cohort,
        ),
        laptop.record("membership", bodies.Membership(cohort, "Acorn"), oak, child=child),
    )
    return laptop


@pytest.fixture
def new_computer(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Main]:
    window = Main(theme, Folders(tmp_path), has_vault=False)
    pack = little_screen()
    window.behind._packs = {pack.id: pack}
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()
    window.deleteLater()


def strip_words(there: Desktop) -> str:
    return the_strip(there).text()


def the_strip(there: Desktop) -> SyncStrip:
    """The strip of the screen in front."""
    front = there.shell.screens.currentWidget()
    assert front is not None
    strip = front.findChild(SyncStrip)
    assert isinstance(strip, SyncStrip)
    return strip


@pytest.mark.usefixtures("wire")
def test_a_new_computer_joins_receives_and_sends(
    new_computer: Main, qtbot: QtBot, town: Town, oak: str, colleague: Laptop
) -> None:
    there = Desktop(new_computer, qtbot, None)  # type: ignore[arg-type]
    make_the_store(there)
    enrol = new_computer.findChild(Enrol)
    assert isinstance(enrol, Enrol)
    enrol.address.setText("centre.example")
    enrol.code.setText("not a code")
    there.click(enrol.button)
    there.until(lambda: "not valid" in enrol._once._wrong.words.text())
    enrol.code.setText(town.code(town.user("practitioner", oak)))
    there.click(enrol.button)
    there.until(lambda: new_computer.shell is not None)

    sheet = there.today()
    there.until(lambda: bool(sheet.sheet and sheet.sheet.at))
    assert [row.cells[0] for row in sheet.table.rows.rows] == ["Zoë O."]
    there.until(lambda: strip_words(there) == "All sent")

    there.click(sheet.panel.codes.buttons["absent"])
    there.until(lambda: "1 waiting" in strip_words(there))
    new_computer.shell.session.sync_now()  # type: ignore[union-attr]
    there.until(lambda: strip_words(there) == "All sent")
    codes = [r for r in colleague.pull() if r.kind == "not_done"]
    assert [bytes(r.body).count(b'"absent"') for r in codes] == [1]


def make_the_store(there: Desktop) -> None:
    door = there.window.findChild(FirstRun)
    assert isinstance(door, FirstRun)
    there.type("too short")
    door.second.setText("too short")
    there.click(door.button)
    there.until(lambda: "at least 12" in door._first._wrong.words.text())
    door.first.setText(PASSPHRASE)
    door.second.setText(PASSPHRASE + "!")
    there.click(door.button)
    assert door._second._wrong.words.text() == "The two are not the same: type it again."
    door.second.setText(PASSPHRASE)
    there.click(door.button)
    there.bot.waitUntil(lambda: there.window.findChild(Enrol) is not None, timeout=20_000)


def test_without_a_network_all_is_saved_and_says_so(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = school.school(tmp_path, children=2)
    who = school.identity("practitioner", centre=NOWHERE, private_key="A" * 43 + "=")
    with made.desk.store.writing() as conn:
        state.set_identity(conn, who)
    made = replace(made, desk=replace(made.desk, who=who))
    with desktop(theme, qtbot, made) as there:
        sheet = there.today()
        there.until(lambda: strip_words(there) == "Offline · all saved")
        there.click(sheet.panel.codes.buttons["unwell"])
        there.until(lambda: strip_words(there) == "Offline · 1 waiting")
        there.key(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        there.until(lambda: there.window.desk is None)


def test_what_the_centre_refuses_is_shown_and_blocks_nothing(
    theme: Theme, qtbot: QtBot, tmp_path: Path, town: Town, oak: str, wire: httpx2.Client
) -> None:
    made = school.school(tmp_path, children=2)
    who = town.device(town.user("practitioner", oak))
    with made.desk.store.writing() as conn:
        state.set_identity(conn, who)
    desk = replace(made.desk, who=who)
    with desk.store.writing() as conn:
        cohorts.not_done(conn, desk.actor, made.children[0], made.cohort, "absent")
    with desktop(theme, qtbot, replace(made, desk=desk)) as there:
        there.today()
        there.until(lambda: strip_words(there) == "1 not accepted")
        there.click(the_strip(there))
        there.settle()
        assert there.shell.here() == "settings"
        said = there.shell.screens.currentWidget().refused.itemAt(0).widget().text()  # type: ignore[union-attr]
        assert said.startswith("A “not screened today” was not accepted.")
