"""The Picture Screen: what a child's pointing, naming and repeating come to."""

from datetime import date

import pytest

from elsec_app.instruments.answers import NOT_YET, SEEN, Value
from elsec_app.instruments.items import Item, Pointing, Repeat
from elsec_app.instruments.progress import progress
from elsec_app.instruments.results import Result
from elsec_app.instruments.scoring import score

from .shelf import answered, shipped_pack

BORN, ON = date(2020, 9, 1), date(2025, 1, 10)  # 4;4


def _right(item: Item) -> Value:
    return item.target if isinstance(item, Pointing) else SEEN


def _wrong(item: Item) -> Value:
    if isinstance(item, Pointing):
        return next(name for name in item.pictures if name != item.target)
    return NOT_YET


def _run(*wrong: str) -> tuple[Result, list[str]]:
    """A whole screen, each item as it is asked; and the items that were asked."""
    pack = shipped_pack("picture-screen")
    given: list[tuple[str, Value]] = []
    while (item := progress(pack, "s48", answered(*given)).next_item) is not None:
        given.append((item.id, _wrong(item) if item.id in wrong else _right(item)))
    return score(pack, BORN, ON, answered(*given)), [name for name, _value in given]


def test_a_child_who_does_well_is_asked_nothing_easier() -> None:
    result, asked = _run()
    assert len(asked) == 29
    assert [name for name in asked if name.startswith("k2")] == []
    assert {strand.band for strand in result.strands} == {"most"}
    assert result.strand("sentences").because == (
        "8 of 8 seen: “All or nearly all”, because 7 or more counts as that here."
    )


def test_a_child_who_misses_three_key_words_is_asked_two() -> None:
    result, asked = _run("k3a", "k3b", "k4a", "r1")
    assert [name for name in asked if name[0] == "k" or name == "r1"] == [
        "k3a", "k2c", "k2b", "k2a", "k3b", "k3c", "k4a", "r1",
    ]  # fmt: skip
    assert (result.strand("sentences").raw, result.strand("sentences").band) == (4, "few")
    assert result.overall.outcome == "discuss"


def test_four_wrong_in_a_row_are_enough() -> None:
    result, asked = _run("k2a", "k2b", "k2c", "k3a")
    assert "k3b" not in asked
    assert result.strand("sentences").stopped.startswith("Stopped after 4 in a row not yet seen.")


def test_who_points_to_the_reversed_picture_has_not_understood_who_does_it() -> None:
    pack = shipped_pack("picture-screen")
    item = pack.item("r1")
    assert isinstance(item, Pointing)
    assert item.target == "girl-pushing-boy.svg"
    assert "boy-pushing-girl.svg" in item.pictures


@pytest.mark.parametrize("name", ["k4a", "k4b", "k4c"])
def test_each_of_four_key_words_has_a_picture_that_differs_in_it_alone(name: str) -> None:
    item = shipped_pack("picture-screen").item(name)
    assert isinstance(item, Pointing)
    right = item.target.removesuffix(".svg").split("-")
    differ = set()
    for other in item.pictures:
        words = other.removesuffix(".svg").split("-")
        at = [n for n, (a, b) in enumerate(zip(right, words, strict=True)) if a != b]
        if len(at) == 1:
            differ.add(at[0])
    assert len(differ) == 4


def test_sentences_to_repeat_grow_with_the_age() -> None:
    pack = shipped_pack("picture-screen")
    lengths = [
        max(
            len(item.say.split())
            for item in pack.items_in(section.id, "repeating")
            if isinstance(item, Repeat)
        )
        for section in pack.sections
    ]
    assert lengths == sorted(set(lengths))


def test_no_word_is_named_that_was_said_in_the_same_section() -> None:
    """What a child has just heard, they need not find by themselves."""
    pack = shipped_pack("picture-screen")
    for section in pack.sections:
        items = pack.items_in(section.id)
        before = items[: len(pack.items_in(section.id, "words"))]
        said = " ".join(getattr(item, "say", "").lower() for item in before)
        for item in pack.items_in(section.id, "naming"):
            accepted = getattr(item, "accept", ())
            assert accepted
            assert not any(word in said.replace(".", " ").split() for word in accepted), item.id
