"""The design tokens, read once. Lengths: logical pixels at 100 % text; colours: ``#RRGGBB``.

Named tuples because this is read before the first paint, where dataclasses cost 7 ms.
"""

from collections.abc import Mapping
from typing import NamedTuple

from elsec_app import plain_toml
from elsec_app.resources import resources

THEMES = ("light", "dark", "contrast")
SCALES = (100, 125, 150, 175, 200)


class Palette(NamedTuple):
    """One theme's colours by token name, and the two numbers that are not colours.

    ``shade`` is the darkness of a card's shadow (0-255); ``edge`` the width of the line round a
    tinted surface, in pixels, for themes whose tints do not show.
    """

    name: str
    colours: Mapping[str, str]
    shade: int
    edge: int


class Tokens(NamedTuple):
    ui_family: str
    child_family: str
    sizes: Mapping[str, int]
    radius: int
    card_radius: int
    border: int
    focus: int
    target: int
    row: int
    quick_ms: int
    palettes: Mapping[str, Palette]


def read_tokens() -> Tokens:
    """Raises OSError or ValueError when the shipped file is missing or broken (a fault of ours)."""
    raw = plain_toml.read(resources() / "tokens.toml")
    kind, shape = raw["type"], raw["shape"]
    return Tokens(
        ui_family=kind["ui"],
        child_family=kind["child"],
        sizes={role: size for role, size in kind.items() if isinstance(size, int)},
        radius=shape["radius"],
        card_radius=shape["card_radius"],
        border=shape["border"],
        focus=shape["focus"],
        target=shape["target"],
        row=shape["row"],
        quick_ms=raw["motion"]["quick_ms"],
        palettes={name: _palette(name, raw[name]) for name in THEMES},
    )


def _palette(name: str, table: Mapping[str, str | int]) -> Palette:
    colours = {key: value for key, value in table.items() if isinstance(value, str)}
    return Palette(name, colours, int(table["shade"]), int(table["edge"]))
