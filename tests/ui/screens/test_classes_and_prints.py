"""The class at a glance, and from there to the printed page, in a real window on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from elsec_app.store import records
from tests import school, shots
from ui.screens.classes.screen import ClassView
from ui.screens.prints.screen import Prints
from ui.theme.look import Theme
from ui.widgets.model import in_words
from ui.window.main import Main

HOSTILE = "<b>Zoë</b> &amp; Łukasz"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[school.School]:
    built = shots.a_morning(tmp_path)
    yield built
    built.desk.store.close()


@pytest.fixture
def window(theme: Theme, qtbot: QtBot, made: school.School) -> Iterator[Main]:
    opened = Main(theme, made.folders, has_vault=True)
    qtbot.addWidget(opened)
    opened.resize(*shots.SIZE)
    opened.show()
    opened.open(made.desk)
    yield opened
    opened.close()


def go(window: Main, key: str, **what: object) -> object:
    assert window.shell is not None
    window.shell.go(key, **what)
    return window.shell.screens.currentWidget()


def classes(qtbot: QtBot, window: Main) -> ClassView:
    screen = go(window, "classes")
    assert isinstance(screen, ClassView)
    qtbot.waitUntil(lambda: screen.table is not None and bool(screen.table.rows.rows))
    return screen


def prints(qtbot: QtBot, window: Main, what: str = "") -> Prints:
    screen = go(window, "prints", what=what)
    assert isinstance(screen, Prints)
    qtbot.waitUntil(lambda: bool(screen.preview.pages), timeout=20_000)
    return screen


def test_every_child_has_a_band_for_each_strand_or_a_reason(qtbot: QtBot, window: Main) -> None:
    screen = classes(qtbot, window)
    assert screen.table is not None
    rows = [[in_words(cell) for cell in row.cells] for row in screen.table.rows.rows]
    assert len(rows) == 14
    screened = [row for row in rows if row[1] in ("On track", "Needs a closer look")]
    assert len(screened) == 5
    assert {row[1] for row in rows} >= {"To screen", "Absent", "Opted out"}


def test_a_name_appears_as_it_was_typed(qtbot: QtBot, window: Main, made: school.School) -> None:
    with made.desk.store.writing() as conn:
        records.edit(conn, made.desk.actor, made.children[0], known_as=HOSTILE)
    screen = classes(qtbot, window)
    assert screen.table is not None
    names = [in_words(row.cells[0]) for row in screen.table.rows.rows]
    assert any(name.startswith(HOSTILE) for name in names)


def test_the_class_pack_is_one_press_away(qtbot: QtBot, window: Main) -> None:
    classes(qtbot, window).printing.click()
    assert window.shell is not None
    screen = window.shell.screens.currentWidget()
    assert isinstance(screen, Prints)
    qtbot.waitUntil(lambda: bool(screen.preview.pages), timeout=20_000)
    assert len(screen.preview.pages) == len(pypdfium2.PdfDocument(screen.pdf))
    assert len(screen.preview.pages) >= 7  # the list, the plan and five summaries


def test_a_saved_print_is_what_was_seen(
    qtbot: QtBot, window: Main, tmp_path: Path, made: school.School
) -> None:
    screen = prints(qtbot, window, "class-list")
    target = tmp_path / "list.pdf"
    screen.save_to(target)
    qtbot.waitUntil(target.exists)
    assert target.read_bytes() == screen.pdf
    text = pypdfium2.PdfDocument(target)[0].get_textpage().get_text_range()
    assert "Femi" in text


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_lost(
    qtbot: QtBot, window: Main, tmp_path: Path
) -> None:
    screen = prints(qtbot, window, "class-list")
    held = screen.pdf
    screen.save_to(tmp_path / "no such folder" / "list.pdf")
    assert window.shell is not None
    qtbot.waitUntil(lambda: "another place" in _said(window))
    assert screen.pdf == held


def test_a_referral_is_listed_only_when_it_is_signed(qtbot: QtBot, window: Main) -> None:
    screen = prints(qtbot, window)
    keys = [row.key for row in screen.table.rows.rows]
    assert not [key for key in keys if key.startswith(("referral", "child-summary"))]
    assert screen.whose.count() == 1 + 14


def test_the_marked_childs_bands_stand_beside_in_full(
    qtbot: QtBot, window: Main, made: school.School
) -> None:
    screen = classes(qtbot, window)
    assert screen.table is not None
    screen.table.mark(made.children[3])
    shots.settle(window)
    assert "Needs a closer look" in _said(window)
    screen.table.mark(made.children[0])
    shots.settle(window)
    assert "Needs a closer look" not in _said(window)


def test_where_there_is_no_room_a_tap_leads_to_the_pages_and_back(
    qtbot: QtBot, window: Main, theme: Theme
) -> None:
    theme.set(scale=200)
    shots.settle(window)
    screen = prints(qtbot, window, "class-list")
    assert screen.beside.narrow()
    assert not screen.preview.isVisible()
    QTest.keyClick(screen.table, Qt.Key.Key_Return)
    assert screen.preview.isVisible()
    assert not screen.table.isVisible()
    QTest.keyClick(screen.preview.back, Qt.Key.Key_Return)
    assert screen.table.isVisible()
    theme.set(scale=100)


def _said(window: Main) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
