"""What the page of a setting's list reads and writes, on the store thread."""

from datetime import date, timedelta

import msgspec

from elsec_app.instruments.strategies import Strategy
from elsec_app.operations import in_place, people, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.in_place import Line
from elsec_app.operations.people import Place
from elsec_app.protocol.bodies import InPlace

# Our own working rule, to be changed in the form: a term, or near it.
AGAIN = timedelta(weeks=12)


class Found(msgspec.Struct, frozen=True):
    """``free`` are the library's strategies that are not on the list yet."""

    places: tuple[Place, ...]
    setting: str
    lines: tuple[Line, ...]
    free: tuple[Strategy, ...]
    today: date


def load(desk: Desk, setting: str) -> Found:
    """The list of *setting*, else of the first setting that is held here."""
    with desk.store.reading() as conn:
        places = people.places(conn, today.settings_held(conn))
        held = [place.id for place in places]
        at = setting if setting in held else next(iter(held), "")
        taken = in_place.strategies(conn, at)
        free = tuple(
            one
            for one in desk.strategies.strategies
            if one.id not in taken and one.settings != ("home",)
        )
        return Found(places, at, in_place.held(conn, at), free, desk.actor.today())


def add(desk: Desk, setting: str, body: InPlace) -> str:
    with desk.store.writing() as conn:
        return in_place.add(conn, desk.actor, setting, body)


def reviewed(desk: Desk, line: str) -> date:
    """Looked at today; by which day it is looked at again."""
    again = desk.actor.today() + AGAIN
    with desk.store.writing() as conn:
        in_place.reviewed(conn, desk.actor, line, again)
    return again


def end(desk: Desk, line: str) -> str:
    with desk.store.writing() as conn:
        in_place.end(conn, desk.actor, line)
    return line


def resume(desk: Desk, line: str) -> str:
    with desk.store.writing() as conn:
        in_place.resume(conn, desk.actor, line)
    return line
