"""From a record to the columns that it is searched by. Nothing here knows a kind by name, save
that a child's names also become words for type-ahead, that two children may be one, and that a
screening's place on the therapist's desk is worked out (``standing``)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select, text

from elsec_app.store import many, sameness, standing, tables
from elsec_app.store.among import in_ids as in_ids
from elsec_app.store.child_words import index_words

Row = Mapping[str, Any]
_BEARS = ("screening", "review", "reply")  # on where a screening stands


def index(conn: Connection, kind: str, rows: Sequence[Row]) -> None:
    """Write the search row of each of *rows* (mappings with the record's and the body's fields)."""
    table = tables.SEARCHED.get(kind)
    if table is None or not rows:
        return
    if table is tables.screening:
        rows = [{**row, **standing.facts(row)} for row in rows]
    shown = sameness.aliases(conn)
    many.upsert(conn, table, *_columns(table, rows, shown))
    if table is tables.child:
        index_words(conn, [row["id"] for row in rows])
    if kind in sameness.KINDS:
        sameness.settle(conn)
    standing.restate(conn, standing.touched(conn, kind, rows))


def unindex(conn: Connection, kind: str, ids: Iterable[str]) -> None:
    """Take the search rows of the records *ids* away."""
    table = tables.SEARCHED.get(kind)
    if table is None:
        return
    wanted = in_ids(table.c.id, ids)
    bears_on: list[str] = []
    if kind in _BEARS:
        rows = conn.execute(select(table).where(wanted)).all()
        bears_on = standing.touched(conn, kind, [row._asdict() for row in rows])
    if table is tables.child:
        conn.execute(
            text(
                "DELETE FROM child_words WHERE rowid IN (SELECT n FROM child WHERE id IN "
                "(SELECT value FROM json_each(:ids)))"
            ),
            {"ids": json.dumps(list(ids))},
        )
    conn.execute(delete(table).where(wanted))
    if kind in sameness.KINDS:
        sameness.settle(conn)
    standing.restate(conn, bears_on)


def _columns(
    table: Table, rows: Sequence[Row], shown: Mapping[str, str]
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The names of the columns, and each row in their order."""
    absent = {c.name: None if c.nullable else "" for c in table.columns if c.name != "n"}
    names = list(absent)
    made = []
    for row in rows:
        kept = shown.get(row["child"])
        told = row if kept is None else {**row, "child": kept}
        if table is tables.child:
            told = {**told, "merged_into": kept}
        made.append(tuple([told.get(name, absent[name]) for name in names]))
    return names, made
