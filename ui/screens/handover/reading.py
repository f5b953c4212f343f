"""Who looks after what, and handing it over, on the store thread."""

from collections.abc import Sequence

import msgspec

from elsec_app.operations import handover, people, today, worklist
from elsec_app.operations.desk import Desk
from elsec_app.operations.handover import Therapist
from elsec_app.operations.worklist import Filter
from elsec_app.protocol.bodies import Handover


class Load(msgspec.Struct, frozen=True):
    """A setting, how many wait in it, and the last word on who looks after them, if there is
    any."""

    setting: str
    name: str
    waiting: int
    last: Handover | None


class Caseload(msgspec.Struct, frozen=True):
    loads: tuple[Load, ...]
    therapists: tuple[Therapist, ...]


def load(desk: Desk) -> Caseload:
    day = desk.actor.today()
    with desk.store.reading() as conn:
        last = handover.latest(conn)
        places = people.places(conn, today.settings_held(conn))
        return Caseload(
            tuple(
                Load(
                    place.id,
                    place.name,
                    len(worklist.find(conn, day, Filter(setting=place.id)).ids),
                    last.get(place.id),
                )
                for place in places
            ),
            handover.therapists(conn),
        )


def hand_over(desk: Desk, settings: Sequence[str], to: str, note: str) -> tuple[str, ...]:
    with desk.store.writing() as conn:
        return handover.hand_over(conn, desk.actor, settings, to, note)
