"""What the page of a round reads and writes, on the store thread."""

import msgspec

from elsec_app.operations import people, rounds, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import Place
from elsec_app.operations.rounds import Change, ClassHeld
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Cohort


class Found(msgspec.Struct, frozen=True):
    """The settings, the classes of one, and the round as it is or would usually be. ``cohort`` is
    empty for a new one."""

    places: tuple[Place, ...]
    setting: str
    classes: tuple[ClassHeld, ...]
    cohort: str
    body: Cohort


def load(desk: Desk, setting: str, cohort: str) -> Found:
    """The round *cohort*; else a new one in *setting*, or in the first setting with a class."""
    with desk.store.reading() as conn:
        places = people.places(conn, today.settings_held(conn))
        if cohort:
            setting, body = rounds.read(conn, cohort)
            return Found(places, setting, rounds.classes(conn, setting), cohort, body)
        wanted = [setting] if setting else [place.id for place in places]
        held = {one: rounds.classes(conn, one) for one in wanted}
        setting = next((one for one in wanted if held[one]), next(iter(wanted), ""))
        body = rounds.usual(desk.actor.today(), (), basis=rounds.last_basis(conn))
        return Found(places, setting, held.get(setting, ()), "", body)


def begin(desk: Desk, setting: str, body: Cohort) -> LeftAt:
    with desk.store.writing() as conn:
        made = rounds.begin(conn, desk.actor, setting, body)
    return LeftAt(made, next(iter(body.classes), ""))


def change(desk: Desk, cohort: str, body: Cohort) -> Change:
    with desk.store.writing() as conn:
        return rounds.change(conn, desk.actor, cohort, body)


def end(desk: Desk, cohort: str) -> None:
    with desk.store.writing() as conn:
        rounds.end(conn, desk.actor, cohort)


def open_again(desk: Desk, cohort: str) -> None:
    with desk.store.writing() as conn:
        rounds.open_again(conn, desk.actor, cohort)
