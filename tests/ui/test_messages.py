"""The one door to the user: what is shown, for how long, and what is spoken."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget

from elsec_app.errors import CentreUnreachable
from ui.messages import Messages
from ui.theme.look import Theme
from ui.widgets.buttons import Button
from ui.widgets.strips import Action, Strip

Show = Callable[..., QWidget]


@pytest.fixture
def strip(theme: Theme, show: Show) -> Iterator[Strip]:
    window = QWidget()
    made = Strip(theme)
    QVBoxLayout(window).addWidget(made)
    show(window, 700, 100)
    yield made
    window.close()


@pytest.fixture
def messages(strip: Strip) -> Messages:
    return Messages(strip)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """What a screen reader is given: (words, whether it should interrupt)."""
    heard: list[tuple[str, bool]] = []

    def hear(event: object) -> None:
        urgent = QAccessible.AnnouncementPoliteness.Assertive
        if hasattr(event, "politeness"):
            heard.append((event.message(), event.politeness() == urgent))  # type: ignore[attr-defined]

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


def action(strip: Strip) -> Button:
    return strip.findChildren(Button)[0]


def test_what_is_said_goes_by_itself(
    messages: Messages, strip: Strip, monkeypatch: pytest.MonkeyPatch
) -> None:
    messages.say("30 children added.")
    assert strip.sentence() == "30 children added."
    assert not action(strip).isVisible()
    messages._faded()
    assert strip.sentence() == ""


def test_what_is_being_read_stays(messages: Messages, strip: Strip) -> None:
    messages.say("30 children added.")
    strip._away.setFocus()
    messages._faded()
    assert strip.sentence() == "30 children added."


def test_a_problem_stays_and_offers_its_way_out(messages: Messages, strip: Strip) -> None:
    done: list[str] = []
    messages.say("Printing.")
    messages.problem("The printer is off.", Action("Try again", lambda: done.append("again")))
    assert strip.sentence() == "The printer is off."
    assert not messages._fade.isActive()
    action(strip).click()
    assert done == ["again"]
    assert strip.sentence() == ""


def test_an_expected_failure_is_shown_by_its_sentence(messages: Messages, strip: Strip) -> None:
    messages.report(CentreUnreachable("The centre did not answer. Your records are safe here."))
    assert strip.sentence().startswith("The centre did not answer.")


def test_undo_takes_back_what_was_done(messages: Messages, strip: Strip) -> None:
    taken: list[str] = []
    messages.undoable("Chloe is marked away.", lambda: taken.append("back"))
    assert action(strip).text() == "Undo"
    assert not messages._fade.isActive()
    action(strip).click()
    assert taken == ["back"]


def test_a_new_sentence_takes_the_old_one_s_place(messages: Messages, strip: Strip) -> None:
    taken: list[str] = []
    messages.undoable("Chloe is marked away.", lambda: taken.append("chloe"))
    messages.undoable("Ben is marked away.", lambda: taken.append("ben"))
    action(strip).click()
    assert taken == ["ben"]


def test_clear_puts_all_away(messages: Messages, strip: Strip) -> None:
    messages.problem("The printer is off.")
    messages.clear()
    messages.clear()
    assert strip.sentence() == ""


def test_everything_is_spoken_and_problems_interrupt(
    messages: Messages, spoken: list[tuple[str, bool]]
) -> None:
    messages.say("30 children added.")
    messages.problem("The printer is off.")
    messages.undoable("Chloe is marked away.", lambda: None)
    assert spoken == [
        ("30 children added.", False),
        ("The printer is off.", True),
        ("Chloe is marked away.", False),
    ]
