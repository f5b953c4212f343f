"""What made-up children do, and where they were marked otherwise."""

import pytest

from elsec_app.instruments import library
from elsec_app.instruments.answers import check, choices
from elsec_app.instruments.items import FreeNote
from elsec_app.operations import scripts
from tests.little_screen import little_screen

PACK = little_screen()


def test_a_child_does_the_same_whenever_it_is_asked() -> None:
    assert scripts.script(PACK, "a") == scripts.script(PACK, "a")
    assert scripts.script(PACK, "a") != scripts.script(PACK, "b")


def test_what_is_done_can_be_marked_and_is_told_for_every_shipped_item() -> None:
    for pack in (PACK, *library.shipped()):
        for child in ("a", "b", "c"):
            told = scripts.script(pack, child)
            free = {item.id for item in pack.items if isinstance(item, FreeNote)}
            assert told.keys() == {item.id for item in pack.items} - free
            for name, done in told.items():
                check(pack.item(name), done)
                assert scripts.scene(pack.item(name), pack, done)


def test_the_words_do_not_say_what_to_tap() -> None:
    """A practitioner reads what is to be seen, and decides."""
    for item in PACK.items:
        for value in choices(item):
            words = scripts.scene(item, PACK, value).lower()
            assert "pass" not in words
            assert "not yet" not in words
            assert "no response" not in words


def test_every_answer_of_an_item_is_told_apart() -> None:
    for item in PACK.items:
        told = [scripts.scene(item, PACK, value) for value in choices(item)]
        assert len(set(told)) == len(told)


@pytest.mark.parametrize("wrong", [0, 1, 3])
def test_only_what_was_marked_otherwise_differs(wrong: int) -> None:
    told = scripts.script(PACK, "a")
    marked = dict(told) | {f"listening-{n}": "perhaps" for n in range(1, wrong + 1)}
    found = scripts.differences(told, marked)
    assert [one.item for one in found] == [f"listening-{n}" for n in range(1, wrong + 1)]
    assert scripts.differences(told, {}) == ()
