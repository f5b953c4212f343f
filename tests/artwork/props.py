"""Things: drawn here, or taken from Noto Emoji (``noto/``, Apache-2.0) and set into a scene."""

import re
from functools import cache
from pathlib import Path

from tests.artwork.figures import GROUND, line

NOTO = Path(__file__).parent / "noto"
CARD, CARD_DARK, CARD_LIGHT = "#cf9f63", "#9c7040", "#e3bd88"
WOOD, WOOD_DARK = "#b07a48", "#8a5c33"
RED, BLUE, GREEN, YELLOW = "#e03131", "#1c7ed6", "#2f9e44", "#fab005"


@cache
def _noto(name: str) -> tuple[str, float]:
    text = (NOTO / f"{name}.svg").read_text("utf-8")
    box = re.search(r'viewBox="0 0 (\S+) (\S+)"', text)
    size = float(box[1]) if box else 128
    return re.sub(r"^<svg[^>]*>|</svg>\s*$", "", text), size


def noto(name: str, x: float, bottom: float, size: float, *, flip: bool = False) -> str:
    """A Noto picture *size* wide, standing on *bottom*, its middle at *x*."""
    body, wide = _noto(name)
    # The same picture twice in one scene: each has ids of its own.
    body = re.sub(r"SVG\w+", rf"\g<0>_{x:.0f}_{bottom:.0f}", body)
    scale = size / wide
    turn = f"{-scale:g} {scale:g}" if flip else f"{scale:g}"
    left = x + size / 2 if flip else x - size / 2
    return f'<g transform="translate({left:g} {bottom - size:g}) scale({turn})">{body}</g>'


def rect(x: float, y: float, w: float, h: float, colour: str, r: float = 0) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}" rx="{r:g}" fill="{colour}"/>'


def shape(path: str, colour: str) -> str:
    return f'<path d="{path}" fill="{colour}"/>'


def oval(x: float, y: float, rx: float, ry: float, colour: str, opacity: float = 1) -> str:
    faint = f' fill-opacity="{opacity}"' if opacity < 1 else ""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{colour}"{faint}/>'


def floor(y: float = GROUND + 8) -> str:
    """A line to stand on."""
    return line([(24, y), (376, y)], "#d5dde1", 6)


def ball(x: float, bottom: float, r: float, colour: str = RED) -> str:
    """A ball with a white band, so that it is no apple and no balloon."""
    y = bottom - r
    band = (
        f"M{x - r:g} {y - r * 0.1:g}Q{x:g} {y - r * 0.55:g} {x + r:g} {y - r * 0.1:g}"
        f"V{y + r * 0.2:g}Q{x:g} {y - r * 0.2:g} {x - r:g} {y + r * 0.2:g}z"
    )
    return (
        oval(x, y, r, r, colour)
        + shape(band, "#fff")
        + oval(x - r * 0.35, y - r * 0.55, r * 0.2, r * 0.13, "#fff", 0.7)
    )


def box_back(x: float, bottom: float, w: float, h: float) -> str:
    """What is behind a thing in an open box: the inside and the back flaps."""
    top = bottom - h
    return shape(
        f"M{x - w / 2:g} {top:g}l{w * 0.12:g} {-h * 0.22:g}h{w * 0.76:g}"
        f"l{w * 0.12:g} {h * 0.22:g}z",
        CARD_DARK,
    )


def box_front(x: float, bottom: float, w: float, h: float) -> str:
    """The front of a box with its flaps turned out."""
    top, left, right = bottom - h, x - w / 2, x + w / 2
    return (
        shape(
            f"M{left:g} {top:g}l{-w * 0.16:g} {-h * 0.12:g}l{w * 0.06:g} {h * 0.3:g}z", CARD_LIGHT
        )
        + shape(
            f"M{right:g} {top:g}l{w * 0.16:g} {-h * 0.12:g}l{-w * 0.06:g} {h * 0.3:g}z", CARD_LIGHT
        )
        + rect(left, top, w, h, CARD, 4)
        + rect(left, top, w, h * 0.07, CARD_DARK)
    )


def open_box(x: float, bottom: float, w: float, h: float, inside: str = "") -> str:
    return box_back(x, bottom, w, h) + inside + box_front(x, bottom, w, h)


def closed_box(x: float, bottom: float, w: float, h: float) -> str:
    """A shut box with tape over the lid."""
    left, top = x - w / 2, bottom - h
    lid = shape(
        f"M{left:g} {top:g}l{w * 0.1:g} {-h * 0.2:g}h{w * 0.8:g}l{w * 0.1:g} {h * 0.2:g}z",
        CARD_LIGHT,
    )
    tape = rect(x - w * 0.08, top - h * 0.2, w * 0.16, h * 0.5, "#f1e3c4")
    return rect(left, top, w, h, CARD, 4) + lid + tape


def table(x: float, w: float, h: float, bottom: float = GROUND + 6) -> str:
    top = bottom - h
    thick = max(12, h * 0.1)
    legs = "".join(
        rect(at, top, thick, h, WOOD_DARK, 3) for at in (x - w / 2 + 8, x + w / 2 - 8 - thick)
    )
    return legs + rect(x - w / 2, top, w, thick * 1.2, WOOD, 5)


def chair(x: float, w: float, h: float, bottom: float = GROUND + 6) -> str:
    """From the side, its back on the left. The seat is at half of *h*."""
    seat, thick = bottom - h * 0.5, 14
    return (
        rect(x - w / 2, bottom - h, thick, h, WOOD_DARK, 5)
        + rect(x + w / 2 - thick, seat, thick, h * 0.5, WOOD_DARK, 4)
        + rect(x - w / 2, seat, w, 16, WOOD, 5)
        + rect(x - w / 2 - 2, bottom - h, 18, h * 0.42, WOOD, 7)
    )


def car(x: float, bottom: float, w: float, colour: str) -> str:
    s = w / 300
    wheels = "".join(
        oval(x + at * s, bottom - 30 * s, 32 * s, 32 * s, "#343a40")
        + oval(x + at * s, bottom - 30 * s, 13 * s, 13 * s, "#ced4da")
        for at in (-84, 84)
    )
    roof = (
        f"M{x - 96 * s:g} {bottom - 96 * s:g}L{x - 56 * s:g} {bottom - 160 * s:g}"
        f"H{x + 50 * s:g}L{x + 96 * s:g} {bottom - 96 * s:g}z"
    )
    glass = "".join(
        shape(path, "#d0ebff")
        for path in (
            (
                f"M{x - 72 * s:g} {bottom - 100 * s:g}L{x - 46 * s:g} {bottom - 144 * s:g}"
                f"H{x - 8 * s:g}V{bottom - 100 * s:g}z"
            ),
            (
                f"M{x + 8 * s:g} {bottom - 100 * s:g}V{bottom - 144 * s:g}H{x + 42 * s:g}"
                f"L{x + 72 * s:g} {bottom - 100 * s:g}z"
            ),
        )
    )
    hull = rect(x - 150 * s, bottom - 100 * s, 300 * s, 72 * s, colour, 26 * s)
    lamp = oval(x + 138 * s, bottom - 74 * s, 10 * s, 12 * s, "#ffe066")
    return shape(roof, colour) + glass + hull + lamp + wheels


def hat(x: float, bottom: float, w: float, colour: str) -> str:
    """A woolly hat by itself, as the children wear it."""
    s = w / 108
    return (
        oval(x, bottom - 68 * s, 15 * s, 15 * s, colour)
        + shape(
            f"M{x - 48 * s:g} {bottom - 14 * s:g}q0 {-48 * s:g} {48 * s:g} {-48 * s:g}"
            f"t{48 * s:g} {48 * s:g}z",
            colour,
        )
        + rect(x - 54 * s, bottom - 22 * s, 108 * s, 22 * s, colour, 10 * s)
        + f'<rect x="{x - 54 * s:g}" y="{bottom - 22 * s:g}" width="{108 * s:g}" '
        f'height="{22 * s:g}" rx="{10 * s:g}" fill="#000" fill-opacity="0.16"/>'
        + oval(x, bottom - 68 * s, 15 * s, 15 * s, "#fff", 0.35)
    )


def bowl(x: float, bottom: float, w: float, *, full: bool) -> str:
    h, top = w * 0.42, bottom - w * 0.42
    food = "".join(
        oval(x + dx * w, top - dy * w, w * 0.09, w * 0.07, colour)
        for dx, dy, colour in (
            (-0.25, 0.03, "#f08c00"), (-0.08, 0.06, "#fab005"), (0.1, 0.05, "#f08c00"),
            (0.26, 0.03, "#fab005"), (0.0, 0.0, "#e8590c"), (-0.17, 0.0, "#fab005"),
            (0.18, 0.0, "#e8590c"),
        )
    )  # fmt: skip
    inner = oval(x, top, w / 2, w * 0.1, "#74c0fc") + oval(
        x, top + 2, w * 0.45, w * 0.075, "#1864ab"
    )
    body = shape(
        f"M{x - w / 2:g} {top:g}q{w * 0.06:g} {h:g} {w * 0.32:g} {h:g}h{w * 0.36:g}"
        f"q{w * 0.26:g} 0 {w * 0.32:g} {-h:g}q{-w * 0.5:g} {w * 0.18:g} {-w:g} 0z",
        BLUE,
    )
    return inner + (food if full else "") + body


def glass(x: float, bottom: float, h: float, *, full: bool) -> str:
    w = h * 0.62
    top = bottom - h
    side = (
        f"M{x - w / 2:g} {top:g}L{x - w * 0.36:g} {bottom:g}H{x + w * 0.36:g}L{x + w / 2:g} {top:g}"
    )
    juice = shape(
        f"M{x - w * 0.465:g} {top + h * 0.16:g}L{x - w * 0.34:g} {bottom - 6:g}"
        f"H{x + w * 0.34:g}L{x + w * 0.465:g} {top + h * 0.16:g}z",
        "#ff922b",
    )
    return (
        shape(side + "z", "#fff")
        + line([(x - w * 0.3, top + h * 0.14), (x - w * 0.22, top + h * 0.6)], "#dbe7ef", 9)
        + (juice if full else "")
        + f'<path d="{side}" fill="none" stroke="#74a9cf" stroke-width="7" '
        'stroke-linejoin="round" stroke-linecap="round"/>'
    )


def balloon(x: float, y: float, hand: tuple[float, float], colour: str) -> str:
    return (
        line([(x, y + 40), hand], "#868e96", 3)
        + oval(x, y, 30, 37, colour)
        + shape(f"M{x - 7:g} {y + 45:g}h14l-7 -12z", colour)
        + oval(x - 10, y - 14, 6, 9, "#fff", 0.6)
    )


def cart(x: float, bottom: float = GROUND + 6) -> str:
    """A wooden cart to sit in, open above; its rim is 62 over the ground."""
    wheels = "".join(
        oval(x + at, bottom - 22, 22, 22, "#343a40") + oval(x + at, bottom - 22, 8, 8, "#ced4da")
        for at in (-46, 46)
    )
    return shape(f"M{x - 78} {bottom - 70}h156l-14 44h-128z", RED) + wheels


def bed(x: float, bottom: float = GROUND + 6) -> str:
    """From the side, the pillow on the left; :func:`blanket` goes over who sleeps in it."""
    return (
        rect(x - 160, bottom - 150, 18, 150, WOOD_DARK, 6)
        + rect(x + 142, bottom - 96, 18, 96, WOOD_DARK, 6)
        + rect(x - 146, bottom - 62, 292, 30, WOOD, 4)
        + rect(x - 146, bottom - 84, 292, 28, "#fff", 8)
        + rect(x - 146, bottom - 84, 292, 28, "#e9ecef", 8)
        + rect(x - 142, bottom - 112, 96, 36, "#f8f9fa", 16)
        + f'<rect x="{x - 142}" y="{bottom - 112}" width="96" height="36" rx="16" fill="none" '
        'stroke="#ced4da" stroke-width="3"/>'
    )


def blanket(x: float, colour: str, bottom: float = GROUND + 6) -> str:
    return shape(f"M{x - 46} {bottom - 116}q40 -26 96 -18t96 40v40q0 8 -8 8h-184z", colour) + shape(
        f"M{x - 46} {bottom - 116}q10 -8 24 -12v74h-24z", "#fff"
    )


def basin(x: float, top: float) -> str:
    """A wash-basin on a foot, with suds."""
    suds = "".join(
        oval(x + dx, top - dy, r, r, "#d0ebff")
        + oval(x + dx - 2, top - dy - 3, r * 0.3, r * 0.3, "#fff")
        for dx, dy, r in ((-44, 4, 14), (-22, 10, 16), (2, 8, 18), (26, 10, 15), (46, 4, 13))
    )
    return (
        rect(x - 16, top + 40, 32, GROUND + 6 - top - 40, "#adb5bd", 4)
        + suds
        + shape(f"M{x - 80} {top}h160q-6 54 -56 54h-48q-50 0 -56 -54z", "#dee2e6")
        + rect(x - 86, top - 6, 172, 14, "#ced4da", 7)
    )


def tap(x: float, top: float) -> str:
    """The tap over a basin, and its water."""
    return line(
        [(x + 70, top), (x + 70, top - 60), (x + 30, top - 60), (x + 30, top - 44)], "#868e96", 13
    ) + line([(x + 30, top - 34), (x + 30, top - 8)], "#74c0fc", 8)


def ladder(x: float, bottom: float = GROUND + 6, top: float = 30, half: float = 34) -> str:
    """Twice *half* wide, the wider the stouter."""
    stout = 13 * half / 34
    rails = "".join(
        line([(x + side * half, bottom), (x + side * half, top)], "#f08c00", stout)
        for side in (-1, 1)
    )
    steps = "".join(
        line([(x - half + 4, y), (x + half - 4, y)], "#e67700", stout - 1)
        for y in range(int(bottom) - 40, int(top), -50)
    )
    return rails + steps


def zs(x: float, y: float) -> str:
    """Three letters z, growing."""
    return "".join(
        line(
            [(x + a, y - b), (x + a + s, y - b), (x + a, y - b + s), (x + a + s, y - b + s)],
            "#7b8b95",
            5,
        )
        for a, b, s in ((0, 0, 14), (26, 26, 19), (58, 58, 25))
    )


def moved(x: float, y: float, *, back: float = 1) -> str:
    """Three strokes behind something that moves."""
    return "".join(
        line([(x - back * at, y + dy), (x - back * (at + 26), y + dy)], "#b6c2c9", 6)
        for at, dy in ((0, -20), (10, 0), (0, 20))
    )
