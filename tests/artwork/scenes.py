"""Every picture of the packs that is not one Noto picture, by its file name."""

from collections.abc import Container, Iterator

from tests.artwork import figures as f
from tests.artwork import pairs, places
from tests.artwork import props as p
from tests.artwork.doing import one_child
from tests.artwork.figures import BOYS, GIRLS
from tests.artwork.frame import FEET, svg


def _many() -> Iterator[tuple[str, str]]:
    places = {
        2: [(110, 250), (290, 250)],
        3: [(200, 190), (105, 360), (295, 360)],
        4: [(105, 190), (295, 190), (105, 360), (295, 360)],
    }
    for what, many in (("duck", 2), ("duck", 3), ("duck", 4), ("fish", 3)):
        yield (
            f"{what}-{many}",
            svg(*(p.noto(what, x, y, 150) for x, y in places[many]), floor=False),
        )
    for name, colour in (("red", p.RED), ("blue", p.BLUE), ("green", p.GREEN)):
        yield f"car-{name}", svg(p.car(200, FEET - 40, 340, colour))
    yield "hat-blue", svg(p.hat(200, FEET - 50, 290, p.BLUE), floor=False)
    for name, one, two in (("same", p.RED, p.RED), ("different", p.RED, p.BLUE)):
        yield f"hats-{name}", svg(p.hat(108, 262, 160, one), p.hat(292, 262, 160, two), floor=False)
        yield (
            f"balls-{name}",
            svg(p.ball(108, 276, 76, one), p.ball(292, 276, 76, two), floor=False),
        )
    for full in (True, False):
        name = "full" if full else "empty"
        yield f"bowl-{name}", svg(p.bowl(200, 300, 310, full=full), floor=False)
        yield f"glass-{name}", svg(p.glass(200, 346, 290, full=full), floor=False)
    yield from _groups()


def _groups() -> Iterator[tuple[str, str]]:
    for name, state in (("none", "ccc"), ("all", "ooo"), ("one", "coc"), ("two", "oco")):
        row = [
            (p.open_box if kind == "o" else p.closed_box)(x, 270, 98, 98)
            for x, kind in zip((70, 200, 330), state, strict=True)
        ]
        yield f"boxes-open-{name}", svg(*row, p.floor(276), floor=False)
    looks = (f.MEI, f.KOFI, f.LUCY, f.ARUN)
    at = ((110, 112), (290, 112), (110, 296), (290, 296))
    for name, hats in (("all", "1111"), ("all-but-one", "1101"), ("one", "0010"), ("none", "0000")):
        heads = [
            f.back_hair(look, x, y) + f.head(look, x, y, hat=p.RED if worn == "1" else "")
            for look, (x, y), worn in zip(looks, at, hats, strict=True)
        ]
        yield f"hats-{name}", svg(*heads, floor=False)


def _together() -> Iterator[tuple[str, str]]:
    """Several things that have one name."""
    for name, three in (
        ("fruit", ("apple", "banana", "grapes")),
        ("clothes", ("t-shirt", "jeans", "socks")),
    ):
        yield (
            name,
            svg(
                *(
                    p.noto(what, x, y, 170)
                    for what, (x, y) in zip(
                        three, ((110, 190), (292, 190), (200, 372)), strict=True
                    )
                ),
                floor=False,
            ),
        )


def _pointed() -> Iterator[tuple[str, str]]:
    """What no usable Noto picture shows well."""
    arrow = f.line([(384, 262), (270, 248)], p.RED, 14) + p.shape("M232 242l42 -19l-5 44z", p.RED)
    yield "ladder", svg(p.ladder(200, top=24, half=64))
    yield (
        "nose",
        svg(
            f'<g transform="translate(190 220) scale(3.4)">{f.head(f.LEO, 0, 0)}</g>',
            p.oval(190, 240, 34, 28, "#dd9f62"),
            arrow,
            floor=False,
        ),
    )
    yield "thumb", svg(_fist(), floor=False)


def _fist() -> str:
    skin, crease = "#bd8356", "#94602f"
    fingers = "".join(p.rect(186, 176 + 44 * n, 126, 42, skin, 21) for n in range(4))
    lines = "".join(f.line([(206, 219 + 44 * n), (296, 219 + 44 * n)], crease, 4) for n in range(3))
    palm = p.rect(96, 172, 176, 180, skin, 46) + p.rect(46, 226, 90, 96, "#1c7ed6", 12)
    thumb = f.line([(168, 206), (174, 112)], skin, 60) + p.oval(175, 100, 15, 19, "#e8bd93")
    return palm + thumb + fingers + lines


def drawn() -> Iterator[tuple[str, str]]:
    """Each picture by the names of the children in it."""
    for part in (
        one_child, places.sizes, places.boxes, places.tables, pairs.hats, pairs.roles,
        pairs.compared, _many, places.queues, places.between, places.neither, _together, _pointed,
    ):  # fmt: skip
        yield from part()


def pictures() -> dict[str, str]:
    """Each scene's file name, without its suffix, and its SVG text. Children are “girl”, “boy”."""
    made: dict[str, str] = {}
    for name, text in drawn():
        made[called(name, made)] = text
    return made


def called(name: str, taken: Container[str]) -> str:
    """A name that says who is in the picture to somebody who does not know the children."""
    words = ("girl" if w in GIRLS else "boy" if w in BOYS else w for w in name.split("-"))
    plain = "-".join(words)
    others = (f"{plain}-{n}" for n in range(2, 99))
    return plain if plain not in taken else next(one for one in others if one not in taken)
