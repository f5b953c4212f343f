"""Who has what, and who does what to whom: what the long sentences are asked with."""

from collections.abc import Iterator

from tests.artwork import figures as f
from tests.artwork import props as p
from tests.artwork.doing import holding_ball, kicking_ball
from tests.artwork.figures import WHO, Look, child
from tests.artwork.frame import FEET, svg

GIVE = f.HOLD._replace(near_arm=((34, -54), (70, -62)), far_arm=((36, -50), (72, -52)))
TAKE = f.HOLD._replace(near_arm=((26, -46), (58, -74)), far_arm=((30, -40), (60, -36)))
BALLOONS = f.STAND._replace(near_arm=((46, -82), (62, -118)))


def hats() -> Iterator[tuple[str, str]]:
    """Red or blue hat, kicking or holding, little or big ball: lucy and kofi."""
    colours, sizes = {"red": p.RED, "blue": p.BLUE}, {"little": 26.0, "big": 62.0}
    ways = {"kicking": kicking_ball, "holding": holding_ball}
    for name in (
        "lucy-red-kicking-little-ball", "kofi-red-kicking-little-ball",
        "lucy-blue-kicking-little-ball", "lucy-red-holding-little-ball",
        "lucy-red-kicking-big-ball", "kofi-blue-holding-little-ball",
    ):  # fmt: skip
        who, colour, way, size, _ball = name.split("-")
        yield name, svg(ways[way](WHO[who], colours[colour], sizes[size]))
    for name in (
        "arun-blue-two-balloons", "mei-blue-two-balloons", "arun-red-two-balloons",
        "arun-blue-three-balloons", "arun-blue-two-flowers", "mei-red-three-balloons",
    ):  # fmt: skip
        who, colour, many, thing = name.split("-")
        yield name, svg(_bunch(WHO[who], colours[colour], 2 if many == "two" else 3, thing))
    for who in ("sam", "aisha"):
        for hat in ("", p.RED):
            name = f"{who}-{'hat' if hat else 'no-hat'}"
            yield name, svg(child(WHO[who], f.STAND, 200, scale=1.15, y=FEET, hat=hat))
    yield from _pairs()


def _bunch(look: Look, hat: str, many: int, thing: str) -> str:
    hand = (150 + 62 * 1.1, FEET - (94 + 118) * 1.1)
    at = [(286, 70), (344, 92), (232, 46)][:many]
    if thing == "balloons":
        held = "".join(p.balloon(x, y, hand, p.YELLOW) for x, y in at)
    else:
        held = "".join(
            f.line([hand, (x, y + 20)], "#2f9e44", 6) + p.noto("flower", x, y + 62, 84)
            for x, y in ((262, 70), (318, 96))
        )
    return held + child(look, BALLOONS, 150, scale=1.1, y=FEET, hat=hat)


def _pairs() -> Iterator[tuple[str, str]]:
    """Who of the two has a hat."""
    for name, girl, boy in (
        ("girl-hat-boy-none", p.GREEN, ""), ("girl-none-boy-hat", "", p.GREEN),
        ("girl-hat-boy-hat", p.GREEN, p.GREEN), ("girl-none-boy-none", "", ""),
    ):  # fmt: skip
        yield (
            name,
            svg(
                child(f.MAYA, f.STAND, 112, scale=1.06, y=FEET, hat=girl),
                child(f.SAM, f.STAND, 286, scale=1.06, y=FEET, hat=boy),
            ),
        )


def _push(who: Look, whom: str, hats: tuple[str, str] = ("", "")) -> str:
    pushed = (
        p.noto("dog", 292, FEET - 34, 150)
        if whom == "dog"
        else f.seated(WHO[whom], f.FLOOR, 272, FEET - 62, scale=0.95, hat=hats[1])
    )
    return child(who, f.PUSH, 112, scale=1.05, y=FEET, hat=hats[0]) + pushed + p.cart(290)


def _pull(who: Look, whom: str) -> str:
    rope = f.line([(240, FEET - 140), (188, FEET - 44)], "#a9744f", 7)
    return (
        rope
        + f.seated(WHO[whom], f.FLOOR, 84, FEET - 62, scale=0.95)
        + p.cart(102)
        + child(who, f.PULL, 290, scale=1.0, y=FEET, flip=True)
    )


def roles() -> Iterator[tuple[str, str]]:
    for girl, boy in (("aisha", "arun"), ("mei", "kofi")):
        yield f"{girl}-pushing-{boy}", svg(_push(WHO[girl], boy))
        yield f"{boy}-pushing-{girl}", svg(_push(WHO[boy], girl))
    yield "aisha-pulling-arun", svg(_pull(f.AISHA, "arun"))
    yield "aisha-pushing-dog", svg(_push(f.AISHA, "dog"))
    yield "kofi-pulling-mei", svg(_pull(f.KOFI, "mei"))
    yield "kofi-pushing-dog", svg(_push(f.KOFI, "dog"))
    for name, who, whom, hats in (
        ("lucy-pushing-leo-hat", "lucy", "leo", ("", p.BLUE)),
        ("lucy-hat-pushing-leo", "lucy", "leo", (p.BLUE, "")),
        ("leo-hat-pushing-lucy", "leo", "lucy", (p.BLUE, "")),
        ("leo-pushing-lucy-hat", "leo", "lucy", ("", p.BLUE)),
    ):
        yield name, svg(_push(WHO[who], whom, hats))
    for ahead, behind in (("arun", "maya"), ("maya", "arun"), ("lucy", "maya")):
        yield (
            f"{behind}-chasing-{ahead}",
            svg(
                p.moved(46, 210),
                child(WHO[behind], f.RUN, 112, scale=0.98, y=FEET),
                child(WHO[ahead], f.RUN, 290, scale=0.98, y=FEET),
            ),
        )
    yield (
        "arun-chasing-ball",
        svg(p.moved(46, 210), child(f.ARUN, f.RUN, 120, scale=0.98, y=FEET), p.ball(318, FEET, 46)),
    )
    yield from _giving()


def _giving() -> Iterator[tuple[str, str]]:
    for giver, taker in (("sam", "maya"), ("maya", "sam"), ("sam", "kofi"), ("maya", "mei")):
        given = p.ball(88, -26, 32)
        yield (
            f"{giver}-giving-{taker}",
            svg(
                child(WHO[taker], TAKE, 314, scale=1.0, y=FEET, flip=True),
                child(WHO[giver], GIVE, 86, scale=1.0, y=FEET, holding=given),
            ),
        )


def compared() -> Iterator[tuple[str, str]]:
    """A big and a little pet, one on a box and one on the floor."""
    big, small = 180, 92
    for up, above, down, below in (
        ("cat", big, "dog", small), ("dog", big, "cat", small),
        ("cat", small, "dog", big), ("dog", small, "cat", big),
    ):  # fmt: skip
        size = "big" if above == big else "little"
        yield (
            f"{size}-{up}-on-box-{down}-on-floor",
            svg(
                p.closed_box(118, FEET, 170, 110),
                p.noto(up, 118, FEET - 120, above),
                p.noto(down, 300, FEET + 6, below),
            ),
        )
