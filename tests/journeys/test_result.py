"""The result: nothing said beside it is lost; signed it is read, and changed for a reason only."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from elsec_app.operations import cohorts, results
from elsec_app.operations.results import Signed
from elsec_app.settings import Folders
from elsec_app.store import tables
from tests.desktop import Desktop, desktop
from tests.journeys.test_console import mouse, stored
from tests.journeys.test_crash import opened_again
from tests.journeys.test_morning import screen_by_taps
from tests.little_screen import second_screen
from tests.school import School, school
from ui.screens.console.tapping import BOUNCE_MS
from ui.screens.result.screen import ResultScreen
from ui.screens.signed.screen import SignedResult
from ui.theme.look import Theme


def said_beside_the_result(there: Desktop) -> ResultScreen:
    """A judgement with its reason, a tick, a note; nothing is signed."""
    there.click(there.today().start)
    screen_by_taps(there)
    result = there.result()
    row = result.rows[1]
    there.click(row.change)
    there.click(row.own.chips["closer_look"])
    row.own.words.setFocus()
    there.type("He copied the others.")
    there.click(result.urgent.ticks["voice"])
    result.words.setFocus()
    there.type("Mother will ring on Mon")
    return result


def is_as_it_was_said(result: ResultScreen) -> None:
    row = result.rows[1]
    assert row.own.isVisible()
    assert row.own.chips["closer_look"].isChecked()
    assert row.own.reason() == "He copied the others."
    assert result.urgent.ticked() == ("voice",)
    assert result.words.toPlainText() == "Mother will ring on Mon"
    assert result.remarks().judgements["understanding"].band == "closer_look"


def test_what_is_said_survives_the_lock(unlocked: Desktop) -> None:
    said_beside_the_result(unlocked)
    unlocked.window.lock()
    opened_again(unlocked.school, unlocked)
    is_as_it_was_said(unlocked.result())


def test_what_is_said_survives_a_kill(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    made = school(tmp_path, children=2)
    with desktop(theme, qtbot, made) as there:
        said_beside_the_result(there)
        there.settle()
        killed = Folders(tmp_path / "killed")
        shutil.copytree(made.folders.vault, killed.vault)  # as a kill would leave it: not closed
        assert (killed.vault / "store.db-wal").stat().st_size > 0
    with desktop(theme, qtbot, replace(made, folders=killed), locked=True) as there:
        opened_again(replace(made, folders=killed), there)
        is_as_it_was_said(there.result())


def test_half_a_note_beside_an_item_survives_a_kill(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = school(tmp_path, children=2)
    killed = Folders(tmp_path / "killed")
    with desktop(theme, qtbot, made) as there:
        there.click(there.today().start)
        there.console("listening-1")
        there.key(Qt.Key.Key_1)
        there.console("listening-2")
        there.key(Qt.Key.Key_N)
        there.type("looked aw")
        there.settle()
        shutil.copytree(made.folders.vault, killed.vault)
    with desktop(theme, qtbot, replace(made, folders=killed), locked=True) as there:
        opened_again(replace(made, folders=killed), there)
        console = there.console("listening-2")
        assert console.note.isVisible()
        assert console.note.field.toPlainText() == "looked aw"
        there.click(console.note.keep)
        there.until(lambda: stored(there).notes == "looked aw")
        assert half_written(there) == []


def half_written(there: Desktop) -> list[str]:
    with there.school.desk.store.reading() as conn:
        return list(conn.scalars(tables.unfinished.select()))


def test_a_judgement_stays_when_an_answer_is_changed(unlocked: Desktop) -> None:
    result = said_beside_the_result(unlocked)
    unlocked.click(result.change)
    console = unlocked.console()
    console.listing.table.chosen.emit("understanding-2")
    unlocked.key(Qt.Key.Key_4)
    result = unlocked.result()
    unlocked.until(lambda: result.rows[1].scored.missing == 1)
    is_as_it_was_said(result)


def test_a_finger_that_bounces_on_the_last_answer_signs_nothing(
    unlocked: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.screens.result.screen.CALM_MS", 60_000)
    unlocked.click(unlocked.today().start)
    screen_by_taps(unlocked)
    result = unlocked.at(ResultScreen)
    unlocked.until(lambda: result.found is not None)
    assert not result.sign.isEnabled()
    result._calm.timeout.emit()
    assert result.sign.isEnabled()


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        (1, {"listening-1": "not_yet"}),  # another answer: the finger had slipped
        (0, {"listening-1": "pass"}),  # the same: it bounced
    ],
)
def test_a_second_tap_that_comes_too_soon_belongs_to_the_item_before(
    unlocked: Desktop, key: int, answers: dict[str, str]
) -> None:
    unlocked.click(unlocked.today().start)
    keys = unlocked.console("listening-1").answering.parts[0].keys
    press, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease
    for button, kind, at in (
        (keys[0], press, 1000),
        (keys[0], release, 1020),
        (keys[key], press, 1000 + BOUNCE_MS - 20),
        (keys[key], release, 1000 + BOUNCE_MS),
    ):
        QApplication.sendEvent(button, mouse(button, kind, at))
    console = unlocked.console("listening-2")
    assert console.journal is not None
    assert console.journal.progress.standing == answers
    tapped = [entry.value for entry in stored(unlocked).entries]
    assert tapped == ["pass", "not_yet"][: len(tapped)], "every tap is kept, in order"


def test_a_tap_too_soon_on_other_answers_is_nothing(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    unlocked.console("listening-1")
    for _n in range(3):
        unlocked.key(Qt.Key.Key_1)
    old = unlocked.console("listening-4").answering.parts[0].keys[0]
    QApplication.sendEvent(old, mouse(old, QEvent.Type.MouseButtonPress, 5000))
    QApplication.sendEvent(old, mouse(old, QEvent.Type.MouseButtonRelease, 5020))
    new = unlocked.console("understanding-1").answering.parts[0].keys[0]
    for at, then_at in ((5040, "understanding-1"), (5040 + BOUNCE_MS, "understanding-2")):
        QApplication.sendEvent(new, mouse(new, QEvent.Type.MouseButtonPress, at))
        QApplication.sendEvent(new, mouse(new, QEvent.Type.MouseButtonRelease, at + 10))
        unlocked.console(then_at)


def signed_result(there: Desktop) -> SignedResult:
    """The first child is screened and signed; its result is opened from the run sheet."""
    there.click(there.today().start)
    screen_by_taps(there)
    there.click(there.result().sign)
    there.console("listening-1")
    there.key(Qt.Key.Key_Escape)
    sheet = there.today()
    there.until(lambda: sheet.table.rows.rows[0].cells[2] == "Done")
    sheet.table.mark(there.school.children[0])
    there.click(sheet.panel.result)
    page = there.at(SignedResult)
    there.until(lambda: page.found is not None)
    return page


def versions(there: Desktop) -> list[Signed]:
    with there.school.desk.store.reading() as conn:
        return list(results.of_child(conn, there.school.children[0]))


def test_a_signed_result_is_read_and_not_changed(unlocked: Desktop) -> None:
    page = signed_result(unlocked)
    assert page.title.text() == "Łukasz N."
    said = [text.text() for text in page.findChildren(type(page.title))]
    assert any(words.startswith("Signed by Priya Shah on ") for words in said)
    assert "It waits to be sent." in said
    unlocked.click(page.show_answers)
    cells = [row.cells for row in page.answers.table.rows.rows]
    assert [cell[0] for cell in cells][:2] == [
        "Looks when called by name",
        "Stays with a story for a few minutes",
    ]
    assert len(cells) == 11
    unlocked.key(Qt.Key.Key_Escape)
    unlocked.today()


def test_an_amendment_asks_why_and_makes_a_new_version(unlocked: Desktop) -> None:
    page = signed_result(unlocked)
    (first,) = versions(unlocked)
    unlocked.click(page.amend)
    unlocked.type("Marked the wrong line.")
    unlocked.click(page.why.keep)
    result = unlocked.result()
    assert "Why: Marked the wrong line." in result.amending.words.text()
    unlocked.click(result.change)
    console = unlocked.console()
    console.listing.table.chosen.emit("listening-1")
    unlocked.key(Qt.Key.Key_2)
    result = unlocked.result()
    assert result.sign.text() == "Sign the new version"
    unlocked.click(result.sign)
    page = unlocked.at(SignedResult)
    unlocked.until(lambda: page.found is not None and page.found.signed.id != first.id)
    new, old = versions(unlocked)
    assert old == replaced(first)
    assert (new.body.supersedes, new.body.reason) == (first.id, "Marked the wrong line.")
    assert new.body.strands[0].raw == 3
    assert new.body.tested_on == first.body.tested_on
    answered = [(e.item, e.value) for e in new.body.entries if e.what == "answer"]
    assert answered[-1] == ("listening-1", "not_yet")
    assert len(answered) == 12


def replaced(signed: Signed) -> Signed:
    import msgspec

    return msgspec.structs.replace(signed, superseded=True)


def test_an_amendment_comes_back_after_the_lock(unlocked: Desktop) -> None:
    page = signed_result(unlocked)
    unlocked.click(page.amend)
    unlocked.type("Marked the wrong line.")
    unlocked.click(page.why.keep)
    result = unlocked.result()
    result.words.setFocus()
    unlocked.type("And more")
    unlocked.window.lock()
    opened_again(unlocked.school, unlocked)
    result = unlocked.result()
    assert result.title.text() == "Łukasz N."
    assert "Marked the wrong line." in result.amending.words.text()
    assert result.words.toPlainText() == "And more"


def test_an_amendment_can_be_left(unlocked: Desktop) -> None:
    page = signed_result(unlocked)
    unlocked.click(page.amend)
    unlocked.type("Perhaps.")
    unlocked.click(page.why.keep)
    result = unlocked.result()
    unlocked.key(Qt.Key.Key_Escape)
    page = unlocked.at(SignedResult)
    unlocked.until(lambda: page.found is not None and bool(page.found.open))
    assert page.amend.text() == "Go on with the amendment"
    unlocked.click(page.amend)
    unlocked.click(unlocked.result().as_signed)
    page = unlocked.at(SignedResult)
    unlocked.until(lambda: page.found is not None and not page.found.open)
    assert result.found is None
    assert len(versions(unlocked)) == 1


@pytest.fixture
def two_screens(tmp_path: Path) -> School:
    return school(tmp_path, children=2, more=[second_screen()])


def test_the_second_screen_of_the_child_follows_the_first(
    theme: Theme, qtbot: QtBot, two_screens: School
) -> None:
    with desktop(theme, qtbot, two_screens) as there:
        there.click(there.today().start)
        for title, child in (("Little", 0), ("Second", 0), ("Little", 1), ("Second", 1)):
            console = there.console("listening-1")
            assert console.subtitle.text().startswith(title)
            with two_screens.desk.store.reading() as conn:
                held = cohorts.run_sheet(
                    conn, two_screens.cohort.id, today=two_screens.desk.actor.today()
                )
            assert console.title.text() == held.lines[child].child.short_name
            screen_by_taps(there)
            there.click(there.result().sign)
        sheet = there.today()
        there.until(lambda: sheet.footnote.text() == "2 of 2 screened · nobody to go")
        assert sorted(sheet.panel.plans.buttons) == ["little-screen", "second-screen"]
