"""On a black-and-white printer the bands can still be told apart, by shape and by word."""

from datetime import date
from itertools import combinations
from typing import Any, TypeVar

import msgspec
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from elsec_app.reports import prints, shapes
from elsec_app.reports.facts import Band, BandKind
from elsec_app.reports.look import look
from elsec_app.reports.marks import icon, pattern
from elsec_app.reports.tagged import TaggedCanvas
from tests.reports import reading
from tests.reports import samples as s
from tests.reports import samples_more as m
from tests.reports.test_tags import CASES

KINDS: tuple[BandKind, ...] = ("track", "watch", "refer", "quiet")
SIDE = 60
SCALE = 3
STAMP = 60  # points: no letter of a text is so high
T = TypeVar("T")


def drawn(op: str) -> Image.Image:
    """*op* on a white page, in grey, the square at the foot of the page only."""
    canvas = TaggedCanvas("shape", "shape", date(2026, 1, 1))
    canvas.turn((SIDE, SIDE))
    canvas.artifact(shapes.rect(0, 0, SIDE, SIDE, (1, 1, 1)), op)
    page = pypdfium2.PdfDocument(canvas.finish())[0]
    image: Image.Image = page.render(scale=2).to_pil().convert("L")
    return image


def black_and_white(image: Image.Image) -> Image.Image:
    return image.point(lambda level: 255 if level > 128 else 0)


def differ(one: Image.Image, other: Image.Image) -> float:
    """The share of the square that differs."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0]) / 255


def in_black(kind: BandKind) -> Image.Image:
    """The icon without its colour: all kinds in one ink, so that only the shape is left."""
    return drawn(icon(kind, SIDE / 2, SIDE / 2, SIDE * 0.8, (0, 0, 0), (1, 1, 1)))


@pytest.mark.parametrize(("one", "other"), list(combinations(KINDS, 2)))
def test_icons_differ_in_shape_alone(one: BandKind, other: BandKind) -> None:
    assert differ(black_and_white(in_black(one)), black_and_white(in_black(other))) > 0.04


@pytest.mark.parametrize(("one", "other"), list(combinations(KINDS, 2)))
def test_bars_differ_in_pattern(one: BandKind, other: BandKind) -> None:
    first, second = (drawn(pattern(kind, 5, 5, SIDE - 10, SIDE - 10)) for kind in (one, other))
    assert differ(first, second) > 0.02


def test_the_strongest_band_is_the_darkest() -> None:
    dark = {kind: ImageStat.Stat(drawn(pattern(kind, 0, 0, SIDE, SIDE))).mean[0] for kind in KINDS}
    assert min(dark, key=lambda kind: dark[kind]) == "refer"


def test_two_equal_shapes_do_not_differ() -> None:
    assert differ(in_black("watch"), in_black("watch")) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_words_on_their_tint_are_read_easily(kind: BandKind) -> None:
    """At least 4.5 to 1, WCAG 2.2, 1.4.3."""
    paint = look().paints[kind]
    ink, ground = (look().white, paint.ink) if kind == "refer" else (paint.ink, paint.tint)
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: tuple[float, float, float]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_every_band_of_every_print_is_said_in_words(each: Any, facts: Any) -> None:
    said = reading.squashed(reading.spoken(each.make(facts)))
    assert [b for b in found_in(facts, Band) if reading.squashed(b.label) not in said] == []


def found_in(value: Any, kind: type[T]) -> list[T]:
    """Every value of *kind* in *value*."""
    if isinstance(value, kind):
        return [value]
    if isinstance(value, tuple):
        return [one for each in value for one in found_in(each, kind)]
    if isinstance(value, msgspec.Struct):
        fields = (getattr(value, name) for name in value.__struct_fields__)
        return [one for each in fields for one in found_in(each, kind)]
    return []


@pytest.mark.parametrize(("each", "facts"), CASES)
def test_every_page_is_read_easily_from_a_black_and_white_printer(each: Any, facts: Any) -> None:
    """Each letter stands out from its ground, in grey, by at least 4.5 to 1."""
    document = pypdfium2.PdfDocument(each.make(facts))
    faint: list[str] = []
    for page in document:
        grey = page.render(scale=SCALE).to_pil().convert("L")
        text, height = page.get_textpage(), page.get_size()[1]
        for n in range(0, text.count_chars(), 5):
            left, low, right, high = text.get_charbox(n)
            if right - left < 1 or high - low < 3 or high - low > STAMP:
                continue  # a space, a dot, the word that is stamped across a draft
            box = (left - 1, height - high - 1, right + 1, height - low + 1)
            darkest, lightest = grey.crop(tuple(int(edge * SCALE) for edge in box)).getextrema()
            if _contrast(darkest, lightest) < 4.5:
                faint.append(f"{text.get_text_range(n, 1)!r} at {left:.0f}, {low:.0f}")
    assert faint == []


def test_a_faint_letter_would_be_seen() -> None:
    assert _contrast(150, 255) < 4.5 < _contrast(90, 255)


def _contrast(darkest: int, lightest: int) -> float:
    dark, light = (_luminance((level / 255,) * 3) for level in (darkest, lightest))
    return (light + 0.05) / (dark + 0.05)


def test_every_band_has_its_word() -> None:
    said = reading.spoken(prints.child_summary(m.CHILD_SUMMARY))
    for line in s.STRANDS:
        assert line.band.label in said
        assert line.strand in said
