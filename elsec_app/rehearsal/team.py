"""The made-up service: an area, its settings, its people, and a laptop enrolled for one of them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import psycopg

from elsec_app.centre import publish
from elsec_app.instruments.library import shipped
from elsec_app.operations import desk
from elsec_app.operations.desk import Desk
from elsec_app.protocol.bodies import Setting, User
from elsec_app.rehearsal.ground import Ground
from elsec_app.store import state
from elsec_app.store.header import FLOOR
from elsec_app.sync import enrol, new_keys, open_line

AREA, AREA_NAME = "894", "Telford & Wrekin (invented data)"
PASSPHRASE = "lantern pebble orchard 4"  # noqa: S105  (of throw-away vaults with invented children)


@dataclass(frozen=True)
class Team:
    """Ids at the centre."""

    school: str
    nursery: str
    practitioner: str
    therapist: str
    senco: str


def found(ground: Ground) -> Team:
    """Make the area with two settings and three people, each assigned to what is theirs."""
    with psycopg.connect(ground.owner) as conn:
        publish.add_area(conn, AREA, AREA_NAME)
        school = publish.add_setting(
            conn, AREA, Setting("Oakfield Primary School (invented)", phase="primary")
        )
        nursery = publish.add_setting(
            conn, AREA, Setting("Oak Tree Nursery (invented)", phase="early_years")
        )
        practitioner = publish.add_user(conn, AREA, User("Sam Okoro", "practitioner"))
        therapist = publish.add_user(conn, AREA, User("Tess Vale", "therapist"))
        senco = publish.add_user(conn, AREA, User("Sue Hart", "senco"))
        for user, settings in (
            (practitioner, [school, nursery]),
            (therapist, ["*"]),
            (senco, [school]),
        ):
            publish.assign(conn, AREA, user, settings)
    return Team(school, nursery, practitioner, therapist, senco)


def laptop(ground: Ground, user: str, folder: Path) -> Desk:
    """A new vault in *folder*, enrolled at the centre for *user* with a one-time code."""
    with psycopg.connect(ground.owner) as conn:
        code = publish.new_code(conn, AREA, user, datetime.now(UTC))
    opened = desk.make(folder, PASSPHRASE, {}, cost=FLOOR)
    with open_line(ground.address) as line:
        who = enrol(line, code, new_keys())
    who = msgspec.structs.replace(who, service="ELSEC team (invented)")
    with opened.store.writing() as opening:
        state.set_identity(opening, who)
    return Desk(opened.store, who, {pack.id: pack for pack in shipped()})
