"""Practice: made-up children, marked as such, apart from whatever is real."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import msgspec
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from elsec_app.errors import NotAllowed, WrongPassphrase
from elsec_app.operations import practice, scripts
from elsec_app.store import outbox, state, vault
from elsec_app.sync.once import sync_once
from tests.desktop import Desktop
from tests.little_screen import little_screen
from tests.school import School, school
from tests.vaults import PASSPHRASE
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


@pytest.fixture
def practising(theme: Theme, qtbot: QtBot, real: School) -> Iterator[Desktop]:
    """Through the door that says “Practise”, on the run sheet of made-up children."""
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
    yield there
    window.close()


def test_practice_is_apart_and_says_so(practising: Desktop, real: School) -> None:
    before = (real.folders.vault / "store.db").read_bytes()
    sheet = practising.today()
    assert len(sheet.table.rows.rows) == 12
    (banner,) = practising.shell.findChildren(Banner)[:1]
    assert banner.isVisible()
    assert banner.words.text().startswith("Practice: made-up children.")
    practising.click(sheet.panel.codes.buttons["absent"])
    practising.until(lambda: "1 absent" in sheet.footnote.text())
    practising.window.close()
    assert (real.folders.vault / "store.db").read_bytes() == before
    assert (real.folders.practice / "store.db").exists()


def mark_as_it_was(there: Desktop, *, but: dict[str, str]) -> None:
    """Every item as the script has it, except *but*."""
    console = there.console()
    assert console.journal is not None
    child = console._left.child
    told = scripts.script(console.journal.instrument, child)
    while there.shell.screens.currentWidget() is console:
        there.console()
        journal = console.journal
        if (item := journal.item) is not None:
            asked = item.id in told
            assert console.face.scene.isVisible() == asked
            console.answering.answered.emit(but.get(item.id, told.get(item.id, "Fine.")))
        there.settle()


def test_the_marking_is_shown_against_the_script(practising: Desktop) -> None:
    practising.click(practising.today().start)
    console = practising.console()
    words = console.face.scene.words.text()
    assert words.startswith("What you see and hear: ")
    assert console.journal is not None
    told = scripts.script(console.journal.instrument, console._left.child)
    slip = "not_yet" if told["listening-1"] != "not_yet" else "pass"
    mark_as_it_was(practising, but={"listening-1": slip})
    result = practising.result()
    said = result.practised.said
    assert said[0] == "How you marked"
    assert " as it was to be seen and heard." in said[1]
    assert "Looks when called by name" in said
    assert len([words for words in said if "; you marked “" in words]) == 1


def test_a_real_child_has_no_script(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    console = unlocked.console("listening-1")
    assert not console.face.scene.isVisible()


def test_nothing_of_it_is_ever_sent(practising: Desktop) -> None:
    desk = practising.window.desk
    assert desk is not None
    asked: list[httpx2.Request] = []

    def centre(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(200)

    with desk.store.reading() as conn:
        assert outbox.count(conn).waiting > 0, "there is something that could be sent"
    with desk.store.writing() as conn:  # as if somebody had tampered with it
        who = state.identity(conn)
        assert who is not None
        tampered = msgspec.structs.replace(who, centre="https://centre.example", private_key="x")
        state.set_identity(conn, tampered)
    http = httpx2.Client(transport=httpx2.MockTransport(centre), base_url="https://centre.example")
    with http, pytest.raises(NotAllowed, match="made up"):
        sync_once(desk.store, http)
    assert asked == []


def test_neither_vault_opens_with_the_others_key(practising: Desktop, real: School) -> None:
    with pytest.raises(WrongPassphrase):
        vault.unlock(real.folders.vault, practice.PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        vault.unlock(real.folders.practice, PASSPHRASE)
    held = vault.unlock(real.folders.practice, practice.PASSPHRASE)
    other = vault.unlock(real.folders.vault, PASSPHRASE)
    assert held.vault != other.vault
    assert bytes(held.secret()) != bytes(other.secret())
