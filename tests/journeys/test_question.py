"""A question goes from the therapist's laptop to the practitioner's and the answer comes back, both
in real windows, through the real centre on a real PostgreSQL."""

import contextlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx2
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from elsec_app import sync
from elsec_app.operations import batches, cohorts, desk, roster
from elsec_app.operations.desk import Desk
from elsec_app.operations.pupils import PupilRow
from elsec_app.protocol import bodies
from elsec_app.settings import Folders
from elsec_app.store import state
from elsec_app.store.database import open_store
from elsec_app.store.state import Identity
from tests import school
from tests.centre.town import Town
from tests.desktop import Desktop, desktop
from tests.little_screen import little_screen
from tests.school import School
from tests.vaults import PASSPHRASE, fresh_vault
from ui.screens.asked.screen import AskedScreen
from ui.screens.review.screen import ReviewDesk
from ui.theme.look import Theme

PACK = little_screen()


@pytest.fixture
def wire(http: httpx2.Client, monkeypatch: pytest.MonkeyPatch) -> httpx2.Client:
    monkeypatch.setattr(sync, "open_line", lambda _centre: contextlib.nullcontext(http))
    return http


def laptop(folder: Path, who: Identity, setting: str) -> School:
    """A new laptop with nothing on it but who it is."""
    folders = Folders(folder)
    folders.home.mkdir()
    store = open_store(*fresh_vault(folders.home))
    with store.writing() as conn:
        state.set_identity(conn, who)
    nothing = cohorts.CohortLine("", setting, "", "", "", None, (), ())
    return School(Desk(store, who, {PACK.id: PACK}), folders, setting, nothing, (), PACK)


def morning(there: School) -> School:
    """One child is taken in, screened and signed."""
    today = there.desk.actor.today()
    born = school._born(today, 51)
    row = PupilRow(row=2, forename="Zoë", surname="O’Brien", date_of_birth=born, class_name="Acorn")
    with there.desk.store.writing() as conn:
        planned = roster.plan(conn, there.setting, (row,))
        batches.apply(conn, there.desk.actor, planned, file_digest="d", mapping={})
        body = bodies.Cohort("Autumn", "2026-27", ("Acorn",), (PACK.id,), today, _later(today))
        cohorts.open_cohort(conn, there.desk.actor, there.setting, body)
        line = cohorts.cohorts(conn, there.setting)[0]
        sheet = cohorts.run_sheet(conn, line.id, today=today)
    made = replace(there, cohort=line, children=(sheet.lines[0].child.id,))
    school.screen(made, made.children[0])
    return made


def _later(day: date) -> date:
    return day + timedelta(days=60)


def again(there: School) -> School:
    """The same laptop, unlocked anew after its window was closed."""
    opened = desk.unlock(there.folders.vault, PASSPHRASE, {PACK.id: PACK})
    return replace(there, desk=opened)


def review_desk(there: Desktop, waiting: int) -> ReviewDesk:
    screen = there.at(ReviewDesk)

    def known() -> bool:
        return screen.waiting is not None and len(screen.list.rows.ids) == waiting

    there.until(known)
    return screen


def test_a_question_travels_and_its_answer_comes_back(
    theme: Theme, qtbot: QtBot, tmp_path: Path, town: Town, wire: httpx2.Client
) -> None:
    oak = town.setting("Oak Tree Primary")
    priya = laptop(tmp_path / "priya", town.device(town.user("practitioner", oak)), oak)
    tess = laptop(tmp_path / "tess", town.device(town.user("therapist", oak)), oak)
    priya = morning(priya)
    sync.sync_once(priya.desk.store, wire)
    sync.sync_once(tess.desk.store, wire)

    with desktop(theme, qtbot, tess) as there:
        screen = review_desk(there, 1)
        there.until(lambda: screen.evidence.shown is not None)
        screen.deciding.chips["returned"].click()
        screen.deciding.question.setPlainText("Was she well that day?")
        there.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        review_desk(there, 0)
        there.settle()
    tess = again(tess)
    sync.sync_once(tess.desk.store, wire)
    sync.sync_once(priya.desk.store, wire)

    with desktop(theme, qtbot, priya) as there:
        sheet = there.today()
        there.until(lambda: sheet.asked is not None)
        assert sheet.asked is not None
        assert sheet.asked.words.text() == "1 question from A therapist"
        there.shell.go("asked")
        asked = there.at(AskedScreen)
        there.until(lambda: bool(asked.cards))
        there.type("A cold, but in good spirits.")
        there.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        there.until(lambda: not asked.cards)
        there.settle()
    priya = again(priya)
    sync.sync_once(priya.desk.store, wire)
    sync.sync_once(tess.desk.store, wire)

    with desktop(theme, qtbot, tess) as there:
        screen = review_desk(there, 1)
        there.until(lambda: screen.evidence.shown is not None)
        assert "Answered · 1" in [chip.text() for chip in screen.quick.chips.values()]
        shown = screen.evidence.shown
        assert shown is not None
        assert shown.asked[0].answer == "A cold, but in good spirits."
        assert shown.signed.rev == 1, "the signed record is at the centre, and as it was signed"
    priya.desk.store.close()
