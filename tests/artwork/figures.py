"""Children and the things they do, as plain SVG: one kit, so that they look alike everywhere.

A picture is 400 units wide and high. A child stands with the feet on :data:`GROUND`; ``x`` is the
middle of the hips. All poses look to the right; ``flip`` turns them round.
"""

from collections.abc import Sequence
from typing import NamedTuple

GROUND = 350
INK = "#3b2a20"

Point = tuple[float, float]


class Look(NamedTuple):
    """How a child looks. ``hair`` names a style; ``dress`` is worn instead of trousers."""

    skin: str
    hair: str
    hair_colour: str
    top: str
    legs: str
    dress: bool = False


MAYA = Look("#8d5a3a", "puffs", "#2b1b14", "#f2b705", "#f2b705", dress=True)
AISHA = Look("#c98f62", "plaits", "#2a1d17", "#d6336c", "#d6336c", dress=True)
MEI = Look("#f3cfa6", "long", "#1f1a17", "#8e5bc0", "#8e5bc0", dress=True)
LUCY = Look("#f6c9a8", "plaits", "#b5651d", "#e8590c", "#e8590c", dress=True)
SAM = Look("#f6c9a8", "short", "#7a4a21", "#2f9e44", "#35495e")
KOFI = Look("#8f5d3b", "curly", "#1d1410", "#c92a2a", "#495057")
ARUN = Look("#bd8356", "short", "#1f1713", "#e67700", "#364fc7")
LEO = Look("#f1c27d", "curly", "#5b3a1a", "#0b7285", "#5c4033")


GIRLS = {"maya": MAYA, "aisha": AISHA, "mei": MEI, "lucy": LUCY}
BOYS = {"sam": SAM, "kofi": KOFI, "arun": ARUN, "leo": LEO}
WHO = GIRLS | BOYS


class Pose(NamedTuple):
    """Where the joints are, from the hips: x to the right, y down. ``lean`` is the neck."""

    neck: Point
    near_arm: tuple[Point, Point]
    far_arm: tuple[Point, Point]
    near_leg: tuple[Point, Point]
    far_leg: tuple[Point, Point]
    face: int = 1  # -1 left, 0 to us, 1 right
    eyes: str = "open"
    mouth: str = "smile"
    lift: float = 0  # how far off the ground


STAND = Pose(
    (0, -84), ((34, -44), (38, -4)), ((-34, -44), (-38, -4)), ((16, 42), (18, 84)),
    ((-16, 42), (-18, 84)), face=0,
)  # fmt: skip
STAND_SIDE = STAND._replace(face=1)
RUN = Pose(
    (16, -82), ((44, -48), (74, -70)), ((-26, -46), (-48, -22)), ((44, 22), (58, 70)),
    ((-26, 34), (-72, 40)), lift=8,
)  # fmt: skip
PUSH = Pose(
    (26, -80), ((58, -74), (98, -76)), ((60, -62), (98, -60)), ((26, 38), (6, 84)),
    ((-20, 44), (-58, 84)),
)  # fmt: skip
PULL = Pose(
    (-30, -80), ((8, -62), (52, -48)), ((8, -54), (52, -42)), ((34, 36), (58, 84)),
    ((2, 46), (20, 84)), mouth="effort",
)  # fmt: skip
KICK = Pose(
    (-10, -84), ((30, -62), (58, -76)), ((-42, -58), (-66, -40)), ((50, 14), (98, 24)),
    ((-6, 42), (-12, 84)),
)  # fmt: skip
HOLD = Pose(
    (0, -84), ((30, -46), (62, -56)), ((34, -40), (66, -44)), ((14, 42), (16, 84)),
    ((-14, 42), (-16, 84)),
)  # fmt: skip
SIT = Pose(
    (-4, -84), ((24, -46), (44, -16)), ((-20, -40), (0, -8)), ((52, 4), (56, 62)),
    ((44, 8), (42, 64)),
)  # fmt: skip
FLOOR = Pose(
    (-8, -84), ((22, -46), (46, -20)), ((-34, -44), (-44, 2)), ((54, -4), (104, 8)),
    ((46, 4), (94, 16)),
)  # fmt: skip
JUMP = Pose(
    (0, -84), ((44, -100), (64, -142)), ((-44, -100), (-64, -142)), ((40, 24), (22, 62)),
    ((-40, 24), (-22, 62)), face=0, mouth="open", lift=58,
)  # fmt: skip
CLIMB = Pose(
    (8, -84), ((44, -96), (54, -132)), ((36, -62), (54, -84)), ((42, 14), (44, 52)),
    ((10, 46), (38, 88)),
)  # fmt: skip
WAVE = STAND._replace(near_arm=((46, -88), (60, -130)), mouth="open")
CRAWL = Pose(
    (76, -26), ((74, 12), (82, 50)), ((58, 14), (58, 50)), ((8, 44), (-40, 50)),
    ((-8, 42), (-56, 46)),
)  # fmt: skip


def child(
    look: Look, pose: Pose, x: float, *, scale: float = 1, flip: bool = False,
    y: float = GROUND, hat: str = "", holding: str = "",
) -> str:  # fmt: skip
    """A child whose feet are at *y*; ``holding`` is drawn between the far arm and the near one."""
    hip = y - (94 + pose.lift) * scale
    turn = f"{-scale} {scale}" if flip else f"{scale}"
    return (
        f'<g transform="translate({x} {hip}) scale({turn})">{_parts(look, pose, hat, holding)}</g>'
    )


def seated(
    look: Look, pose: Pose, x: float, hip: float, *, scale: float = 1, flip: bool = False,
    hat: str = "", holding: str = "",
) -> str:  # fmt: skip
    """A child whose hips, not feet, are at a height."""
    turn = f"{-scale} {scale}" if flip else f"{scale}"
    return (
        f'<g transform="translate({x} {hip}) scale({turn})">{_parts(look, pose, hat, holding)}</g>'
    )


def _parts(look: Look, pose: Pose, hat: str, holding: str) -> str:
    nx, ny = pose.neck
    lean = nx / 84
    return "".join(
        (
            _back_hair(look, nx + lean * 30, ny - 40),
            _arm(look, (nx - 18, ny + 14), pose.far_arm, dark=True),
            _leg(look, (-12, -4), pose.far_leg, dark=True),
            _leg(look, (12, -4), pose.near_leg),
            _body(look, pose.neck),
            head(look, nx + lean * 30, ny - 40, pose.face, pose.eyes, pose.mouth, hat),
            holding,
            _arm(look, (nx + 18, ny + 14), pose.near_arm),
        )
    )


def head(
    look: Look, x: float, y: float, face: int = 0, eyes: str = "open", mouth: str = "smile",
    hat: str = "",
) -> str:  # fmt: skip
    """A head alone, its middle at (*x*, *y*); hair that falls behind is drawn apart."""
    shift = 14 * face
    ears = "".join(_dot(x + side * 44, y + 6, 9, look.skin) for side in (-1, 1))
    return "".join(
        (
            ears,
            _dot(x, y, 45, look.skin),
            _front_hair(look, x, y),
            _eyes(x + shift, y, eyes),
            _dot(x + shift - 25, y + 16, 8, "#f0736a", 0.45),
            _dot(x + shift + 25, y + 16, 8, "#f0736a", 0.45),
            _mouth(x + shift, y + 20, mouth),
            _hat(x, y, hat) if hat else "",
        )
    )


def back_hair(look: Look, x: float, y: float) -> str:
    """The hair that falls behind a head drawn alone."""
    return _back_hair(look, x, y)


def _eyes(x: float, y: float, kind: str) -> str:
    if kind == "shut":
        return "".join(
            f'<path d="M{x + s * 16 - 8} {y + 2}q8 8 16 0" fill="none" stroke="{INK}" '
            'stroke-width="4" stroke-linecap="round"/>'
            for s in (-1, 1)
        )
    return "".join(_dot(x + s * 16, y, 5.5, INK) for s in (-1, 1))


def _mouth(x: float, y: float, kind: str) -> str:
    if kind == "open":
        return f'<path d="M{x - 13} {y - 3}h26q-2 17 -13 17t-13 -17z" fill="#7d2b2b"/>'
    if kind == "round":
        return f'<ellipse cx="{x}" cy="{y + 3}" rx="7" ry="8" fill="#7d2b2b"/>'
    bend = {"smile": 10, "effort": 2, "sad": -9, "sleep": 5}[kind]
    top = y + (8 if kind == "sad" else 0)
    return (
        f'<path d="M{x - 12} {top}q12 {bend} 24 0" fill="none" stroke="#7d2b2b" '
        'stroke-width="4" stroke-linecap="round"/>'
    )


def _back_hair(look: Look, x: float, y: float) -> str:
    if look.hair == "long":
        return (
            f'<path d="M{x - 54} {y + 62}V{y - 6}q0 -50 54 -50t54 50V{y + 62}q-54 16 -108 0z" '
            f'fill="{look.hair_colour}"/>'
        )
    if look.hair == "puffs":
        return "".join(_dot(x + s * 42, y - 38, 25, look.hair_colour) for s in (-1, 1))
    if look.hair == "plaits":
        return "".join(_plait(x + s * 50, y, look.hair_colour) for s in (-1, 1))
    return ""


def _plait(x: float, y: float, colour: str) -> str:
    knots = "".join(_dot(x, y + 16 + 17 * n, 13 - n, colour) for n in range(4))
    return knots + _dot(x, y + 78, 8, "#ffd43b") + _dot(x, y + 90, 8, colour)


def _front_hair(look: Look, x: float, y: float) -> str:
    if look.hair == "curly":
        at = [(-42, -10), (-38, -28), (-22, -42), (0, -47), (22, -42), (38, -28), (42, -10)]
        return "".join(_dot(x + dx, y + dy, 15, look.hair_colour) for dx, dy in at)
    fringe = {"short": -18, "long": -16, "plaits": -20, "puffs": -24}[look.hair]
    return (
        f'<path d="M{x - 46} {y}q-4 -50 46 -50t46 50q-8 {fringe + 2} -20 {fringe}'
        f'q-26 -8 -52 0q-12 2 -20 {-fringe - 0}z" fill="{look.hair_colour}"/>'
    )


def _hat(x: float, y: float, colour: str) -> str:
    return (
        f'<path d="M{x - 48} {y - 20}q0 -48 48 -48t48 48z" fill="{colour}"/>'
        f'<rect x="{x - 54}" y="{y - 30}" width="108" height="20" rx="10" fill="{colour}"/>'
        f'<rect x="{x - 54}" y="{y - 30}" width="108" height="20" rx="10" fill="#000" '
        f'fill-opacity="0.16"/>{_dot(x, y - 70, 14, "#fff")}{_dot(x, y - 70, 14, colour, 0.55)}'
    )


def _body(look: Look, neck: Point) -> str:
    nx, ny = neck
    throat = line([(nx, ny - 8), (nx * 0.9, ny + 8)], look.skin, 22)
    if look.dress:
        skirt = f"M{nx - 24} {ny + 6}L{nx + 24} {ny + 6}L46 22Q0 36 -46 22z"
        return (
            f'{throat}<path d="{skirt}" fill="{look.top}" stroke="{look.top}" stroke-width="12" '
            'stroke-linejoin="round"/>'
        )
    hips = line([(-10, 0), (10, 0)], look.legs, 36)
    torso = f"M{nx - 20} {ny + 10}L{nx + 20} {ny + 10}L22 -6L-22 -6z"
    return (
        f'{throat}{hips}<path d="{torso}" fill="{look.top}" stroke="{look.top}" '
        'stroke-width="18" stroke-linejoin="round"/>'
    )


def _arm(look: Look, shoulder: Point, joints: tuple[Point, Point], *, dark: bool = False) -> str:
    elbow, hand = joints
    sleeve = line([shoulder, _between(shoulder, elbow, 0.62)], look.top, 26)
    skin = line([shoulder, elbow, hand], look.skin, 19) + _dot(*hand, 12, look.skin)
    return skin + sleeve + (_shade(line([shoulder, elbow, hand], "#000", 24)) if dark else "")


def _leg(look: Look, hip: Point, joints: tuple[Point, Point], *, dark: bool = False) -> str:
    knee, foot = joints
    cloth = look.skin if look.dress else look.legs
    leg = line([hip, knee, foot], cloth, 24 if look.dress else 30)
    sock = line([_between(knee, foot, 0.55), foot], "#fff", 22) if look.dress else ""
    shoe = f'<ellipse cx="{foot[0] + 7}" cy="{foot[1] + 2}" rx="21" ry="12" fill="#4a3f5c"/>'
    return leg + sock + shoe + (_shade(line([hip, knee, foot], "#000", 26)) if dark else "")


def _shade(drawn: str) -> str:
    return f'<g opacity="0.10">{drawn}</g>'


def line(points: Sequence[Point], colour: str, width: float) -> str:
    """A thick, round line through *points*."""
    along = "L".join(f"{x:g} {y:g}" for x, y in points)
    return (
        f'<path d="M{along}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _dot(x: float, y: float, r: float, colour: str, opacity: float = 1) -> str:
    faint = f' fill-opacity="{opacity}"' if opacity < 1 else ""
    return f'<circle cx="{x:g}" cy="{y:g}" r="{r:g}" fill="{colour}"{faint}/>'


def _between(a: Point, b: Point, part: float) -> Point:
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
