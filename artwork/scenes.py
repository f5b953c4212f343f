"""Every picture of the Picture Screen that is not one Noto picture, by its file name."""

from collections.abc import Callable, Container, Iterator

from artwork import figures as f
from artwork import props as p
from artwork.figures import GROUND, Look, Pose, child

FEET = GROUND + 4
GIRLS = {"maya": f.MAYA, "aisha": f.AISHA, "mei": f.MEI, "lucy": f.LUCY}
BOYS = {"sam": f.SAM, "kofi": f.KOFI, "arun": f.ARUN, "leo": f.LEO}
WHO = GIRLS | BOYS
COVERS = {"maya": p.BLUE, "aisha": p.GREEN, "mei": p.BLUE, "lucy": p.BLUE}

EAT = Pose(
    (0, -84), ((50, -44), (26, -96)), ((-44, -42), (-30, -14)), ((16, 42), (18, 84)),
    ((-16, 42), (-18, 84)), face=0, mouth="round",
)  # fmt: skip
DRINK = EAT._replace(near_arm=((48, -58), (22, -94)))
READ = f.SIT._replace(near_arm=((26, -40), (56, -44)), far_arm=((20, -38), (50, -44)))
GIVE = f.HOLD._replace(near_arm=((34, -54), (70, -62)), far_arm=((36, -50), (72, -52)))
TAKE = f.HOLD._replace(near_arm=((26, -46), (58, -74)), far_arm=((30, -40), (60, -36)))
BALLOONS = f.STAND._replace(near_arm=((46, -82), (62, -118)))


def svg(*parts: str, floor: bool = True) -> str:
    ground = p.floor() if floor else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="0 0 400 400">{ground}{"".join(parts)}</svg>\n'
    )


# What one child does. Each takes a look and gives the parts of a picture.


def sleeping(look: Look) -> str:
    return "".join(
        (
            p.bed(200),
            f.back_hair(look, 104, 226),
            f.head(look, 104, 226, 0, "shut", "sleep"),
            p.blanket(200, "#4dabf7"),
            p.zs(176, 136),
        )
    )


def eating(look: Look) -> str:
    spoon = f.line([(34, -96), (8, -101)], "#868e96", 6) + p.oval(4, -101, 9, 6, "#868e96")
    return (
        child(look, EAT, 200, scale=1.15, y=FEET + 6, holding=spoon)
        + p.table(200, 330, 128)
        + p.bowl(196, FEET - 122, 108, full=True)
    )


def drinking(look: Look) -> str:
    return child(look, DRINK, 200, scale=1.25, y=FEET, holding=_cup(20, -104))


def _cup(x: float, bottom: float) -> str:
    """A beaker with a handle, tipped to the mouth at (*x*, *bottom*)."""
    return (
        f'<g transform="rotate(-52 {x} {bottom})">'
        f'<path d="M{x + 18} {bottom + 8}q24 2 18 16q-4 10 -20 8" fill="none" '
        f'stroke="{p.BLUE}" stroke-width="7"/>'
        + p.shape(f"M{x - 20} {bottom - 4}h42l-6 48h-30z", p.BLUE)
        + p.rect(x - 22, bottom - 8, 46, 9, "#74c0fc", 4)
        + "</g>"
    )


def running(look: Look) -> str:
    return p.moved(96, 190) + child(look, f.RUN, 205, scale=1.2, y=FEET)


def sitting(look: Look) -> str:
    return p.closed_box(180, FEET, 150, 84) + f.seated(look, f.SIT, 178, FEET - 112, scale=1.2)


def jumping(look: Look) -> str:
    return p.oval(200, FEET + 2, 70, 9, "#adb5bd") + child(
        look, f.JUMP, 200, scale=1.04, y=FEET - 4
    )


def washing(look: Look) -> str:
    return child(look, f.HOLD, 118, scale=1.2, y=FEET) + p.basin(252, 236) + p.tap(252, 236)


def waving(look: Look) -> str:
    return child(look, f.WAVE, 190, scale=1.3, y=FEET)


def reading(look: Look) -> str:
    book = p.noto("open-book", 70, -14, 92)
    return p.closed_box(180, FEET, 150, 84) + f.seated(
        look, READ._replace(face=1, eyes="open"), 172, FEET - 112, scale=1.2, holding=book
    )


def crying(look: Look) -> str:
    pose = f.STAND._replace(mouth="sad", near_arm=((40, -56), (30, -92)))
    tears = "".join(
        p.shape(f"M{x} {y}q-7 12 0 17q7 -5 0 -17z", "#4dabf7")
        for x, y in ((-17, -118), (-19, -92), (17, -118), (19, -92))
    )
    return child(look, pose, 200, scale=1.2, y=FEET, holding=tears)


def crawling(look: Look) -> str:
    return f.seated(look, f.CRAWL, 152, FEET - 56, scale=1.12)


def climbing(look: Look) -> str:
    return p.ladder(230, top=16) + child(look, f.CLIMB, 180, scale=1.08, y=FEET - 62)


def pushing(look: Look) -> str:
    return child(look, f.PUSH, 128, scale=1.15, y=FEET) + p.closed_box(314, FEET, 124, 140)


def pulling(look: Look) -> str:
    rope = f.line([(178, FEET - 148), (282, FEET - 66)], "#a9744f", 8)
    return rope + child(look, f.PULL, 124, scale=1.06, y=FEET) + p.closed_box(330, FEET, 100, 110)


def carrying(look: Look) -> str:
    held = p.closed_box(66, -20, 84, 66)
    return child(look, f.HOLD, 168, scale=1.3, y=FEET, holding=held)


def kicking_box(look: Look) -> str:
    return child(look, f.KICK, 140, scale=1.2, y=FEET) + p.closed_box(320, FEET, 96, 84)


def kicking_ball(look: Look, hat: str = "", r: float = 42) -> str:
    scale = 1.08 if hat else 1.2
    foot = (130 + 112 * scale, FEET - 52 * scale)
    return child(look, f.KICK, 130, scale=scale, y=FEET, hat=hat) + p.ball(
        foot[0] + r, foot[1] + r * 0.9, r
    )


def holding_ball(look: Look, hat: str = "", r: float = 42) -> str:
    held = p.ball(64 + r * 0.8, -52 + r, r)
    scale = 1.08 if hat else 1.2
    return child(look, f.HOLD, 170, scale=scale, y=FEET, hat=hat, holding=held)


DOES: dict[str, Callable[[Look], str]] = {
    "sleeping": sleeping, "eating": eating, "drinking": drinking, "running": running,
    "sitting": sitting, "jumping": jumping, "washing": washing, "waving": waving,
    "reading": reading, "crying": crying, "crawling": crawling, "climbing": climbing,
    "pushing": pushing, "pulling": pulling, "carrying": carrying, "kicking-box": kicking_box,
    "kicking-ball": kicking_ball, "holding-ball": holding_ball,
}  # fmt: skip

DONE = (
    "kofi-sleeping", "kofi-eating", "kofi-running", "kofi-washing",
    "mei-drinking", "mei-sleeping", "mei-jumping", "mei-waving", "mei-eating",
    "aisha-pulling", "aisha-pushing", "aisha-carrying", "aisha-kicking-box",
    "leo-climbing", "leo-jumping", "leo-crawling", "leo-sitting", "leo-running",
    "sam-sleeping", "sam-eating", "maya-sleeping", "maya-eating", "maya-pulling",
    "arun-jumping", "arun-sitting", "lucy-jumping", "lucy-sitting",
    "aisha-running", "aisha-sitting", "arun-running", "lucy-washing",
    "arun-reading", "maya-crying",
    "aisha-kicking-ball", "aisha-holding-ball", "leo-kicking-ball",
)  # fmt: skip


def _doing() -> Iterator[tuple[str, str]]:
    for name in DONE:
        who, what = name.split("-", 1)
        yield name, svg(DOES[what](WHO[who]))


# Size, place and number.


def _sizes() -> Iterator[tuple[str, str]]:
    for size, big in (("big", 1.0), ("little", 0.32)):
        yield f"ball-{size}", svg(p.ball(200, FEET, 150 * big))
        yield f"teddy-{size}", svg(p.noto("teddy-bear", 200, FEET + 6 * big, 330 * big))
        yield f"shoe-{size}", svg(p.noto("running-shoe", 200, FEET + 26 * big, 340 * big))
        yield f"cup-{size}", svg(p.noto("hot-beverage", 200, FEET + 20 * big, 330 * big))


def _boxes() -> Iterator[tuple[str, str]]:
    w, h, x = 210, 150, 200
    closed = p.closed_box(x, FEET, w, h)
    top = FEET - h - 20

    def inside(thing: str) -> str:
        return svg(p.open_box(x, FEET, w, h, thing))

    teddy = [p.noto("teddy-bear", x, FEET - h + 26, 104), p.noto("teddy-bear", x, FEET - 20, 240)]
    yield "little-teddy-in-box", inside(teddy[0])
    yield "big-teddy-in-box", inside(teddy[1])
    yield "little-ball-in-box", inside(p.ball(x, FEET - h + 18, 42))
    yield "little-teddy-on-box", svg(closed, p.noto("teddy-bear", x, top + 12, 104))
    yield "ball-in-box", inside(p.ball(x, FEET - h + 40, 66))
    yield "ball-on-box", svg(closed, p.ball(x, top + 6, 58))
    yield "ball-next-to-box", svg(p.closed_box(140, FEET, 180, h), p.ball(308, FEET, 58))
    yield "ball-behind-box", svg(p.ball(300, FEET - 24, 74), p.closed_box(180, FEET, w, 130))
    yield "cat-in-box", inside(p.noto("cat", x, FEET - 60, 190))
    yield "cat-on-box", svg(closed, p.noto("cat", x, top + 18, 150))
    yield "cat-behind-box", svg(p.noto("cat", 258, FEET - 40, 210), p.closed_box(190, FEET, w, 140))
    yield (
        "cat-in-front-of-box",
        svg(p.closed_box(215, FEET - 40, 240, 190), p.noto("cat", 170, FEET + 22, 160)),
    )


def _tables() -> Iterator[tuple[str, str]]:
    x, h, top = 200, 190, FEET - 196
    table = p.table(x, 300, h)
    teddy = "teddy-bear"
    yield "teddy-under-table", svg(table, p.noto(teddy, x, FEET + 4, 150))
    yield "teddy-on-table", svg(table, p.noto(teddy, x, top + 8, 150))
    yield "teddy-next-to-table", svg(p.table(140, 230, h), p.noto(teddy, 322, FEET + 4, 140))
    yield "teddy-under-chair", svg(p.chair(x, 220, 320), p.noto(teddy, x + 8, FEET + 4, 134))
    for pet in ("cat", "dog"):
        yield f"{pet}-under-chair", svg(p.chair(x, 220, 320), p.noto(pet, x + 8, FEET + 6, 132))
    yield "cat-on-chair", svg(p.chair(x, 220, 320), p.noto("cat", x + 14, FEET - 150, 140))
    yield "cat-under-table", svg(table, p.noto("cat", x, FEET + 6, 140))
    for name, where in (
        ("above", p.balloon(x, 70, (x, 152), p.RED)),
        ("on", p.balloon(x, top - 46, (x + 36, top - 2), p.RED)),
        ("under", p.balloon(x, FEET - 60, (x + 34, FEET - 6), p.RED)),
    ):
        yield f"balloon-{name}-table", svg(table, where)
    yield (
        "balloon-next-to-table",
        svg(p.table(140, 230, h), p.balloon(330, FEET - 70, (352, FEET - 6), p.RED)),
    )
    yield from _four_words()


def _four_words() -> Iterator[tuple[str, str]]:
    """The little dog is under the big table, and what differs from it by one word or more."""
    pets = {"little": 92, "big": 176}
    tables = {"big": (340, 220), "little": (210, 116)}
    for name in (
        "little-dog-under-big-table", "big-dog-under-big-table", "little-cat-under-big-table",
        "little-dog-on-big-table", "little-dog-under-little-table", "big-cat-on-little-table",
    ):  # fmt: skip
        size, pet, where, table, _word = name.split("-")
        w, h = tables[table]
        bottom = FEET + 6 if where == "under" else FEET - h + 12
        yield name, svg(p.table(200, w, h), p.noto(pet, 200, bottom, pets[size]))


def _hats() -> Iterator[tuple[str, str]]:
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
            f.line([hand, (x, y + 20)], "#2f9e44", 6) + p.noto("sunflower", x, y + 62, 84)
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


# Two who do something to each other.


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


def _roles() -> Iterator[tuple[str, str]]:
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


def _compared() -> Iterator[tuple[str, str]]:
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


# Number, order, and what is the same.


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


def _queues() -> Iterator[tuple[str, str]]:
    """Animals one behind the other at a door, the first at the left."""
    for size, names in (
        (104, ("cat-dog-duck", "dog-cat-duck", "dog-duck-cat", "duck-cat-dog")),
        (78, (
            "cat-dog-duck-rabbit", "cat-duck-dog-rabbit", "duck-cat-dog-rabbit",
            "cat-dog-rabbit-duck",
        )),
    ):  # fmt: skip
        for name in names:
            each = name.split("-")
            places = [82 + size * (n + 0.5) for n in range(len(each))]
            yield (
                f"queue-{name}",
                svg(
                    p.floor(284),
                    p.noto("door", 44, 284, 130),
                    *(p.noto(w, x, 284, size) for w, x in zip(each, places, strict=True)),
                    floor=False,
                ),
            )


def _between() -> Iterator[tuple[str, str]]:
    two = p.closed_box(82, FEET, 110, 110) + p.closed_box(318, FEET, 110, 110)
    near = p.closed_box(68, FEET, 104, 110) + p.closed_box(196, FEET, 104, 110)
    yield "ball-between-boxes", svg(two, p.ball(200, FEET, 46))
    yield "ball-on-one-box", svg(two, p.ball(82, FEET - 128, 46))
    yield "ball-beside-boxes", svg(near, p.ball(320, FEET, 46))
    yield (
        "ball-in-one-box",
        svg(
            p.closed_box(82, FEET, 110, 110),
            p.open_box(312, FEET, 116, 110, p.ball(312, FEET - 84, 40)),
        ),
    )
    bench = p.table(200, 330, 84)
    girl = f.seated(f.AISHA, f.SIT, 96, FEET - 106, scale=1.05)
    boy = f.seated(f.LEO, f.SIT, 246, FEET - 106, scale=1.05)
    yield "both-sitting", svg(bench, girl, boy)
    yield "girl-sitting", svg(bench, f.seated(f.AISHA, f.SIT, 176, FEET - 106, scale=1.05))
    yield "boy-sitting", svg(bench, f.seated(f.LEO, f.SIT, 176, FEET - 106, scale=1.05))
    yield (
        "both-jumping",
        svg(
            child(f.AISHA, f.JUMP, 112, scale=0.96, y=FEET),
            child(f.LEO, f.JUMP, 288, scale=0.96, y=FEET),
        ),
    )


def _neither() -> Iterator[tuple[str, str]]:
    cat, dog = p.noto("cat", 152, FEET - 84, 130), p.noto("dog", 262, FEET - 84, 130)
    for name, inside, beside in (
        ("cat-and-dog-in-box", cat + dog, ""),
        ("cat-in-box-dog-out", p.noto("cat", 206, FEET - 74, 150), "dog"),
        ("dog-in-box-cat-out", p.noto("dog", 206, FEET - 74, 150), "cat"),
    ):
        x = 210 if not beside else 146
        shift = f'<g transform="translate({x - 210} 0)">{inside}</g>'
        out = p.noto(beside, 318, FEET + 6, 140) if beside else ""
        yield name, svg(p.open_box(x, FEET, 200, 130, shift), out)
    yield (
        "cat-out-dog-out",
        svg(
            p.noto("cat", 66, FEET + 6, 120),
            p.open_box(204, FEET, 140, 130),
            p.noto("dog", 338, FEET + 6, 120),
        ),
    )


def _together() -> Iterator[tuple[str, str]]:
    """Several things that have one name."""
    for name, three in (
        ("fruit", ("red-apple", "banana", "grapes")),
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
        _doing, _sizes, _boxes, _tables, _hats, _roles, _compared, _many, _queues, _between,
        _neither, _together, _pointed,
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
