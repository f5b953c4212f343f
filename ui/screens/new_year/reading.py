"""What the page of the new school year reads and writes, on the store thread."""

from collections.abc import Collection

import msgspec

from elsec_app.operations import people, rollover, today
from elsec_app.operations.batches import Undone
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import Place
from elsec_app.operations.rollover import Proposal, Rolled


class Found(msgspec.Struct, frozen=True):
    """The settings of this device, the proposal for one, and the roll-over that stands there."""

    places: tuple[Place, ...]
    setting: str
    proposal: Proposal | None
    done: str


def load(desk: Desk, setting: str) -> Found:
    """*setting*, else the first for which a new year is due, else the first there is."""
    day = desk.actor.today()
    with desk.store.reading() as conn:
        places = people.places(conn, today.settings_held(conn))
        due = [place.id for place in places if rollover.is_due(conn, place.id, day)]
        chosen = setting or next(iter([*due, *(place.id for place in places)]), "")
        if not chosen:
            return Found(places, "", None, "")
        proposal = rollover.propose(conn, chosen, day)
        return Found(places, chosen, proposal, rollover.latest(conn, chosen, proposal.year) or "")


def apply(desk: Desk, chosen: Proposal, leaving: Collection[str]) -> Rolled:
    with desk.store.writing() as conn:
        return rollover.apply(conn, desk.actor, chosen, leaving=leaving)


def undo(desk: Desk, batch: str) -> Undone:
    with desk.store.writing() as conn:
        return rollover.undo(conn, desk.actor, batch)
