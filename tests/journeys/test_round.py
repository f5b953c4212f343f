"""A round set up where there is none, changed, ended and opened again."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from elsec_app.operations import cohorts, rounds
from elsec_app.protocol.bodies import Cohort
from tests.desktop import Desktop, desktop
from tests.school import school
from tests.ui import eyes
from ui.screens.classes.screen import ClassView
from ui.screens.round.screen import Round
from ui.theme.look import Theme


@pytest.fixture
def none_open(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """Two classes of three children, and no round."""
    made = school(tmp_path, children=6, classes=("Acorn", "Maple"))
    with made.desk.store.writing() as conn:
        rounds.end(conn, made.desk.actor, made.cohort.id)
    with desktop(theme, qtbot, made) as opened:
        yield opened


@pytest.fixture
def one_open(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Desktop]:
    """Two classes of three children, and a round of both."""
    made = school(tmp_path, children=6, classes=("Acorn", "Maple"))
    with desktop(theme, qtbot, made) as opened:
        yield opened


def opened(at: Desktop) -> list[cohorts.CohortLine]:
    with at.school.desk.store.reading() as conn:
        return list(cohorts.cohorts(conn))


def body(at: Desktop, cohort: str) -> Cohort:
    with at.school.desk.store.reading() as conn:
        return rounds.read(conn, cohort)[1]


def page(at: Desktop) -> Round:
    screen = at.at(Round)
    at.until(lambda: screen.found is not None and bool(screen.whom.classes.ticks))
    return screen


def this_round(at: Desktop) -> Round:
    at.shell.go("classes")
    classes = at.at(ClassView)
    at.until(classes.round.isVisible)
    at.click(classes.round)
    return page(at)


def test_where_there_is_none_one_is_begun_from_today(none_open: Desktop) -> None:
    sheet = none_open.today()
    none_open.until(lambda: sheet._parts.currentIndex() == 1)
    empty = sheet._parts.currentWidget()
    assert empty is not None
    (button,) = empty.findChildren(QPushButton)
    assert button.text() == "Begin a round"
    none_open.click(button)
    screen = page(none_open)
    none_open.click(screen.go)
    none_open.until(lambda: screen.wrong.text() == "Choose at least one class.")
    screen.whom.classes.ticks["Maple"].click()
    assert screen.go.text() == "Begin with 3 children"
    assert screen.what.held() == (none_open.school.instrument.id,), (
        "the screen that fits is chosen already"
    )
    none_open.click(screen.go)
    none_open.until(lambda: len(opened(none_open)) == 1)
    sheet = none_open.today()
    none_open.until(lambda: sheet.sheet is not None and sheet.sheet.at is not None)
    assert "Maple · 3 children · families may opt out until" in sheet.subtitle.text()


def test_a_round_is_changed(one_open: Desktop) -> None:
    screen = this_round(one_open)
    assert screen.title.text() == "This round"
    assert screen.whom.classes.held() == ("Acorn", "Maple")
    screen.whom.classes.ticks["Maple"].click()
    screen.when.name.setText("Autumn, Acorn first")
    screen.when.closes.setDate(QDate(2099, 1, 1))
    screen.when.may_opt_out.click()
    one_open.click(screen.go)
    one_open.until(lambda: one_open.said() == "The round is changed: 3 left the round.")
    made = body(one_open, one_open.school.cohort.id)
    assert (made.name, made.classes, made.closes.year) == ("Autumn, Acorn first", ("Acorn",), 2099)
    assert made.opt_out_by is not None, "it had none, and was given one"


def test_published_tools_are_listed_when_asked_for(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    made = school(tmp_path, children=3)
    owned = msgspec.structs.replace(
        made.instrument, id="owned", title="An owned tool", kind="recorded"
    )
    desk = replace(made.desk, instruments={**made.desk.instruments, "owned": owned})
    with desktop(theme, qtbot, replace(made, desk=desk)) as at:
        at.shell.go("round", setting=made.setting)
        screen = page(at)
        assert [*screen.what.ticks] == [made.instrument.id]
        assert screen.what.more.text() == "Show 1 published tool"
        at.click(screen.what.more)
        assert [*screen.what.ticks] == [made.instrument.id, "owned"]
        assert not screen.what.more.isVisible()
        screen.what.ticks["owned"].click()
        at.click(screen.go)
        at.until(lambda: len(opened(at)) == 2)
        assert opened(at)[0].instruments == (made.instrument.id, "owned")


def test_a_round_ends_and_is_opened_again(one_open: Desktop) -> None:
    screen = this_round(one_open)
    one_open.click(screen.end)
    said = "The round has ended. What was done in it stays."
    one_open.until(lambda: one_open.said() == said)
    assert opened(one_open) == []
    one_open.click(one_open.window._speak().strip._act)
    one_open.until(lambda: len(opened(one_open)) == 1)
    assert page(one_open).title.text() == "This round"


def test_by_keyboard_alone(none_open: Desktop) -> None:
    none_open.shell.go("round")
    screen = page(none_open)
    none_open.until(screen.whom.classes.ticks["Acorn"].hasFocus)
    assert eyes.unreached(none_open.window) == []
    screen.whom.classes.ticks["Acorn"].setFocus(Qt.FocusReason.TabFocusReason)
    none_open.key(Qt.Key.Key_Space)
    none_open.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    none_open.until(lambda: len(opened(none_open)) == 1)
