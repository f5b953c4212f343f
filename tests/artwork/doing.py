"""One child who does something: what the action words are asked with."""

from collections.abc import Callable, Iterator

from tests.artwork import figures as f
from tests.artwork import props as p
from tests.artwork.figures import WHO, Look, Pose, child
from tests.artwork.frame import FEET, svg

EAT = Pose(
    (0, -84), ((50, -44), (26, -96)), ((-44, -42), (-30, -14)), ((16, 42), (18, 84)),
    ((-16, 42), (-18, 84)), face=0, mouth="round",
)  # fmt: skip
DRINK = EAT._replace(near_arm=((48, -58), (22, -94)))
READ = f.SIT._replace(near_arm=((26, -40), (56, -44)), far_arm=((20, -38), (50, -44)))


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
    book = p.noto("book", 70, -14, 92)
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


def one_child() -> Iterator[tuple[str, str]]:
    for name in DONE:
        who, what = name.split("-", 1)
        yield name, svg(DOES[what](WHO[who]))
