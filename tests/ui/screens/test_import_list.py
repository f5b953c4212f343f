"""A class list from the file to the first child of a new round, in a real window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from elsec_app.instruments import library
from elsec_app.operations import cohorts, people, rounds
from tests import shots
from tests.desktop import Desktop, desktop
from tests.school import school
from ui.screens.import_list import reading
from ui.screens.import_list.screen import ImportList
from ui.theme.look import Theme


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    with desktop(theme, qtbot, school(tmp_path, children=4)) as made:
        yield made


@pytest.fixture
def path(opened: Desktop, tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(shots.class_list(opened.school), encoding="utf-8")
    return file


def importing(opened: Desktop) -> ImportList:
    opened.shell.go("import")
    return opened.at(ImportList)


def read(opened: Desktop, path: Path) -> ImportList:
    screen = importing(opened)
    screen.open(path)
    opened.until(lambda: bool(screen.lines))
    return screen


def actions(screen: ImportList) -> dict[str, str]:
    return {line.name.split(" ")[0]: line.action for line in screen.lines}


def children(opened: Desktop, typed: str) -> int:
    with opened.school.desk.store.reading() as conn:
        return len(people.find(conn, typed))


def test_every_row_says_what_it_will_do_before_anything_is_done(
    opened: Desktop, path: Path
) -> None:
    screen = read(opened, path)
    assert actions(screen) == {
        "Łukasz": "same",
        "Zoë": "doubtful",
        "Ned": "refused",
        "Row": "refused",
        "Nell": "new",
        "Théo": "new",
    }
    assert screen.footnote.text() == "2 new · 1 already here · 1 to decide · 2 left out"
    assert all(line.why for line in screen.lines)
    assert screen.next.text() == "Add 2 children"
    assert children(opened, "ashby") == 0


def test_added_then_undone_then_added_again(opened: Desktop, path: Path) -> None:
    screen = read(opened, path)
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Start a screening round")
    assert opened.said() == "2 children added, 1 already here, 2 left out."
    assert children(opened, "ashby") == 1
    opened.click(opened.window._speak().strip._act)
    opened.until(lambda: screen.next.text() == "Add 2 children")
    assert children(opened, "ashby") == 0
    opened.click(screen.next)
    opened.until(lambda: children(opened, "ashby") == 1)


@pytest.mark.parametrize(("same", "held", "adds"), [(True, 0, 2), (False, 1, 3)])
def test_a_doubtful_row_is_decided_by_one_tap(
    opened: Desktop, path: Path, same: bool, held: int, adds: int
) -> None:
    screen = read(opened, path)
    doubtful = screen.lines[0]
    assert screen.table.marked_key() == doubtful.key
    assert doubtful.match.startswith("Zoë")
    assert doubtful.match in screen.detail.match.text()
    opened.click(screen.detail.same if same else screen.detail.other)
    assert screen.next.text() == f"Add {adds} children"
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Start a screening round")
    assert actions(screen)["Zoë"] == "same"
    assert children(opened, f"{doubtful.name.split(' ')[-1]}") == held


def test_one_tap_begins_a_round_and_opens_it(opened: Desktop, path: Path) -> None:
    screen = read(opened, path)
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Start a screening round")
    opened.click(screen.next)
    sheet = opened.today()
    desk = opened.school.desk
    with desk.store.reading() as conn:
        made = next(c for c in cohorts.cohorts(conn) if c.id != opened.school.cohort.id)
    assert made.name == rounds.name_of(desk.actor.today())
    assert set(made.classes) == {"Acorn", "Maple"}
    assert made.instruments == (opened.school.instrument.id,)
    opened.until(lambda: made.name in sheet.subtitle.text())


@pytest.mark.parametrize(
    ("born", "chosen"),
    [
        ([date(2024, 3, 1)], "observation-screen"),  # 2;8
        ([date(2021, 10, 1), date(2022, 8, 1)], "observation-screen"),  # Reception
        ([date(2017, 1, 5), date(2019, 5, 1)], "observation-screen"),  # one too old, one not
        ([date(2018, 5, 1), date(2018, 6, 1)], "speech-sounds"),  # 8;6 and 8;5
        ([date(2016, 9, 1)], ""),  # 10;2: only published tools are for that age
        ([], "observation-screen"),
    ],
)
def test_a_round_begins_with_a_screen_given_here_and_never_with_a_published_tool(
    born: list[date], chosen: str
) -> None:
    packs = {pack.id: pack for pack in library.shipped()}
    assert reading.best_instrument(packs, born, date(2026, 11, 24)) == chosen


def test_a_list_whose_classes_are_in_a_round_leads_there(opened: Desktop, tmp_path: Path) -> None:
    file = tmp_path / "acorn.csv"
    file.write_text("Surname,Forename,DOB,Class\nAshby,Nell,03/04/2022,Acorn\n", encoding="utf-8")
    screen = read(opened, file)
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Go to the class")
    opened.click(screen.next)
    sheet = opened.today()
    opened.until(lambda: "5 children" in sheet.subtitle.text())


def test_what_is_no_class_list_is_said_and_changes_nothing(
    opened: Desktop, path: Path, tmp_path: Path
) -> None:
    screen = read(opened, path)
    before = screen.lines
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("a letter to the parents\n", encoding="utf-8")
    screen.open(wrong)
    opened.until(lambda: "not a class list" in opened.said())
    assert screen.lines == before
    assert screen.subtitle.text() == path.name
    assert screen.footnote.text().startswith("2 new")


def test_a_file_can_be_dropped(opened: Desktop, path: Path) -> None:
    screen = importing(opened)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    screen.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    opened.until(lambda: len(screen.lines) == 6)


@pytest.mark.parametrize(
    ("day", "name", "year"),
    [
        (date(2026, 9, 1), "Autumn 2026", "2026-27"),
        (date(2027, 1, 11), "Spring 2027", "2026-27"),
        (date(2027, 8, 31), "Summer 2027", "2026-27"),
        (date(2099, 12, 1), "Autumn 2099", "2099-00"),
    ],
)
def test_a_round_has_the_usual_dates(day: date, name: str, year: str) -> None:
    made = rounds.usual(day, ("Acorn",), "little")
    assert (made.name, made.academic_year, made.opens) == (name, year, day)
    assert (made.closes - day).days == 42
    assert made.opt_out_by == day
