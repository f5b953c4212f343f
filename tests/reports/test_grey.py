"""On a black-and-white printer the bands can still be told apart, by shape and by word."""

from datetime import date
from itertools import combinations

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from elsec_app.reports import prints, shapes
from elsec_app.reports.facts import BandKind
from elsec_app.reports.look import look
from elsec_app.reports.marks import icon, pattern
from elsec_app.reports.tagged import TaggedCanvas
from tests.reports import reading
from tests.reports import samples as s
from tests.reports import samples_more as m

KINDS: tuple[BandKind, ...] = ("track", "watch", "refer", "quiet")
SIDE = 60


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


def test_every_band_has_its_word() -> None:
    said = reading.spoken(prints.child_summary(m.CHILD_SUMMARY))
    for line in s.STRANDS:
        assert line.band.label in said
        assert line.strand in said
