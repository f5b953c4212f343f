"""The bands on paper: each has its own shape and its word, so that grey says as much as colour."""

from collections.abc import Callable
from functools import cache

from elsec_app.reports import shapes
from elsec_app.reports.facts import BandKind
from elsec_app.reports.fonts import face
from elsec_app.reports.look import Colour, Style, look

Draw = Callable[[float, float, float, Colour, Colour], str]


def icon(kind: BandKind, x: float, y: float, size: float, ink: Colour, ground: Colour) -> str:
    """The icon of *kind* centred on *x*, *y*, as on the screen: ring with tick, hourglass, flag,
    dashed ring."""
    return _placed(_drawn(_ICONS[kind], size, ink, ground), x, y)


def _placed(ops: str, x: float, y: float) -> str:
    return f"q 1 0 0 1 {x:.2f} {y:.2f} cm {ops} Q"


@cache
def _drawn(icon: Draw, size: float, ink: Colour, ground: Colour) -> str:
    """The icon at the origin: a page has hundreds of a few kinds."""
    return icon(0, 0, size / 2, ink, ground)


def sign(kind: BandKind, x: float, y: float, size: float, ink: Colour, ground: Colour) -> str:
    """The sign of a notice of *kind*: a triangle to take care, an octagon to act."""
    return _placed(_drawn(_SIGNS.get(kind, _ICONS[kind]), size, ink, ground), x, y)


def _tick(x: float, y: float, r: float, ink: Colour, _ground: Colour) -> str:
    stroke = shapes.stroke(ink, r * 0.24)
    arm = [(x - r * 0.45, y), (x - r * 0.1, y - r * 0.38), (x + r * 0.5, y + r * 0.38)]
    return f"{stroke} {shapes.circle(x, y, r * 0.95, 'S')} {shapes.open_path(arm)}"


def _hourglass(x: float, y: float, r: float, ink: Colour, _ground: Colour) -> str:
    w, h = r * 0.62, r * 0.82
    glass = [[(x - w, y + h), (x + w, y + h), (x, y)], [(x - w, y - h), (x + w, y - h), (x, y)]]
    bars = [
        shapes.rect(x - r * 0.78, y + side * r * 0.9 - r * 0.1, r * 1.56, r * 0.2, ink)
        for side in (1, -1)
    ]
    return " ".join([shapes.fill(ink), *map(shapes.path, glass), *bars])


def _flag(x: float, y: float, r: float, ink: Colour, _ground: Colour) -> str:
    left, top, foot = x - r * 0.6, y + r * 0.88, y - r * 0.12
    cloth = [(left, top), (x + r * 0.9, top), (x + r * 0.5, (top + foot) / 2)]
    cloth += [(x + r * 0.9, foot), (left, foot)]
    pole = shapes.rect(left - r * 0.12, y - r * 0.95, r * 0.24, r * 1.9, ink)
    return f"{shapes.fill(ink)} {shapes.path(cloth)} {pole}"


def _triangle(x: float, y: float, r: float, ink: Colour, ground: Colour) -> str:
    corners = [(x - r * 1.05, y - r * 0.85), (x + r * 1.05, y - r * 0.85), (x, y + r * 1.0)]
    bang = shapes.rect(x - r * 0.11, y - r * 0.28, r * 0.22, r * 0.62, ground)
    dot = shapes.rect(x - r * 0.11, y - r * 0.62, r * 0.22, r * 0.2, ground)
    return f"{shapes.fill(ink)} {shapes.path(corners)} {bang} {dot}"


def _octagon(x: float, y: float, r: float, ink: Colour, ground: Colour) -> str:
    a, b = r, r * 0.42
    corners = [(x - b, y + a), (x + b, y + a), (x + a, y + b), (x + a, y - b)]
    corners += [(x + b, y - a), (x - b, y - a), (x - a, y - b), (x - a, y + b)]
    tip = [(x + r * 0.5, y), (x, y + r * 0.5), (x, y - r * 0.5)]
    shaft = shapes.rect(x - r * 0.5, y - r * 0.14, r * 0.6, r * 0.28, ground)
    return f"{shapes.fill(ink)} {shapes.path(corners)} {shaft} {shapes.path(tip)}"


def _dashed(x: float, y: float, r: float, ink: Colour, _ground: Colour) -> str:
    return f"{shapes.stroke(ink, r * 0.22, '1.6 1.5')} {shapes.circle(x, y, r * 0.9, 'S')} [] 0 d"


_ICONS = {"track": _tick, "watch": _hourglass, "refer": _flag, "quiet": _dashed}
_SIGNS = {"watch": _triangle, "refer": _octagon}


def on_pill(kind: BandKind) -> Colour:
    """The colour of the word on a pill: the strongest band is white on dark."""
    return look().white if kind == "refer" else look().paints[kind].ink


def pill(kind: BandKind, x: float, y: float, texts: list[str], style: Style) -> str:
    """The ground of a pill whose first word has its base line at *y*, with its icon."""
    paint = look().paints[kind]
    ground = paint.ink if kind == "refer" else paint.tint
    down = (len(texts) - 1) * style.leading
    widest = max(face(style.face).width(text.rstrip(" "), style.size) for text in texts)
    head = style.size + 6
    top = y - style.size * 0.3 - 2.2 + head
    edge = shapes.stroke(paint.ink, 0.9 if kind != "quiet" else 0.6)
    shape = shapes.rounded(x, top - head - down, widest + 25, head + down, head / 2, "B")
    symbol = icon(kind, x + 10, top - head / 2, style.size * 0.98, on_pill(kind), ground)
    return f"{shapes.fill(ground)} {edge} {shape} {symbol}"


def pattern(kind: BandKind, x: float, y: float, width: float, height: float) -> str:
    """A bar of *kind* filled so that bands differ in grey: open, ruled, solid, dotted."""
    paint = look().paints[kind]
    ground = paint.ink if kind == "refer" else paint.tint
    parts = [f"q {x:.2f} {y:.2f} {width:.2f} {height:.2f} re W n"]
    parts.append(shapes.rect(x, y, width, height, ground))
    if kind == "watch":
        parts.append(_ruled(paint.ink, x, y, width, height))
    if kind == "quiet":
        parts.append(f"{shapes.stroke(paint.ink, 1.1, '1.1 3.2')}")
        rows = [y + 3 + 4 * n for n in range(int(height / 4) + 1)]
        parts += [f"{x:.2f} {row:.2f} m {x + width:.2f} {row:.2f} l S" for row in rows]
    parts.append("Q")
    edge = shapes.stroke(paint.ink, 0.8)
    return " ".join([*parts, f"{edge} {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"])


def _ruled(ink: Colour, x: float, y: float, width: float, height: float) -> str:
    parts = [shapes.stroke(ink, 0.9)]
    for n in range(int((width + height) / 5) + 1):
        left = x - height + n * 5
        parts.append(f"{left:.2f} {y:.2f} m {left + height:.2f} {y + height:.2f} l")
    return " ".join([*parts, "S"])
