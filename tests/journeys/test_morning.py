"""A morning: unlock, screen, judge, sign, next; by mouse, by touch, by keys alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from elsec_app.operations import cohorts, results
from elsec_app.operations.cohorts import SCREENED, TO_SCREEN
from tests import school
from tests.desktop import Desktop
from tests.vaults import PASSPHRASE
from ui.screens.console.parts import Numbers, Sounds, Words
from ui.screens.console.screen import Console
from ui.screens.console.tapping import BOUNCE_MS
from ui.screens.unlock import Unlock


def door(desktop: Desktop) -> Unlock:
    found = desktop.window.findChild(Unlock)
    assert isinstance(found, Unlock)
    return found


@pytest.fixture
def packs(locked: Desktop, monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """At the door, with the test's short screen for the shipped packs."""
    known = {locked.school.instrument.id: locked.school.instrument}
    monkeypatch.setattr(locked.window.behind, "packs", lambda: known)
    return locked


def test_from_the_door_to_the_run_sheet(packs: Desktop) -> None:
    packs.type(PASSPHRASE)
    packs.key(Qt.Key.Key_Return)
    packs.until(lambda: packs.window.shell is not None)
    sheet = packs.today()
    assert [row.cells[0] for row in sheet.table.rows.rows] == ["Łukasz N.", "Zoë O.", "Amara O."]
    assert sheet.start.text() == "Screen Łukasz"
    assert sheet.footnote.text() == "0 of 3 screened · 3 to go"
    assert packs.window.findChild(Unlock) is None


def test_a_wrong_passphrase_is_one_sentence(packs: Desktop) -> None:
    packs.type("plum ladder quiet 8")
    packs.key(Qt.Key.Key_Return)
    unlock = door(packs)
    assert not unlock.button.isEnabled()
    packs.until(lambda: unlock.button.isEnabled())
    assert "does not open the store" in unlock._row._wrong.words.text()
    assert packs.window.desk is None
    unlock.field.setText(PASSPHRASE)
    packs.click(unlock.button)
    packs.until(lambda: packs.window.shell is not None)


def test_too_many_wrong_ones_are_told_to_wait(packs: Desktop) -> None:
    unlock = door(packs)
    for attempt in range(5):
        unlock.field.setText(f"wrong again {attempt}")
        packs.click(unlock.button)
        packs.until(lambda: unlock.button.isEnabled())
    assert "wait" in unlock._row._wrong.words.text()


def test_a_child_is_screened_by_mouse_and_the_next_one_follows(unlocked: Desktop) -> None:
    sheet = unlocked.today()
    unlocked.click(sheet.start)
    for _n in range(4):
        unlocked.click(unlocked.console().answering.parts[0].keys[0])
    for answer in (mouse_picture, mouse_first, mouse_first, mouse_first):
        answer(unlocked)
    mouse_number(unlocked)
    mouse_sounds(unlocked)
    mouse_note(unlocked)
    result = unlocked.result()
    assert [row.pill.text() for row in result.rows] == ["On track"] * 4
    assert result.title.text() == "Łukasz N."
    unlocked.click(result.how.hearing.chips["yes"])
    unlocked.settle()
    assert result.overall.cautions == []
    unlocked.click(result.sign)
    console = unlocked.console("listening-1")
    unlocked.until(lambda: console.title.text() == "Zoë O.")
    signed = only_signed(unlocked)
    assert signed.body.context.hearing_checked == "yes"
    assert signed.body.overall_label == "Universal offer"


def mouse_first(desktop: Desktop) -> None:
    desktop.click(desktop.console().answering.parts[-1].keys[0])


def mouse_picture(desktop: Desktop) -> None:
    desktop.click(desktop.console("understanding-1").answering.parts[0].keys[1])


def mouse_number(desktop: Desktop) -> None:
    part = desktop.console("talking-3").answering.parts[0]
    assert isinstance(part, Numbers)
    desktop.click(part._buttons[7][0])


def mouse_sounds(desktop: Desktop) -> None:
    part = desktop.console("sounds-1").answering.parts[0]
    assert isinstance(part, Sounds)
    desktop.click(part.all)
    desktop.click(part.save)


def mouse_note(desktop: Desktop) -> None:
    part = desktop.console("sounds-2").answering.parts[0]
    assert isinstance(part, Words)
    part.field.setPlainText("Clear and easy to follow.")
    desktop.click(part.save)


def test_a_child_is_screened_by_keys_alone(unlocked: Desktop) -> None:
    unlocked.today()
    unlocked.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_1,) * 4 + (Qt.Key.Key_2,) + (Qt.Key.Key_1,) * 3:
        unlocked.console()
        unlocked.key(key)
    unlocked.console("talking-3")
    tab_to(unlocked, "7")
    unlocked.key(Qt.Key.Key_Return)
    unlocked.console("sounds-1")
    tab_to(unlocked, "ʃ")
    unlocked.key(Qt.Key.Key_Space)
    tab_to(unlocked, "Save the sounds")
    unlocked.key(Qt.Key.Key_Return)
    unlocked.console("sounds-2")
    tab_to(unlocked, "Nothing to add")
    unlocked.key(Qt.Key.Key_Return)
    result = unlocked.result()
    assert result.found is not None
    assert result.found.result.strand("sounds").raw == 1
    unlocked.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    console = unlocked.console("listening-1")
    unlocked.until(lambda: console.title.text() == "Zoë O.")
    assert only_signed(unlocked).body.signed.name == "Priya Shah"


def tab_to(desktop: Desktop, name: str) -> QWidget:
    """Tab until the widget of that name has the focus."""
    for _n in range(60):
        desktop.key(Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and name in (
            focused.accessibleName(),
            getattr(focused, "text", str)(),
        ):
            return focused
    raise AssertionError(f"Tab never meets {name!r}")


def test_a_finger_screens_a_child(unlocked: Desktop) -> None:
    sheet = unlocked.today()
    finger = QTest.createTouchDevice()
    touch(unlocked, finger, sheet.start)
    for _n in range(4):
        touch(unlocked, finger, unlocked.console().answering.parts[0].keys[0])
    touch(unlocked, finger, unlocked.console("understanding-1").answering.parts[0].keys[1])
    console = unlocked.console("understanding-2")
    assert console.journal is not None
    assert console.journal.value("understanding-1") == "dog"
    assert console.journal.value("listening-4") == "pass"


def touch(desktop: Desktop, finger: object, widget: QWidget, wait: int = BOUNCE_MS) -> None:
    """One tap, *wait* milliseconds after the last."""
    desktop.bot.wait(wait)
    window = desktop.window.windowHandle()
    at = widget.mapTo(desktop.window, QPoint(widget.width() // 2, widget.height() // 2))
    QTest.touchEvent(window, finger).press(0, at, window).commit()  # type: ignore[call-overload]
    QTest.touchEvent(window, finger).release(0, at, window).commit()  # type: ignore[call-overload]
    QApplication.processEvents()
    desktop.settle()


def test_a_whole_class_without_touching_a_menu(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    for _child in range(3):
        screen_by_taps(unlocked)
        unlocked.click(unlocked.result().sign)
        unlocked.settle()
    sheet = unlocked.today()
    assert sheet.footnote.text() == "3 of 3 screened · nobody to go"
    assert not sheet.start.isVisible()
    assert unlocked.said() == "Everybody here has had a turn."


def screen_by_taps(desktop: Desktop) -> None:
    """The best answer of each item, as its part would give it."""
    console = desktop.console()
    while desktop.shell.screens.currentWidget() is console:
        desktop.console()
        assert console.journal is not None
        if (item := console.journal.item) is not None:
            console.answering.answered.emit(school.best(item))
        desktop.settle()


def only_signed(desktop: Desktop) -> results.Signed:
    made = desktop.school
    with made.desk.store.reading() as conn:
        (signed,) = results.of_cohort(conn, made.cohort.id)
        sheet = cohorts.run_sheet(conn, made.cohort.id, today=made.desk.actor.today())
    assert sheet.coverage[SCREENED] == 1
    assert sheet.coverage.get(TO_SCREEN, 0) <= 2
    return signed


def test_judging_otherwise_wants_a_reason(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    screen_by_taps(unlocked)
    result = unlocked.result()
    row = result.rows[1]
    unlocked.click(row.change)
    unlocked.click(row.own.chips["closer_look"])
    unlocked.click(result.sign)
    assert unlocked.shell.here() == "result"
    assert row.own.why.field is QApplication.focusWidget()
    unlocked.type("He copied the others.")
    unlocked.click(result.urgent.ticks["voice"])
    unlocked.click(result.sign)
    assert isinstance(unlocked.at(Console), Console)
    body = only_signed(unlocked).body
    assert [s.judgement for s in body.strands] == ["", "closer_look", "", ""]
    assert body.strands[1].judgement_reason == "He copied the others."
    assert body.strands[1].band == "on_track"
    assert body.urgent == ("voice",)


def test_back_from_the_result_is_the_run_sheet_and_the_result_waits(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    screen_by_taps(unlocked)
    unlocked.result()
    unlocked.key(Qt.Key.Key_Escape)
    sheet = unlocked.today()
    assert sheet.start.text() == "Go on with Łukasz"
    unlocked.click(sheet.start)
    result = unlocked.result()
    unlocked.click(result.change)
    console = unlocked.at(Console)
    unlocked.until(lambda: console.parts.currentIndex() == 1)
    console.listing.table.chosen.emit("listening-1")
    unlocked.key(Qt.Key.Key_2)
    result = unlocked.result()
    unlocked.until(lambda: result.rows[0].scored.raw == 3)


def test_only_the_child_asked_for_last_is_shown(unlocked: Desktop) -> None:
    unlocked.click(unlocked.today().start)
    screen_by_taps(unlocked)
    unlocked.result()
    first, second, _third = unlocked.school.children
    cohort = unlocked.school.cohort.id
    for child in (first, second):
        unlocked.shell.go("console", child=child, cohort=cohort, class_name="Acorn")
    assert unlocked.console("listening-1").title.text() == "Zoë O."
