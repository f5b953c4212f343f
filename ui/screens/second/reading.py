"""The sample, one of it without its bands, and the agreement so far, on the store thread."""

from collections.abc import Mapping

import msgspec

from elsec_app.operations import second
from elsec_app.operations.desk import Desk
from elsec_app.operations.second import Agreement, Blind
from elsec_app.protocol.kinds import writable_by


class Sample(msgspec.Struct, frozen=True):
    """``next`` is none when nothing is left to rate; ``sets`` whether one may change the rate."""

    one_in: int
    left: int
    next: Blind | None
    agreement: tuple[Agreement, ...]
    sets: bool


def load(desk: Desk) -> Sample:
    with desk.store.reading() as conn:
        drawing = second.sampling(conn)
        offered = second.offered(conn, desk)
        return Sample(
            drawing.one_in if drawing else 0,
            len(offered),
            second.blind(conn, desk, offered[0]) if offered else None,
            second.agreement(conn),
            "sampling" in writable_by(desk.actor.role),
        )


def rate(desk: Desk, seen: Blind, bands: Mapping[str, str]) -> str:
    with desk.store.writing() as conn:
        return second.rate(conn, desk.actor, seen, bands)


def set_sampling(desk: Desk, one_in: int) -> str:
    with desk.store.writing() as conn:
        return second.set_sampling(conn, desk.actor, one_in)
