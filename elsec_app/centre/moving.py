"""What the centre holds of children who move, or have moved: read and written for ``intake``."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from psycopg import Connection

from elsec_app.centre.standing import Key, Place
from elsec_app.protocol.bodies import Move
from elsec_app.protocol.record import Record


def moves(records: Iterable[Record]) -> list[tuple[Record, str]]:
    """The moves among *records*, each with the setting that it goes to; empty for out of all."""
    return [
        (record, msgspec.json.decode(record.body, type=Move).to)
        for record in records
        if record.kind == "move"
    ]


def homes(conn: Connection, area: str, records: Sequence[Record]) -> dict[str, str]:
    """Where the children of *records* are who have moved."""
    children = {record.child for record in records if record.child}
    if not children:
        return {}
    rows = conn.execute(
        "SELECT child::text, setting FROM whereabouts WHERE area = %s AND child = ANY(%s::uuid[])",
        [area, uuids(children)],
    )
    return dict(rows.fetchall())


_OF_CHILD = """
SELECT id::text FROM record WHERE area = %(area)s AND setting = %(setting)s AND child = %(child)s
UNION SELECT id::text FROM record WHERE area = %(area)s AND id = %(child)s
UNION SELECT place.id::text FROM place JOIN record USING (area, id)
WHERE area = %(area)s AND place.setting = %(setting)s AND NOT ended AND child = %(child)s
"""


def records_of(conn: Connection, area: str, moving: Iterable[tuple[Record, str]]) -> set[str]:
    """The ids of all that stands, of each child who moves, in the feed of the setting it leaves."""
    found: set[str] = set()
    for record, to in moving:
        if to and record.child:
            what = {"area": area, "setting": record.setting, "child": record.child}
            found.update(name for (name,) in conn.execute(_OF_CHILD, what))
    return found


def places(conn: Connection, area: str, ids: Iterable[str]) -> dict[Key, Place]:
    """Where the records *ids* stand besides their own feeds."""
    rows = conn.execute(
        "SELECT setting, id::text, pos, rev, coalesce(change::text, ''), leaf, ended FROM place"
        " WHERE area = %s AND id = ANY(%s::uuid[])",
        [area, uuids(ids)],
    )
    return {(setting, name): Place(*stated) for setting, name, *stated in rows}


def write(
    conn: Connection, area: str, changed: Mapping[Key, Place], moved: Mapping[str, str]
) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO place (area, setting, id, pos, rev, change, leaf, ended)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (area, id, setting) DO UPDATE SET"
            " pos = excluded.pos, rev = excluded.rev, change = excluded.change,"
            " leaf = excluded.leaf, ended = excluded.ended",
            [
                [area, *key, place.pos, place.rev, place.change or None, place.leaf, place.ended]
                for key, place in changed.items()
            ],
        )
        cursor.executemany(
            "INSERT INTO whereabouts (area, child, setting) VALUES (%s, %s, %s)"
            " ON CONFLICT (area, child) DO UPDATE SET setting = excluded.setting",
            [[area, child, setting] for child, setting in moved.items()],
        )


def uuids(ids: Iterable[str]) -> str:
    """An array of PostgreSQL's, in its own words: psycopg would quote each."""
    return "{" + ",".join(ids) + "}"
