"""Settings of an area from the national schools register."""

from collections.abc import Iterable

import msgspec
from psycopg import Connection

from elsec_app.centre import publish
from elsec_app.protocol.bodies import Setting
from elsec_app.protocol.register import School


class Taken(msgspec.Struct, frozen=True):
    """What became of the register's schools; ``withdrawn`` are closed there and were open here."""

    added: int
    changed: int
    same: int
    withdrawn: int


def take_in(conn: Connection, area: str, schools: Iterable[School]) -> Taken:
    """Make each open one of *schools* a setting of *area*, known by its URN.

    One that is there is brought up to date: its name, its numbers and its phase are the register's,
    the tier of alternative provision is the service's own. One that has closed is withdrawn; it is
    not taken away, and nothing of its children is.
    """
    held = {
        str(named.body.get("urn")): (named.id, msgspec.convert(named.body, Setting))
        for named in publish.listed(conn, area, "setting")
        if named.body.get("urn")
    }
    added = changed = same = withdrawn = 0
    for school in schools:
        there = held.get(school.setting.urn)
        if there is None:
            if school.open:
                made = publish.add_setting(conn, area, school.setting)
                held[school.setting.urn] = made, school.setting
                added += 1
            continue
        name, before = there
        closed = not school.open
        now = msgspec.structs.replace(school.setting, ap_tier=before.ap_tier, withdrawn=closed)
        if now == before:
            same += 1
            continue
        publish.change_setting(conn, area, name, now)
        held[school.setting.urn] = name, now
        withdrawn += closed and not before.withdrawn
        changed += not (closed and not before.withdrawn)
    return Taken(added, changed, same, withdrawn)
