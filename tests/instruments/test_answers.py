"""What each item type takes for an answer, and what it is worth."""

import pytest

from elsec_app.errors import BadInput
from elsec_app.instruments.answers import (
    NO_RESPONSE,
    Value,
    check,
    choices,
    current,
    full_points,
    points,
)

from .shelf import answered, table_pack

WORTH: list[tuple[str, Value, int | None]] = [
    ("r1", 2, 2),
    ("r1", 0, 0),
    ("r1", NO_RESPONSE, None),
    ("point", "dog.svg", 1),
    ("point", "cat.svg", 0),
    ("point", NO_RESPONSE, None),
    ("name", "pass", 1),
    ("name", "not_yet", 0),
    ("say", "pass", 1),
    ("sound", ("p", "k"), 2),
    ("sound", (), 0),
    ("sound", NO_RESPONSE, None),
    ("many", 7, 7),
    ("many", NO_RESPONSE, None),
    ("note", "Played well", 0),
]


@pytest.mark.parametrize(("item", "value", "worth"), WORTH)
def test_an_answer_is_taken_and_worth_its_points(
    item: str, value: Value, worth: int | None
) -> None:
    found = table_pack("every-type").item(item)
    check(found, value)
    assert points(found, value) == worth


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("r1", 3),
        ("r1", "pass"),
        ("r1", True),
        ("point", "mouse.svg"),
        ("name", "cup"),
        ("sound", ("p", "sh")),
        ("sound", "p"),
        ("many", 21),
        ("many", -1),
        ("many", True),
        ("many", "7"),
        ("note", 5),
    ],
)
def test_any_other_answer_is_refused(item: str, value: Value) -> None:
    with pytest.raises(BadInput, match="Choose one of those shown"):
        check(table_pack("every-type").item(item), value)


@pytest.mark.parametrize(
    ("item", "most", "buttons"),
    [
        ("r1", 2, (2, 1, 0, "no_response")),
        ("point", 1, ("cat.svg", "dog.svg", "cup.svg", "no_response")),
        ("name", 1, ("pass", "not_yet", "no_response")),
        ("sound", 3, ()),
        ("many", 20, ()),
        ("note", 0, ()),
    ],
)
def test_buttons_and_full_points(item: str, most: int, buttons: tuple[Value, ...]) -> None:
    found = table_pack("every-type").item(item)
    assert (full_points(found), choices(found)) == (most, buttons)


def test_a_later_answer_corrects_an_earlier_one_and_none_takes_it_back() -> None:
    answers = answered(("a", "pass"), ("b", "pass"), ("a", "not_yet"), ("b", None))
    assert current(answers) == {"a": "not_yet"}
    assert len(answers) == 4  # the corrections are still there, in order
