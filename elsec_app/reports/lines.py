"""Text set into lines, ready to be placed: the measure of every block."""

from typing import NamedTuple

from elsec_app.reports.facts import BandKind
from elsec_app.reports.fonts import face
from elsec_app.reports.look import Style
from elsec_app.reports.wrap import lines

PILL_SPACE = 7.0
PILL_SIDES = 25.0


class Bit(NamedTuple):
    """A stretch of text in one style; with *kind* it is a band's pill: icon, word, tint.

    *before* is the space above it in points.
    """

    text: str
    style: Style
    kind: BandKind | None = None
    before: float = 0.0


class Line(NamedTuple):
    """One set line: its height includes the space above.

    In a pill, ``part`` counts from 0 and ``of`` is how many lines the pill has. ``room`` is the
    width of the column.
    """

    text: str
    style: Style
    height: float
    kind: BandKind | None = None
    part: int = 0
    of: int = 1
    room: float = 0.0


def flow(bits: tuple[Bit, ...], width: float) -> list[Line]:
    """*bits* one under the other, none wider than *width* points."""
    found: list[Line] = []
    for bit in bits:
        inner = width - PILL_SIDES if bit.kind else width
        texts = lines(bit.text, bit.style, max(inner, bit.style.size * 2))
        for n, text in enumerate(texts):
            height = bit.style.leading + (bit.before if n == 0 else 0)
            if bit.kind and n == 0:
                height += PILL_SPACE
            found.append(Line(text, bit.style, height, bit.kind, n, len(texts), width))
        # Read aloud, one bit must not run into the next.
        found[-1] = found[-1]._replace(text=f"{found[-1].text} ")
    return found


def pill_width(bit: Bit) -> float:
    """The width of a pill that keeps its word on one line."""
    return face(bit.style.face).width(bit.text, bit.style.size) + PILL_SIDES + 0.1


def height_of(found: list[Line]) -> float:
    return sum([line.height for line in found])
