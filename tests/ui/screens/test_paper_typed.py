"""What a key means in a cell of the paper grid."""

import pytest

from elsec_app.errors import BadInput
from elsec_app.instruments import library
from elsec_app.instruments.answers import Value
from elsec_app.instruments.items import Count, Item
from tests.little_screen import EVERY_TYPE, LISTENING, little_screen
from ui.screens.paper_grid import typed

PACK = little_screen()
POINTING, RATING, NAMING, REPEAT, COUNT, SOUNDS, NOTE = EVERY_TYPE
OBSERVED = LISTENING[0]


@pytest.mark.parametrize(
    ("item", "words", "value", "shown"),
    [
        (OBSERVED, "1", "pass", "1"),
        (OBSERVED, "p", "pass", "1"),
        (OBSERVED, "Y", "pass", "1"),
        (OBSERVED, "0", "not_yet", "0"),
        (OBSERVED, "n", "not_yet", "0"),
        (OBSERVED, "-", "no_response", "–"),
        (OBSERVED, "x", "no_response", "–"),
        (NAMING, "1", "pass", "1"),
        (REPEAT, "0", "not_yet", "0"),
        (RATING, "2", 2, "2"),
        (RATING, "0", 0, "0"),
        (POINTING, "2", "dog", "2"),
        (POINTING, "4", "cat", "4"),
        (COUNT, "10", 10, "10"),
        (COUNT, " 7 ", 7, "7"),
        (COUNT, "-", "no_response", "–"),
        (SOUNDS, "p, m t", ("p", "m", "t"), "3/8"),
        (SOUNDS, "*", ("p", "b", "m", "t", "d", "n", "ʃ", "θ"), "8/8"),
        (SOUNDS, "0", (), "0/8"),
        (NOTE, " Clear. ", "Clear.", "Clear."),
        (NOTE, "", "", "·"),
    ],
)
def test_it_is_read_and_shown(item: Item, words: str, value: Value, shown: str) -> None:
    assert typed.read(item, PACK, words) == value
    assert typed.shown(item, PACK, value) == shown


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (OBSERVED, "2"),
        (OBSERVED, "pp"),
        (RATING, "3"),
        (RATING, "１"),
        (POINTING, "0"),
        (POINTING, "5"),
        (COUNT, "11"),
        (COUNT, "-1"),
        (COUNT, "٣"),
        (COUNT, "99999999999999999999"),
        (SOUNDS, "p q"),
    ],
)
def test_what_is_no_answer_says_what_is(item: Item, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed.read(item, PACK, words)
    assert words in refused.value.sentence
    assert typed.hint(item, PACK) in refused.value.sentence


def test_a_publishers_band_is_its_first_letter() -> None:
    (folder,) = (f for f in library.pack_folders() if f.parent.name == "wellcomm-primary")
    pack = library.load(folder)
    colour = next(item for item in pack.items if item.type == "choice")
    assert [typed.read(colour, pack, key) for key in "gAr1"] == ["green", "amber", "red", "green"]
    assert typed.shown(colour, pack, "amber") == "A"
    assert typed.hint(colour, pack) == "G Green, A Amber, R Red."
    with pytest.raises(BadInput):
        typed.read(colour, pack, "-")


@pytest.mark.parametrize(("most", "whole"), [(9, True), (10, False)])
def test_a_number_of_one_figure_needs_no_return(most: int, *, whole: bool) -> None:
    item = Count(id="c", strand="s", sections=("x",), source="y", prompt="z", least=0, most=most)
    assert typed.one_key(item) is whole


def test_every_item_of_every_shipped_pack_can_be_keyed() -> None:
    for pack in library.shipped():
        for item in pack.items:
            assert typed.hint(item, pack)
