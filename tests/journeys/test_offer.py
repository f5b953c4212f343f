"""A class's plan is chosen and kept, and a setting's list written, each by those who may."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from elsec_app.instruments.answers import Value
from elsec_app.operations import class_plan, in_place
from elsec_app.protocol.kinds import SENCO
from elsec_app.reports.gather import class_prints
from elsec_app.store import state
from tests import school
from tests.desktop import Desktop, desktop
from tests.school import School
from tests.ui import eyes
from ui.screens.classes.screen import ClassView
from ui.screens.in_place.screen import InPlaceScreen
from ui.screens.plan.screen import ClassPlanScreen
from ui.screens.prints.screen import Prints
from ui.theme.look import Theme


def screened(tmp_path: Path) -> School:
    made = school.school(tmp_path, children=4)
    hard: Mapping[str, Value] = {
        item.id: "not_yet" for item in made.instrument.items if item.type == "observed"
    }
    for n, child in enumerate(made.children[:3]):
        school.screen(made, child, hard if n == 0 else None)
    return made


@pytest.fixture
def practitioner(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    with desktop(theme, qtbot, screened(tmp_path)) as opened:
        yield opened


@pytest.fixture
def senco(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    made = screened(tmp_path)
    who = school.identity(SENCO)
    with made.desk.store.writing() as conn:
        state.set_identity(conn, who)
    with desktop(theme, qtbot, replace(made, desk=replace(made.desk, who=who))) as opened:
        yield opened


def plan(at: Desktop) -> ClassPlanScreen:
    at.shell.go("classes")
    classes = at.at(ClassView)
    at.until(classes.plan.isVisible)
    at.click(classes.plan)
    screen = at.at(ClassPlanScreen)
    at.until(lambda: bool(screen.things))
    return screen


def titles(screen: ClassPlanScreen) -> list[str]:
    return [thing.chosen.title for thing in screen.things]


def printed(at: Desktop) -> tuple[list[str], str | None]:
    desk, cohort = at.school.desk, at.school.cohort.id
    with desk.store.reading() as conn:
        facts = class_prints.class_offer(conn, desk, cohort, "Acorn")
    return [each.title for each in facts.offer], facts.note


def test_a_practitioner_changes_one_takes_one_out_and_keeps_the_rest(
    practitioner: Desktop,
) -> None:
    screen = plan(practitioner)
    assert screen.subtitle.text().startswith("Drawn from the results.")
    drawn = titles(screen)
    practitioner.click(screen.things[0].other)
    assert titles(screen)[1:] == drawn[1:]
    assert titles(screen)[0] not in drawn
    practitioner.click(screen.things[4].take_out)
    assert len(screen.things) == 4
    practitioner.click(practitioner.window._speak().strip._act)
    assert len(screen.things) == 5, "undone"
    practitioner.click(screen.things[4].take_out)
    assert not screen.printing.isVisible(), "what is not kept is not printed"
    kept = titles(screen)
    practitioner.click(screen.keep)
    practitioner.until(lambda: screen.keep.text() == "Kept")
    assert screen.subtitle.text().startswith("Chosen by Priya Shah on ")
    told, note = printed(practitioner)
    assert told == kept == titles(screen), "the print and the screen agree"
    assert "Priya Shah" in (note or "")
    practitioner.click(screen.printing)
    practitioner.at(Prints)


def test_a_plan_that_somebody_is_changing_is_not_taken_from_under_them(
    practitioner: Desktop,
) -> None:
    screen = plan(practitioner)
    practitioner.click(screen.things[0].other)
    mine = titles(screen)
    practitioner.window.work.do(bool, initiator=practitioner)
    practitioner.settle()
    assert titles(screen) == mine


def test_a_senco_writes_the_settings_list(senco: Desktop) -> None:
    screen = plan(senco)
    senco.click(screen.here)
    page = senco.at(InPlaceScreen)
    senco.until(lambda: page.found is not None)
    senco.click(page.put)
    senco.until(lambda: "Say what is in place" in page.new.what._wrong.words.text())
    place = page.new.which.findData("understanding-ten-seconds")
    page.new.which.setCurrentIndex(place)
    assert not page.new.what.isVisible()
    page.new.led_by.setText("Ms Ode")
    senco.click(page.put)
    senco.until(lambda: len(page.entries) == 1)
    assert page.new.which.findData("understanding-ten-seconds") == -1, "it is on the list"
    (entry,) = page.entries.values()
    senco.click(entry.look)
    senco.until(lambda: senco.said().startswith("To be looked at again by"))
    (entry,) = page.entries.values()
    senco.click(entry.end)
    senco.until(lambda: page.entries == {})
    senco.click(senco.window._speak().strip._act)
    senco.until(lambda: len(page.entries) == 1)
    with senco.school.desk.store.reading() as conn:
        (line,) = in_place.held(conn, senco.school.setting)
    assert (line.body.title, line.body.led_by) == ("Wait ten seconds", "Ms Ode")
    assert line.body.reviewed_on == senco.school.desk.actor.today()
    senco.click(page.printing)
    senco.at(Prints)


def test_what_is_half_written_stays_when_something_arrives(senco: Desktop) -> None:
    senco.shell.go("in_place")
    page = senco.at(InPlaceScreen)
    senco.until(lambda: page.found is not None)
    page.new.title.setText("Story bags in")
    senco.window.work.do(bool, initiator=senco)
    senco.settle()
    assert page.new.title.text() == "Story bags in"


def test_by_keyboard_alone(practitioner: Desktop) -> None:
    practitioner.shell.go("plan")
    screen = practitioner.at(ClassPlanScreen)
    practitioner.until(lambda: bool(screen.things) and screen.things[0].other.hasFocus())
    assert eyes.unreached(practitioner.window) == []
    screen.things[0].other.setFocus(Qt.FocusReason.TabFocusReason)
    drawn = titles(screen)
    practitioner.key(Qt.Key.Key_Space)
    assert titles(screen) != drawn
    assert QApplication.focusWidget() is screen.things[0].other, "the focus stays at its place"
    practitioner.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    practitioner.until(lambda: screen.keep.text() == "Kept")
    with practitioner.school.desk.store.reading() as conn:
        kept = class_plan.newest(conn, practitioner.school.cohort.id, "Acorn")
    assert kept is not None
    assert [thing.title for thing in kept.things] == titles(screen)
