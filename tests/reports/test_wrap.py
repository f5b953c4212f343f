"""Lines are no wider than their column and lose no character; names keep every accent."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from elsec_app.reports.bidi import visual
from elsec_app.reports.fonts import clean, face
from elsec_app.reports.look import look
from elsec_app.reports.tounicode import to_unicode
from elsec_app.reports.wrap import lines

STYLE = look().body


@given(st.text(max_size=300), st.floats(min_value=40, max_value=500))
def test_no_line_is_too_wide_and_no_character_is_lost(text: str, width: float) -> None:
    found = lines(text, STYLE, width)
    for line in found:
        assert face("regular").width(line.rstrip(" "), STYLE.size) <= width + 0.01
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", clean(text))


def test_a_line_cut_at_a_space_keeps_the_words_apart() -> None:
    assert "".join(lines("one two three", STYLE, 50)) == "one two three"


def test_an_address_is_broken_at_its_joints() -> None:
    found = lines("somebody.with.a.long.name@nursery.example", STYLE, 120)
    assert all(line[-1] in ".@" for line in found[:-1])


@pytest.mark.parametrize("name", ["Łukasz", "Nguyễn", "Yılmaz", "Šimek", "Țurcanu", "Ní Bhriain"])
@pytest.mark.parametrize("role", ["regular", "bold"])
def test_names_are_drawn_whole(role: str, name: str) -> None:
    letters = face(role)
    assert all(font is not letters.fonts[-1] for font, _piece in letters.runs(name))


def test_a_letter_the_first_font_lacks_comes_from_the_next() -> None:
    letters = face("regular")
    assert [font for font, _piece in letters.runs("Андрій")] == [letters.fonts[1]]
    assert [font for font, _piece in letters.runs("محمد")] == [letters.fonts[2]]
    assert [font for font, _piece in letters.runs("漢")] == [letters.fonts[3]]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("e\u0301", "é"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("a\tb", "a    b"),
        ("nul\x00 bell\x07", "nul bell"),
        ("\u202eevil\u202c", "evil"),
        ("zero\u200bwidth", "zerowidth"),
        ("heart \u2764\ufe0f", "heart \u2764"),
        ("half \ud800", "half "),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
    ],
)
def test_what_cannot_be_drawn_is_left_out_and_nothing_else(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Dana Cohen", "Dana Cohen"),
        ("דנה כהן", "ןהכ הנד"),
        ("see דנה now", "see הנד now"),
        ("דנה 12 כהן", "ןהכ 12 הנד"),
    ],
)
def test_right_to_left_words_are_drawn_from_the_right(typed: str, drawn: str) -> None:
    assert visual(typed) == drawn


def test_the_text_layer_reaches_beyond_the_basic_plane_in_blocks_of_a_hundred() -> None:
    made = to_unicode("Font", [0, *range(65, 265), 0x1F600])
    assert "<CA>" not in made
    assert "<00> <0000>" not in made
    assert "<C9> <D83DDE00>" in made
    assert re.findall(r"(\d+) beginbfchar", made) == ["100", "100", "1"]
