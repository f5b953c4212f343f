"""A class list from the file to the first child of a new round, in a real window."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from elsec_app.exchange.synthetic import children as invented
from elsec_app.exchange.synthetic import write_csv
from elsec_app.instruments import library
from elsec_app.operations import batches, cohorts, people, rounds
from tests import shots
from tests.desktop import Desktop, desktop
from tests.school import school
from ui.screens.import_list import reading
from ui.screens.import_list.progress import Job
from ui.screens.import_list.screen import CHOOSING, HEADS, LINES, ImportList
from ui.theme.look import Theme


@pytest.fixture
def opened(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    with desktop(theme, qtbot, school(tmp_path, children=4)) as made:
        yield made


@pytest.fixture
def path(opened: Desktop, tmp_path: Path) -> Path:
    return written(tmp_path, shots.class_list(opened.school))


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def importing(opened: Desktop) -> ImportList:
    opened.shell.go("import")
    return opened.at(ImportList)


def heads(opened: Desktop, path: Path) -> ImportList:
    """The list read, at what its columns say."""
    screen = importing(opened)
    screen.open(path)
    opened.until(lambda: screen.step == HEADS and screen.taken is not None)
    return screen


def read(opened: Desktop, path: Path) -> ImportList:
    """The list read, at what will happen."""
    screen = heads(opened, path)
    opened.click(screen.next)
    opened.until(lambda: screen.step == LINES)
    return screen


def actions(screen: ImportList) -> dict[str, str]:
    return {
        line.name.split(" ")[0]: line.action
        for line in screen.lines.lines
        if line.planned != "stays"
    }


def children(opened: Desktop, typed: str) -> int:
    with opened.school.desk.store.reading() as conn:
        return len(people.find(conn, typed))


def read_as(screen: ImportList) -> dict[str, str]:
    rows = screen.heads.table.rows.rows
    return {str(row.cells[0]): row.cells[2].word for row in rows}  # type: ignore[union-attr]


def take_for(opened: Desktop, screen: ImportList, heading: str, meaning: str) -> None:
    """Have the column under *heading* read as *meaning*, as a person does."""
    row = next(r for r in screen.heads.table.rows.rows if r.cells[0] == heading)
    screen.heads.table.mark(row.key)
    box = screen.heads.detail.meaning
    before = screen.taken
    box.setCurrentIndex(box.findText(meaning))
    box.activated.emit(box.currentIndex())
    opened.until(lambda: screen.taken is not before)


# what the columns say


def test_the_columns_are_shown_over_the_first_rows(opened: Desktop, path: Path) -> None:
    screen = heads(opened, path)
    assert read_as(screen) == {
        "Surname": "Surname",
        "Forename": "Forename",
        "Date of birth": "Date of birth",
        "Class": "Class",
    }
    assert screen.heads.unread.text() == "Every column is used."
    assert "Ashby" in str(screen.heads.table.rows.rows[0].cells[1])
    assert screen.footnote.text() == "5 children found"


def test_a_column_is_put_right_and_the_next_list_is_read_alike(
    opened: Desktop, tmp_path: Path
) -> None:
    text = "Forename,Surname,DOB,Class,Set\nAshby,Nell,23/04/2022,Acorn,Maple\n"
    screen = heads(opened, written(tmp_path, text))
    assert screen.heads.unread.text() == "Left unread and never stored: Set."
    take_for(opened, screen, "Forename", "Surname")
    take_for(opened, screen, "Surname", "Forename")
    take_for(opened, screen, "Set", "Class")
    assert read_as(screen)["Class"] == "Not used"
    assert screen.heads.unread.text() == "Left unread and never stored: Class."
    opened.click(screen.next)
    opened.until(lambda: screen.step == LINES)
    assert [(one.name, one.class_name) for one in screen.lines.lines] == [("Nell Ashby", "Maple")]
    opened.click(screen.next)
    opened.until(lambda: opened.said() == "1 child added.")
    again = text.replace("Ashby,Nell", "Birch,Théo")
    screen.open(written(tmp_path, again, "again.csv"))
    opened.until(lambda: screen.subtitle.text() == "again.csv · What will happen")
    assert screen.lines.lines[0].name == "Théo Birch"
    opened.click(screen.back)
    assert read_as(screen)["Set"] == "Class"


def test_without_names_or_births_nothing_goes_on(opened: Desktop, tmp_path: Path) -> None:
    text = "Alpha,Beta,Gamma\n1,14 Acacia Avenue,x\n2,3 High Street,y\n"
    screen = heads(opened, written(tmp_path, text))
    assert screen.notes.words.text() == "Say which columns are the names and the date of birth."
    assert not screen.next.isEnabled()


def test_a_list_without_a_class_asks_for_it(opened: Desktop, tmp_path: Path) -> None:
    screen = heads(opened, written(tmp_path, shots.CLASSLESS))
    assert (screen.footnote.text(), screen.next.isEnabled()) == ("Say which class this is.", False)
    box = screen.heads.class_name
    assert [box.itemText(n) for n in range(box.count())] == ["Acorn"]
    box.setFocus()
    opened.type("Oak")
    opened.key(Qt.Key.Key_Return)
    opened.until(lambda: screen.next.isEnabled())
    opened.click(screen.next)
    opened.until(lambda: screen.step == LINES)
    assert {line.class_name for line in screen.lines.lines} == {"Oak"}


def test_each_year_group_can_be_a_class_and_is_next_time(opened: Desktop, tmp_path: Path) -> None:
    text = "Surname,Forename,DOB,Year\nAshby,Nell,23/04/2022,R\nBirch,Théo,13/04/2021,1\n"
    screen = heads(opened, written(tmp_path, text))
    box = screen.heads.class_name
    box.setCurrentIndex(box.findText("Each year group is a class"))
    box.activated.emit(box.currentIndex())
    opened.until(lambda: screen.next.isEnabled())
    opened.click(screen.next)
    opened.until(lambda: screen.step == LINES)
    assert [line.class_name for line in screen.lines.lines] == ["Reception", "Year 1"]
    opened.click(screen.next)
    opened.until(lambda: opened.said() == "2 children added.")
    screen.open(written(tmp_path, text.replace("Nell", "Ned"), "again.csv"))
    opened.until(lambda: screen.subtitle.text() == "again.csv · What will happen")
    assert [line.class_name for line in screen.lines.lines[:2]] == ["Reception", "Year 1"]


def test_the_order_of_dates_in_doubt_is_a_persons_to_say(opened: Desktop, tmp_path: Path) -> None:
    screen = heads(opened, written(tmp_path, shots.CLASSLESS))
    box = screen.heads.order
    assert box.isVisible()
    assert (box.currentData(), box.findData("exchanged")) == ("day-first", -1)
    box.setCurrentIndex(box.findData("month-first"))
    box.activated.emit(box.currentIndex())
    opened.until(lambda: "Check one child" not in screen.notes.words.text())
    assert screen.taken is not None
    assert screen.taken.children[0].date_of_birth == date(2022, 3, 4)
    assert box.isVisible(), "it can be changed back"


# what will happen


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
    assert screen.footnote.text() == (
        "2 new · 1 already here · 1 to decide · 2 left out · 2 not in the list"
    )
    assert all(line.why for line in screen.lines.lines)
    assert screen.next.text() == "Add 2 children"
    assert children(opened, "ashby") == 0


def test_one_kind_of_row_can_be_looked_at_alone(opened: Desktop, path: Path) -> None:
    screen = read(opened, path)
    kind = screen.lines.kind
    assert [kind.itemText(n) for n in range(kind.count())] == [
        "All rows (8)",
        "New (2)",
        "Already here (1)",
        "Please decide (1)",
        "Left out (2)",
        "Not in the list (2)",
    ]
    kind.setCurrentIndex(kind.findData("refused"))
    kind.activated.emit(kind.currentIndex())
    assert [row.cells[0] for row in screen.lines.table.rows.rows] == ["Ned Noclass", "Row 7"]


def test_added_then_undone_then_added_again(opened: Desktop, path: Path) -> None:
    screen = read(opened, path)
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Start a screening round")
    assert opened.said() == "2 children added, 1 already here, 3 left out."
    assert children(opened, "ashby") == 1
    opened.click(opened.window._speak().strip._act)
    opened.until(lambda: screen.next.text() == "Add 2 children")
    assert opened.said() == "Undone: 2 children are as before."
    assert children(opened, "ashby") == 0
    opened.click(screen.next)
    opened.until(lambda: children(opened, "ashby") == 1)


@pytest.mark.parametrize(("same", "held", "adds"), [(True, 0, 2), (False, 1, 3)])
def test_a_doubtful_row_is_decided_by_one_tap(
    opened: Desktop, path: Path, same: bool, held: int, adds: int
) -> None:
    screen = read(opened, path)
    doubtful, detail = screen.lines.lines[0], screen.lines.detail
    assert screen.lines.table.marked_key() == doubtful.key
    shown = [[text.text() for text in pair] for pair in detail.compared.pairs]
    assert shown[0] == [doubtful.name, doubtful.name[:-1]]
    assert shown[1][0] == shown[1][1]
    assert shown[2] == ["Acorn", "Acorn"]
    opened.click(detail.same if same else detail.other)
    assert screen.next.text() == f"Add {adds} children"
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Start a screening round")
    assert actions(screen)["Zoë"] == "same"
    assert children(opened, f"{doubtful.name.split(' ')[-1]}") == held


def test_two_rows_are_not_the_same_child(opened: Desktop, tmp_path: Path) -> None:
    with opened.school.desk.store.reading() as conn:
        zoe = people.find(conn, "zoë")[0]
    lines = [f"{zoe.surname}{end},Zoë,{zoe.born:%d/%m/%Y},Acorn" for end in ("s", "z")]
    text = "\n".join(["Surname,Forename,DOB,Class", *lines])
    screen = read(opened, written(tmp_path, text))
    opened.click(screen.lines.detail.same)
    opened.click(screen.lines.detail.same)
    assert opened.said() == "Row 2 of the list is that child already."
    assert [line.action for line in screen.lines.lines[:2]] == ["same", "doubtful"]
    opened.click(screen.lines.detail.other)
    assert screen.next.text() == "Add 1 child"


def test_who_is_not_in_the_list_stays_until_a_person_says_otherwise(
    opened: Desktop, path: Path
) -> None:
    screen = read(opened, path)
    absent = [line for line in screen.lines.lines if line.planned == "stays"]
    assert [line.action for line in absent] == ["stays", "stays"]
    screen.lines.table.mark(absent[0].key)
    opened.click(screen.lines.detail.gone)
    screen.lines.table.mark(absent[0].key)
    opened.click(screen.lines.detail.stays)
    screen.lines.table.mark(absent[1].key)
    opened.click(screen.lines.detail.all_gone)
    assert screen.footnote.text().endswith("2 leaving")
    opened.click(screen.next)
    opened.until(lambda: "2 have left" in opened.said())
    opened.until(lambda: "not in the list" not in screen.footnote.text())
    opened.click(opened.window._speak().strip._act)
    opened.until(lambda: "2 leaving" in screen.footnote.text())


def test_an_earlier_list_is_undone_from_where_one_begins(opened: Desktop, path: Path) -> None:
    screen = read(opened, path)
    opened.click(screen.next)
    opened.until(lambda: children(opened, "ashby") == 1)
    opened.shell.go("today")
    opened.today()
    again = importing(opened)
    assert again.step == CHOOSING
    opened.until(lambda: bool(again.choosing.table.rows.rows))
    name, _day, did = again.choosing.table.rows.rows[0].cells
    assert (name, did) == ("list.csv", "2 added, 1 already here")
    opened.click(again.choosing.undo)
    opened.until(lambda: children(opened, "ashby") == 0)
    assert opened.said() == "Undone: 2 children are as before."
    opened.until(lambda: not again.choosing.table.isVisible())


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


def test_a_list_whose_classes_are_in_a_round_leads_there(opened: Desktop, tmp_path: Path) -> None:
    text = "Surname,Forename,DOB,Class\nAshby,Nell,03/04/2022,Acorn\n"
    screen = read(opened, written(tmp_path, text, "acorn.csv"))
    opened.click(screen.next)
    opened.until(lambda: screen.next.text() == "Go to the class")
    opened.click(screen.next)
    sheet = opened.today()
    opened.until(lambda: "5 children" in sheet.subtitle.text())


# how a list comes


def test_what_is_no_class_list_is_said_and_changes_nothing(
    opened: Desktop, path: Path, tmp_path: Path
) -> None:
    screen = read(opened, path)
    before = screen.lines.lines
    screen.open(written(tmp_path, "a letter to the parents\n", "wrong.csv"))
    opened.until(lambda: "not a class list" in opened.said())
    assert screen.lines.lines == before
    assert screen.subtitle.text() == "list.csv · What will happen"
    assert screen.footnote.text().startswith("2 new")


def test_a_file_is_chosen_in_the_dialog(opened: Desktop, path: Path) -> None:
    screen = importing(opened)
    seen: list[str] = []

    def choose() -> None:
        dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
        seen.extend(dialog.nameFilters())
        named = dialog.findChild(QLineEdit)
        assert isinstance(named, QLineEdit)
        named.setText(str(path))
        QTest.keyClick(named, Qt.Key.Key_Return)

    QTimer.singleShot(100, choose)
    opened.click(screen.choosing.choose)
    opened.until(lambda: screen.step == HEADS)
    assert screen.subtitle.text() == "list.csv · What its columns say"
    assert "*.xlsx" in seen[0]


def test_no_file_chosen_changes_nothing(opened: Desktop) -> None:
    screen = importing(opened)

    def think_better() -> None:
        next(w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)).reject()

    QTimer.singleShot(100, think_better)
    opened.click(screen.choosing.choose)
    assert screen.step == CHOOSING


def test_a_file_can_be_dropped(opened: Desktop, path: Path) -> None:
    screen = importing(opened)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(9, 9), copy, held, left, none)
    QApplication.sendEvent(screen, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(screen, QDropEvent(QPointF(9, 9), copy, held, left, none))
    opened.until(lambda: screen.step == HEADS)


def test_what_is_no_file_is_not_let_in(opened: Desktop) -> None:
    screen = importing(opened)
    held = QMimeData()
    held.setText("a word")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enters = QDragEnterEvent(QPoint(9, 9), copy, held, left, Qt.KeyboardModifier.NoModifier)
    enters.ignore()
    QApplication.sendEvent(screen, enters)
    assert not enters.isAccepted()


def test_a_table_can_be_pasted(opened: Desktop) -> None:
    screen = importing(opened)
    screen.choosing.choose.setFocus()
    QGuiApplication.clipboard().setText("Name\tDOB\tClass\nAshby, Nell\t23/04/2022\tOak\n")
    opened.key(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    opened.until(lambda: screen.step == HEADS)
    assert screen.subtitle.text() == "Pasted list · What its columns say"
    assert screen.footnote.text() == "1 child found"
    QGuiApplication.clipboard().clear()


# large lists


@pytest.fixture
def large(tmp_path: Path) -> Path:
    file = tmp_path / "large.csv"
    file.write_bytes(write_csv(invented(1, 2_000, "R", date.today())))  # noqa: DTZ011
    return file


class Steps:
    """Every step of a job waits for the window to have done something of its own, up to a limit
    that it never meets unless the window is held up; *hold* keeps it at one step until stopped."""

    def __init__(self, hold: int = -1) -> None:
        self.told: list[tuple[int, int]] = []
        self.held_up = False
        self._hold = hold
        self._beat = threading.Event()
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._beat.set)
        self._timer.start()

    def watch(self, job: Job, done: int, of: int) -> None:
        """In place of ``Job.watch``, on the store's thread."""
        self._beat.clear()
        self.held_up |= not self._beat.wait(10)
        self.told.append((done, of))
        if done == self._hold:
            job._asked.wait(10)
        _WATCH(job, done, of)


_WATCH = Job.watch


def watched(monkeypatch: pytest.MonkeyPatch, hold: int = -1) -> Steps:
    steps = Steps(hold)
    monkeypatch.setattr(Job, "watch", lambda job, done, of: steps.watch(job, done, of))
    return steps


def test_the_window_lives_while_a_large_list_is_taken_in(
    opened: Desktop, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = watched(monkeypatch)
    screen = heads(opened, large)
    opened.click(screen.next)
    assert screen.working.isVisible()
    opened.until(lambda: screen.step == LINES, 60_000)
    assert steps.told == [(done, 2_000) for done in range(0, 2_001, 250)]
    steps.told.clear()
    shown: list[int] = []
    screen.working.line.valueChanged.connect(shown.append)
    opened.click(screen.next)
    assert screen.working.isVisible()
    opened.until(lambda: opened.said() == "2000 children added.", 60_000)
    assert steps.told[:9] == [(done, 2_000) for done in range(0, 2_001, 250)]
    assert not steps.held_up
    assert max(shown) > 0
    opened.until(lambda: not screen.working.isVisible(), 60_000)


def test_stopped_half_way_a_large_list_leaves_nothing(
    opened: Desktop, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = read(opened, large)
    steps = watched(monkeypatch, hold=500)
    opened.click(screen.next)
    opened.until(lambda: (500, 2_000) in steps.told, 60_000)
    opened.click(screen.working.stop)
    opened.until(lambda: opened.said() == "Stopped. Nothing was changed.", 60_000)
    with opened.school.desk.store.reading() as conn:
        assert batches.recent(conn, opened.school.setting) == ()
        assert len(people.find(conn, "smith")) == 0
    assert screen.next.text() == "Add 2000 children"
    assert screen.next.isEnabled()


def test_stopped_while_comparing_the_columns_are_there_again(
    opened: Desktop, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = heads(opened, large)
    watched(monkeypatch, hold=0)
    opened.click(screen.next)
    opened.click(screen.working.stop)
    opened.until(lambda: not screen.working.isVisible(), 60_000)
    assert screen.step == HEADS
    assert screen.next.isEnabled()


# rounds


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
