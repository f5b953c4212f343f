"""Things of a size, in a place, or in an order: what the little words are asked with."""

from collections.abc import Iterator

from tests.artwork import figures as f
from tests.artwork import props as p
from tests.artwork.figures import child
from tests.artwork.frame import FEET, svg


def sizes() -> Iterator[tuple[str, str]]:
    for size, big in (("big", 1.0), ("little", 0.32)):
        yield f"ball-{size}", svg(p.ball(200, FEET, 150 * big))
        yield f"teddy-{size}", svg(p.noto("teddy", 200, FEET + 6 * big, 330 * big))
        yield f"shoe-{size}", svg(p.noto("shoe", 200, FEET + 26 * big, 340 * big))
        yield f"cup-{size}", svg(p.noto("cup", 200, FEET + 20 * big, 330 * big))


def boxes() -> Iterator[tuple[str, str]]:
    w, h, x = 210, 150, 200
    closed = p.closed_box(x, FEET, w, h)
    top = FEET - h - 20

    def inside(thing: str) -> str:
        return svg(p.open_box(x, FEET, w, h, thing))

    teddy = [p.noto("teddy", x, FEET - h + 26, 104), p.noto("teddy", x, FEET - 20, 240)]
    yield "little-teddy-in-box", inside(teddy[0])
    yield "big-teddy-in-box", inside(teddy[1])
    yield "little-ball-in-box", inside(p.ball(x, FEET - h + 18, 42))
    yield "little-teddy-on-box", svg(closed, p.noto("teddy", x, top + 12, 104))
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


def tables() -> Iterator[tuple[str, str]]:
    x, h, top = 200, 190, FEET - 196
    table = p.table(x, 300, h)
    teddy = "teddy"
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


def queues() -> Iterator[tuple[str, str]]:
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


def between() -> Iterator[tuple[str, str]]:
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


def neither() -> Iterator[tuple[str, str]]:
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
