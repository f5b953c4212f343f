"""The device's own small facts: who it is, where its centre is, which history it follows."""

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from elsec_app.protocol import PRACTICE
from elsec_app.store import tables
from elsec_app.store.actor import Actor


class Identity(msgspec.Struct, frozen=True):
    """What enrolment left here. ``private_key`` is Ed25519, base64; the vault guards it."""

    area: str
    area_name: str
    user: str
    name: str
    role: str
    device: str
    private_key: str = ""
    centre: str = ""  # address, empty before enrolment
    epoch: str = ""
    registration: str = ""
    service: str = ""  # how the team calls itself on prints

    @property
    def practises(self) -> bool:
        """Whether all children here are made up, so that nothing of it is ever sent."""
        return self.area == PRACTICE

    def actor(self) -> Actor:
        return Actor(self.area, self.user, self.name, self.role, self.device, self.registration)


def get(conn: Connection, key: str, default: str = "") -> str:
    value = conn.scalar(select(tables.state.c.value).where(tables.state.c.key == key))
    return default if value is None else value


def put(conn: Connection, key: str, value: str) -> None:
    row = insert(tables.state).values(key=key, value=value)
    conn.execute(
        row.on_conflict_do_update(index_elements=["key"], set_={"value": row.excluded.value})
    )


def identity(conn: Connection) -> Identity | None:
    """Who this device is, or none before it was set up."""
    value = get(conn, "identity")
    return msgspec.json.decode(value, type=Identity) if value else None


def set_identity(conn: Connection, who: Identity) -> None:
    put(conn, "identity", msgspec.json.encode(who).decode())
