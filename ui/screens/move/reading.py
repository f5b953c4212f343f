"""What the page of a move reads and writes, on the store thread."""

import msgspec

from elsec_app.operations import identity, moves, people, rounds
from elsec_app.operations.desk import Desk
from elsec_app.operations.identity import Enrolled
from elsec_app.operations.people import ChildLine, Place


class Found(msgspec.Struct, frozen=True):
    """The child, where it is now (none: in no class), the setting's classes, and where else one may
    go in the area."""

    child: ChildLine
    place: Enrolled | None
    setting: str
    classes: tuple[str, ...]
    others: tuple[Place, ...]


def load(desk: Desk, child: str) -> Found | None:
    """None where the device does not hold the child."""
    with desk.store.reading() as conn:
        line = people.children(conn, [child]).get(child)
        if line is None:
            return None
        places = {place.id: place for place in people.places(conn)}
        here = places.get(line.setting)
        return Found(
            line,
            identity.place_now(conn, child),
            here.name if here else "",
            tuple(held.name for held in rounds.classes(conn, line.setting)),
            tuple(place for name, place in places.items() if name != line.setting),
        )


def change_class(desk: Desk, child: str, class_name: str) -> str:
    with desk.store.writing() as conn:
        return moves.change_class(conn, desk.actor, child, class_name)


def undo_class(desk: Desk, child: str, change: str) -> None:
    with desk.store.writing() as conn:
        moves.undo_class(conn, desk.actor, child, change)


def leave(desk: Desk, child: str, to: str, to_area: str) -> None:
    with desk.store.writing() as conn:
        moves.leave(conn, desk.actor, child, to=to, to_area=to_area)
