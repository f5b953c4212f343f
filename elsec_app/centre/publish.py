"""What the centre itself states: areas, settings, users and who is assigned where.

Settings and users travel to the devices as records in the area's own feed. The caller connects as
the owner of the tables and commits; every function but ``areas`` enters the area that it is given.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec
import uuid_utils
from psycopg import Connection

from elsec_app.centre.database import INCOMING, enter
from elsec_app.centre.decide import Mint, decide
from elsec_app.centre.devices import AREA, issue_code
from elsec_app.centre.intake import known, write
from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.protocol import AREA_WIDE
from elsec_app.protocol.bodies import Body, Setting, User
from elsec_app.protocol.kinds import KINDS, ROLES
from elsec_app.protocol.record import Record, canonical, fields


class Area(msgspec.Struct, frozen=True):
    area: str
    name: str
    epoch: str


class Named(msgspec.Struct, frozen=True):
    """A setting or user, with its body as the devices have it."""

    id: str
    body: dict[str, object]


class Device(msgspec.Struct, frozen=True):
    id: str
    user: str
    enrolled: str
    seen: str
    revoked: str


def add_area(conn: Connection, area: str, name: str) -> None:
    """Begin an area. ``BadInput`` if it is there, or *area* is not a short plain name."""
    if not AREA.fullmatch(area):
        raise BadInput(_("An area's code is up to 20 small letters and digits."))
    enter(conn, area)
    added = conn.execute(
        "INSERT INTO area (area, name) VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING 1",
        [area, name],
    ).fetchone()
    if added is None:
        raise BadInput(_("There is an area with the code {code} already.").format(code=area))
    _add_feed(conn, area, AREA_WIDE)


def areas(conn: Connection) -> list[Area]:
    """Every area, by code."""
    rows = conn.execute("SELECT area, name, epoch::text FROM area ORDER BY area")
    return [Area(*row) for row in rows]


def add_setting(conn: Connection, area: str, setting: Setting) -> str:
    """A school, nursery or other place. Returns its id."""
    _enter(conn, area)
    new = _new_id()
    _add_feed(conn, area, new)
    _state(conn, area, "setting", new, setting)
    return new


def change_setting(conn: Connection, area: str, name: str, setting: Setting) -> None:
    """Put *setting* in the place of what is stated of the one whose id is *name*."""
    _enter(conn, area)
    _state(conn, area, "setting", name, setting)


def add_user(conn: Connection, area: str, user: User) -> str:
    """Somebody who is to have a device. Returns the id; assignments are separate."""
    _enter(conn, area)
    if user.role not in ROLES:
        roles = ", ".join(ROLES)
        raise BadInput(_("A user's role is one of: {roles}.").format(roles=roles))
    new = _new_id()
    conn.execute(
        "INSERT INTO app_user (area, id, role) VALUES (%s, %s, %s)", [area, new, user.role]
    )
    _state(conn, area, "user", new, user)
    return new


def assign(conn: Connection, area: str, user: str, settings: Sequence[str]) -> None:
    """Give *user* each of *settings* (``*`` is all of the area, future ones too)."""
    body = _user(conn, area, user)
    there = {s for (s,) in conn.execute("SELECT setting FROM feed WHERE area = %s", [area])}
    if not set(settings) <= there:
        raise BadInput(_("There is no such setting in this area."))
    with conn.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO assignment (area, app_user, setting) VALUES (%s, %s, %s)"
            " ON CONFLICT DO NOTHING",
            [[area, user, setting] for setting in settings],
        )
    _publish_user(conn, area, user, body)


def unassign(conn: Connection, area: str, user: str, settings: Sequence[str]) -> None:
    """Take each of *settings* from *user*: the next sync removes them from the devices."""
    body = _user(conn, area, user)
    conn.execute(
        "DELETE FROM assignment WHERE area = %s AND app_user = %s AND setting = ANY(%s)",
        [area, user, list(settings)],
    )
    _publish_user(conn, area, user, body)


def change_user(conn: Connection, area: str, user: str, **changes: str | bool) -> None:
    """Lay *changes* into a user's body: ``withdrawn=True`` refuses every device of theirs."""
    new = msgspec.structs.replace(_user(conn, area, user), **changes)
    if new.role not in ROLES:
        roles = ", ".join(ROLES)
        raise BadInput(_("A user's role is one of: {roles}.").format(roles=roles))
    conn.execute(
        "UPDATE app_user SET role = %s, withdrawn = %s WHERE area = %s AND id = %s",
        [new.role, new.withdrawn, area, user],
    )
    _state(conn, area, "user", user, new)


def listed(conn: Connection, area: str, kind: str) -> list[Named]:
    """The area's settings or users, in the order they were added."""
    _enter(conn, area)
    rows = conn.execute(
        "SELECT id::text, body FROM record WHERE area = %s AND setting = '*' AND kind = %s"
        " ORDER BY id",
        [area, kind],
    )
    return [Named(name, fields(body.encode())) for name, body in rows]


def devices(conn: Connection, area: str) -> list[Device]:
    """The area's devices, the last seen first."""
    _enter(conn, area)
    rows = conn.execute(
        "SELECT id::text, app_user::text, enrolled, seen, revoked FROM device WHERE area = %s"
        " ORDER BY seen DESC",
        [area],
    )
    return [
        Device(name, user, *("" if at is None else at.isoformat(timespec="seconds") for at in ats))
        for name, user, *ats in rows
    ]


def revoke(conn: Connection, area: str, device: str) -> None:
    """Refuse *device* from its next request on. ``BadInput`` if it is not there."""
    _enter(conn, area)
    found = conn.execute(
        "UPDATE device SET revoked = coalesce(revoked, now()) WHERE area = %s AND id::text = %s"
        " RETURNING 1",
        [area, device],
    ).fetchone()
    if found is None:
        raise BadInput(_("There is no such device in this area."))


def new_code(conn: Connection, area: str, user: str, now: datetime) -> str:
    """A one-time code with which *user* enrols one device within ten minutes of *now*."""
    if _user(conn, area, user).withdrawn:
        raise BadInput(_("That user has been withdrawn."))
    return issue_code(conn, area, user, now)


def status(conn: Connection, area: Area) -> dict[str, str | int]:
    """What the centre holds of *area*: counts only."""
    enter(conn, area.area)
    row = conn.execute(
        "SELECT (SELECT count(*) FROM record WHERE area = %(area)s),"
        " (SELECT count(*) FROM feed WHERE area = %(area)s) - 1,"
        " (SELECT count(*) FROM app_user WHERE area = %(area)s AND NOT withdrawn),"
        " (SELECT count(*) FROM device WHERE area = %(area)s AND revoked IS NULL)",
        {"area": area.area},
    ).fetchone()
    names = ("records", "settings", "users", "devices")
    counts = dict(zip(names, row or (), strict=True))
    return {"area": area.area, "name": area.name, "epoch": area.epoch, **counts}


def renew_epoch(conn: Connection, area: str) -> None:
    """Say that the area was restored from a backup: devices offer what it lacks."""
    _enter(conn, area)
    conn.execute("UPDATE area SET epoch = gen_random_uuid() WHERE area = %s", [area])


def _enter(conn: Connection, area: str) -> None:
    enter(conn, area)
    if conn.execute("SELECT FROM area WHERE area = %s", [area]).fetchone() is None:
        raise BadInput(_("There is no area with the code {code}.").format(code=area))


def _add_feed(conn: Connection, area: str, setting: str) -> None:
    conn.execute("INSERT INTO feed (area, setting) VALUES (%s, %s)", [area, setting])


def _user(conn: Connection, area: str, user: str) -> User:
    _enter(conn, area)
    row = conn.execute(
        "SELECT body FROM record WHERE area = %s AND kind = 'user' AND id::text = %s", [area, user]
    ).fetchone()
    if row is None:
        raise BadInput(_("There is no such user in this area."))
    return msgspec.json.decode(row[0], type=User)


def _publish_user(conn: Connection, area: str, user: str, body: User) -> None:
    rows = conn.execute(
        "SELECT setting FROM assignment WHERE area = %s AND app_user = %s ORDER BY setting",
        [area, user],
    )
    settings = tuple(setting for (setting,) in rows)
    if settings != body.settings:
        _state(conn, area, "user", user, msgspec.structs.replace(body, settings=settings))


def _state(conn: Connection, area: str, kind: str, record_id: str, body: Body) -> None:
    """Put a version of an area-wide record into the area's own feed, as the centre's word."""
    conn.execute(INCOMING)
    conn.execute("TRUNCATE incoming")  # several may be stated in one transaction
    now = datetime.now(UTC).isoformat(timespec="seconds")
    text = msgspec.Raw(canonical(body))
    stated = ("", "", "", "", now, KINDS[kind].schema, _new_id())
    draft = Record(record_id, kind, area, AREA_WIDE, *stated, "", text)
    everywhere = frozenset({AREA_WIDE})
    held = known(conn, area, everywhere, [draft])
    if record_id in held.current:
        change = held.current[record_id].record.change
        draft = msgspec.structs.replace(draft, base=change)
    write(conn, area, decide([draft], [""], held, Mint(_new_id, now)))


def _new_id() -> str:
    return str(uuid_utils.uuid7())
