"""Shapes as PDF drawing operators. Lengths in points, origin at the foot of the page."""

from elsec_app.reports.look import Colour

_ROUND = 0.5523


def _n(*values: float) -> str:
    return " ".join([f"{value:.2f}".rstrip("0").rstrip(".") for value in values])


def fill(colour: Colour) -> str:
    return f"{_n3(colour)} rg"


def stroke(colour: Colour, width: float = 0.8, dash: str = "") -> str:
    return f"{_n3(colour)} RG {_n(width)} w [{dash}] 0 d"


def _n3(colour: Colour) -> str:
    return f"{colour[0]:g} {colour[1]:g} {colour[2]:g}"


def line(x1: float, y1: float, x2: float, y2: float, colour: Colour, width: float = 0.8) -> str:
    return f"{stroke(colour, width)} {_n(x1, y1)} m {_n(x2, y2)} l S"


def rect(x: float, y: float, width: float, height: float, colour: Colour) -> str:
    return f"{fill(colour)} {_n(x, y, width, height)} re f"


def path(points: list[tuple[float, float]], paint: str = "f") -> str:
    """A closed shape through *points*; set the colours first."""
    first, *rest = points
    return " ".join([f"{_n(*first)} m", *[f"{_n(*p)} l" for p in rest], "h", paint])


def open_path(points: list[tuple[float, float]]) -> str:
    first, *rest = points
    return " ".join([f"{_n(*first)} m", *[f"{_n(*p)} l" for p in rest], "S"])


def rounded(x: float, y: float, width: float, height: float, radius: float, paint: str) -> str:
    """A rectangle with round corners; *paint* is ``f``, ``S`` or ``B``; set the colours first."""
    r = min(radius, width / 2, height / 2)
    k, right, top = r * (1 - _ROUND), x + width, y + height
    return " ".join(
        [
            f"{_n(x + r, y)} m {_n(right - r, y)} l",
            f"{_n(right - k, y, right, y + k, right, y + r)} c {_n(right, top - r)} l",
            f"{_n(right, top - k, right - k, top, right - r, top)} c {_n(x + r, top)} l",
            f"{_n(x + k, top, x, top - k, x, top - r)} c {_n(x, y + r)} l",
            f"{_n(x, y + k, x + k, y, x + r, y)} c h {paint}",
        ]
    )


def circle(x: float, y: float, radius: float, paint: str) -> str:
    return rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius, paint)
