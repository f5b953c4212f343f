"""What the page of pairs reads and writes, each in one transaction."""

import msgspec

from elsec_app.operations import identity, people
from elsec_app.operations.desk import Desk
from elsec_app.operations.identity import Beside, Joined, Pair


class Found(msgspec.Struct, frozen=True):
    """Every pair, those made one, the settings' names, and the two that are looked at."""

    pairs: tuple[Pair, ...]
    joined: tuple[Joined, ...]
    places: dict[str, str]
    both: Beside | None
    at: str = ""  # which of ``joined`` is looked at


def load(desk: Desk, one: str, other: str, child: str) -> Found:
    """All pairs, with *one* and *other* side by side: the first pair where none is named. With
    *child*, what made that child one with another is looked at."""
    with desk.store.reading() as conn:
        pairs = identity.pairs(conn)
        places = {place.id: place.name for place in people.places(conn)}
        if not one and pairs:
            one, other = pairs[0].one.id, pairs[0].other.id
        try:
            both = identity.beside(conn, one, other) if one else None
        except LookupError:
            both = None
        joined = identity.joined(conn)
        of_child = identity.joined(conn, child) if child else ()
        if of_child:
            return Found(pairs, joined, places, None, of_child[0].id)
    return Found(pairs, joined, places, both)


def beside(desk: Desk, one: str, other: str) -> Beside:
    with desk.store.reading() as conn:
        return identity.beside(conn, one, other)


def merge(desk: Desk, both: Beside, reason: str, take: tuple[str, ...]) -> str:
    """The one who was first on record carries on."""
    with desk.store.writing() as conn:
        return identity.merge(
            conn, desk.actor, both.one.id, both.other.id, reason=reason, take=take
        )


def part(desk: Desk, link: str) -> None:
    """Two children again."""
    with desk.store.writing() as conn:
        identity.part(conn, desk.actor, link)


def undo(desk: Desk, link: str) -> None:
    """It was a slip: as before, with the two still to be asked about."""
    with desk.store.writing() as conn:
        identity.ask_again(conn, desk.actor, identity.part(conn, desk.actor, link))


def are_two(desk: Desk, both: Beside) -> str:
    with desk.store.writing() as conn:
        return identity.are_two(conn, desk.actor, both.one.id, both.other.id)


def ask_again(desk: Desk, said: str) -> None:
    with desk.store.writing() as conn:
        identity.ask_again(conn, desk.actor, said)
