"""The printed look, read once from the tokens: colours, sizes, spaces. Lengths in points."""

import tomllib
from functools import cache

import msgspec

from elsec_app.resources import resources

Colour = tuple[float, float, float]
MM = 72 / 25.4
A4 = (595.28, 841.89)


class Style(msgspec.Struct, frozen=True):
    """How one run of text is set: face by role, size and leading in points, colour."""

    face: str
    size: float
    leading: float
    colour: Colour


class Paint(msgspec.Struct, frozen=True):
    """The colours of one band or notice: its ink, its tint, the words on full ink."""

    ink: Colour
    tint: Colour


class Look(msgspec.Struct, frozen=True):
    """Every style and colour a page may use."""

    margin: float
    ink: Colour
    ink_2: Colour
    line: Colour
    page: Colour
    green: Colour
    green_tint: Colour
    white: Colour
    title: Style
    heading: Style
    subheading: Style
    lead: Style
    body: Style
    strong: Style
    letter: Style
    letter_strong: Style
    small: Style
    small_strong: Style
    table: Style
    table_strong: Style
    paints: dict[str, Paint]


def _colour(code: str) -> Colour:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return round(red, 4), round(green, 4), round(blue, 4)


@cache
def look() -> Look:
    """The look in the tokens file."""
    tokens = tomllib.loads((resources() / "tokens.toml").read_text(encoding="utf-8"))
    light, sizes = tokens["light"], tokens["print"]
    hue = {name: _colour(code) for name, code in light.items() if isinstance(code, str)}
    ink, quiet = hue["ink"], hue["ink_2"]
    body, small = sizes["body_pt"], sizes["small_pt"]
    heading, title = sizes["heading_pt"], sizes["title_pt"]
    return Look(
        margin=sizes["margin_mm"] * MM,
        ink=ink,
        ink_2=quiet,
        line=hue["line"],
        page=hue["page"],
        green=hue["green"],
        green_tint=hue["green_tint"],
        white=hue["on_green"],
        title=Style("bold", title + 2, title + 6, ink),
        heading=Style("bold", heading, heading + 4, hue["green"]),
        subheading=Style("bold", body + 0.5, body + 4.5, ink),
        lead=Style("regular", body + 0.5, body + 5, quiet),
        body=Style("regular", body, body + 4.5, ink),
        strong=Style("bold", body, body + 4.5, ink),
        letter=Style("regular", body + 1.5, body + 6, ink),
        letter_strong=Style("bold", body + 1.5, body + 6, ink),
        small=Style("regular", small, small + 3.2, quiet),
        small_strong=Style("bold", small, small + 3.2, ink),
        table=Style("regular", body - 0.9, body + 2.7, ink),
        table_strong=Style("bold", body - 0.9, body + 2.7, ink),
        paints={
            kind: Paint(hue[kind], hue[f"{kind}_tint"])
            for kind in ("track", "watch", "refer", "quiet", "green")
        },
    )
