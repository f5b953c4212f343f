"""From a class to paper: a practitioner by touch, a therapist, a SENCO by keyboard alone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from elsec_app.operations import results, review, screening
from elsec_app.protocol.kinds import PRACTITIONER, SENCO, THERAPIST
from elsec_app.reports import fonts
from elsec_app.store import tables
from tests import school
from tests.desktop import Desktop, desktop
from tests.ui import eyes
from ui.screens.prints.job import Job
from ui.screens.prints.screen import Prints
from ui.theme.look import Theme

MAKING_MS = 20_000


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where every part of the program, Qt's as well, would put a temporary file."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.fixture
def made(tmp_path: Path) -> school.School:
    """Six children: three screened, one half way, two to come."""
    built = school.school(tmp_path, children=6)
    for child in built.children[:3]:
        school.screen(built, child)
    with built.desk.store.writing() as conn:
        screening.begin(conn, built.desk.actor, built.children[3], built.cohort, built.instrument)
    return built


def opened(
    theme: Theme, qtbot: QtBot, made: school.School, role: str
) -> Iterator[tuple[Desktop, Prints]]:
    with desktop(theme, qtbot, school.as_role(made, role)) as driven:
        driven.settle()
        driven.shell.go("prints")
        screen = driven.at(Prints)
        ready(driven, screen)
        yield driven, screen


@pytest.fixture
def practitioner(
    theme: Theme, qtbot: QtBot, temporary: Path, made: school.School
) -> Iterator[tuple[Desktop, Prints]]:
    yield from opened(theme, qtbot, made, PRACTITIONER)


@pytest.fixture
def therapist(
    theme: Theme, qtbot: QtBot, temporary: Path, made: school.School
) -> Iterator[tuple[Desktop, Prints]]:
    """She has decided on the first child."""
    with made.desk.store.writing() as conn:
        signed = results.of_child(conn, made.children[0])[0].id
        actor = school.as_role(made, THERAPIST).desk.actor
        review.decide(conn, actor, signed, "refer", comment="Hears little in the hall.")
    yield from opened(theme, qtbot, made, THERAPIST)


@pytest.fixture
def senco(
    theme: Theme, qtbot: QtBot, temporary: Path, made: school.School
) -> Iterator[tuple[Desktop, Prints]]:
    yield from opened(theme, qtbot, made, SENCO)


def ready(driven: Desktop, screen: Prints) -> None:
    """Wait until the pages are there."""
    driven.bot.waitUntil(lambda: screen.print.isEnabled(), timeout=MAKING_MS)


def said(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document)


def touch(driven: Desktop, finger: object, widget: QWidget, at: QPoint | None = None) -> None:
    window = driven.window.windowHandle()
    place = at or QPoint(widget.width() // 2, widget.height() // 2)
    spot = widget.mapTo(driven.window, place)
    QTest.touchEvent(window, finger).press(0, spot, window).commit()  # type: ignore[call-overload]
    QTest.touchEvent(window, finger).release(0, spot, window).commit()  # type: ignore[call-overload]
    QApplication.processEvents()
    driven.settle()


def row(screen: Prints, key: str) -> QPoint:
    """The middle of the row of *key* in the table's own window."""
    number = [each.key for each in screen.table.rows.rows].index(key)
    model = screen.table.model()
    assert model is not None
    return screen.table.visualRect(model.index(number, 0)).center()


def test_a_practitioner_prints_letters_by_touch_and_leaves_no_file(
    practitioner: tuple[Desktop, Prints], temporary: Path, tmp_path: Path
) -> None:
    driven, screen = practitioner
    finger = QTest.createTouchDevice()
    touch(driven, finger, screen.table.viewport(), row(screen, "letters-before"))
    assert not screen.print.isEnabled(), "the letters need words first"
    touch(driven, finger, screen.asking.make)
    contact = screen.asking.rows["contact"].field
    assert screen.asking.rows["deadline"].field.hasFocus(), "the first that is empty"
    driven.type("Friday 4 December 2026")
    contact.setFocus()
    driven.type("01952 000000")
    touch(driven, finger, screen.asking.make)
    ready(driven, screen)
    assert len(screen.preview.pages) == 6
    assert said(screen.pdf).count("Friday 4 December 2026") == 6
    before = files(tmp_path)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    paper = tmp_path / "paper.pdf"  # what stands for the printer's tray
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    screen.print_to(printer)
    driven.bot.waitUntil(lambda: "Sent to the printer" in driven.said(), timeout=MAKING_MS)
    driven.settle()
    assert len(pypdfium2.PdfDocument(paper)) == 6
    assert files(tmp_path) - before == {paper}
    assert list(temporary.iterdir()) == []
    with driven.school.desk.store.reading() as conn:
        noted = conn.scalars(select(tables.audit.c.subject).where(tables.audit.c.action == "print"))
        assert noted.all() == ["letters-before"]


def files(folder: Path) -> set[Path]:
    """Every file but the vault's own."""
    return {
        Path(where) / name
        for where, _folders, names in os.walk(folder)
        for name in names
        if "vault" not in where and not name.startswith("vault")
    }


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_does_not_answer_is_said(
    practitioner: tuple[Desktop, Prints], tmp_path: Path
) -> None:
    driven, screen = practitioner
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "paper.pdf"))
    screen.print_to(printer)
    driven.until(lambda: "try another one" in driven.said())


def test_a_missing_typeface_is_one_sentence(
    practitioner: tuple[Desktop, Prints], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driven, screen = practitioner
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)  # an empty folder
    for kept in (fonts.face, fonts._font, fonts._box):
        kept.cache_clear()
    screen.table.mark("class-list")
    driven.until(lambda: "is missing or damaged: install" in driven.said())
    assert (screen.pdf, screen.preview.pages) == (b"", ())
    assert not screen.print.isEnabled()
    monkeypatch.undo()
    screen.table.mark("class-offer")
    ready(driven, screen)


def test_a_pack_is_stopped_between_two_parts_and_leaves_nothing(
    practitioner: tuple[Desktop, Prints], monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    driven, screen = practitioner
    steps: list[tuple[int, int]] = []
    plain = Job.step

    def slow(self: Job, done: int, of: int) -> bool:
        steps.append((done, of))
        answer = plain(self, done, of)
        if done == 2:  # wait here until the hand has been quick enough
            for _n in range(1000):
                if self.stopped:
                    break
                self._stopped.wait(0.005)
        return answer and not self.stopped

    monkeypatch.setattr(Job, "step", slow)
    screen.table.mark("class-list")
    ready(driven, screen)
    screen.table.mark("class-pack")
    driven.until(lambda: screen.footnote.text() == "Making the pages: part 3 of 6…")
    driven.click(screen.stop)
    driven.settle()
    assert screen.footnote.text() == "Stopped: no pages were made."
    assert (screen.pdf, screen.preview.pages) == (b"", ())
    assert not screen.print.isEnabled()
    assert not screen.stop.isVisible()
    assert steps == [(0, 6), (1, 6), (2, 6)], "nothing was made after the stop"
    assert list(temporary.iterdir()) == []
    screen.table.mark("class-list")
    ready(driven, screen)


def test_another_choice_leaves_the_pack_before_it(practitioner: tuple[Desktop, Prints]) -> None:
    driven, screen = practitioner
    screen.table.mark("class-pack")
    screen.table.mark("class-list")
    ready(driven, screen)
    driven.settle()
    assert "Class list: Acorn" in said(screen.pdf)
    assert "In this pack" not in said(screen.pdf)


def test_a_therapist_takes_a_child_to_a_panel(therapist: tuple[Desktop, Prints]) -> None:
    driven, screen = therapist
    screen.whose.setFocus()
    driven.key(Qt.Key.Key_Down)
    driven.until(lambda: screen.table.rows.rows[0].key.startswith("child-summary"))
    ready(driven, screen)
    kinds = {key.partition(":")[0]: key for key in (each.key for each in screen.table.rows.rows)}
    assert "letter-after" in kinds
    screen.table.mark(kinds["panel-summary"])
    assert not screen.print.isEnabled()
    screen.asking.rows["panel"].field.setFocus()
    driven.type("the inclusion panel, 3 December")
    screen.asking.rows["asked"].field.setFocus()
    driven.type("Six hours a week of support.")
    driven.click(screen.asking.make)
    ready(driven, screen)
    assert "Six hours a week of support." in said(screen.pdf)
    assert 1 <= len(screen.preview.pages) <= 2
    screen.table.mark(kinds["ehc-evidence"])
    ready(driven, screen)
    assert "Hears little in the hall." in " ".join(said(screen.pdf).split())


def test_a_senco_reads_signed_results_only_by_keyboard_alone(
    senco: tuple[Desktop, Prints],
) -> None:
    driven, screen = senco
    screen.whose.setFocus()
    driven.key(Qt.Key.Key_Tab)
    assert screen.table.hasFocus()
    driven.key(Qt.Key.Key_Down)
    ready(driven, screen)
    words = said(screen.pdf)
    assert "Class list: Acorn" in words
    assert words.count("Started") == 2, "in the row and in the count, and no band"
    code = words.split("prints check ")[1].split()[0]
    driven.key(Qt.Key.Key_Tab)
    assert screen.check.field.hasFocus()
    driven.type(code.lower().replace("-", " "))
    driven.key(Qt.Key.Key_Return)
    driven.until(lambda: screen.check.answer.text().startswith("Current. Class list: Acorn"))
    assert screen.check.field.hasFocus()
    driven.key(Qt.Key.Key_Tab)
    assert screen.check.button.hasFocus()
    # The half-screened child has nothing to print but what is on record.
    with driven.school.desk.store.reading() as conn:
        half = driven.school.children[3]
        assert results.of_child(conn, half) == ()
    screen.whose.setFocus()
    for _n in range(4):
        driven.key(Qt.Key.Key_Down)
        driven.settle()
    driven.until(lambda: screen.whose.currentData() == half)
    driven.settle()
    kinds = [each.key.partition(":")[0] for each in screen.table.rows.rows]
    assert kinds == ["timeline", "letter-before"]


@pytest.mark.parametrize("size", [100, 200])
def test_everything_is_reached_by_tab(
    senco: tuple[Desktop, Prints], theme: Theme, size: int
) -> None:
    driven, screen = senco
    theme.set(scale=size)
    driven.settle()
    ready(driven, screen)
    assert eyes.unreached(driven.window) == []
    assert eyes.cut_off(driven.window) == []
    assert eyes.small_targets(driven.window) == []
    theme.set(scale=100)


def test_the_pages_are_moved_by_key_and_their_words_are_told(
    senco: tuple[Desktop, Prints],
) -> None:
    driven, screen = senco
    first = screen.preview.pages[0]
    assert first.accessibleName() == f"Page 1 of {len(screen.preview.pages)}"
    assert "Class pack: Acorn" in first.accessibleDescription()
    bar = screen.preview.view.verticalScrollBar()
    screen.check.button.setFocus()
    driven.key(Qt.Key.Key_Tab)
    assert screen.preview.view.hasFocus()
    ring = QColor(screen._session.theme.colour("focus"))
    assert eyes.focus_pixels(screen.preview.view, ring) > screen.preview.view.width()
    driven.key(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    driven.key(Qt.Key.Key_PageUp)
    assert bar.value() == 0


def test_larger_text_has_larger_pages(senco: tuple[Desktop, Prints], theme: Theme) -> None:
    driven, screen = senco
    before = screen.preview.pages[0].width()
    theme.set(scale=125)
    driven.until(lambda: screen.preview.pages[0].width() > before)
    ready(driven, screen)
    theme.set(scale=100)
