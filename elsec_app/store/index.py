"""From a record to the columns that it is searched by. Nothing here knows a kind by name, save
that a child's names also become words for type-ahead, that two children may be one, and that a
screening's place on the therapist's desk is worked out (``standing``)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, select, text
from sqlalchemy.dialects.sqlite import insert

from elsec_app.store import sameness, standing, tables
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
    conn.execute(_upsert(table), [_columns(table, row, shown) for row in rows])
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


def _columns(table: Table, row: Row, shown: Mapping[str, str]) -> dict[str, Any]:
    kept = shown.get(row["child"])
    told = row if kept is None else {**row, "child": kept}
    columns = {
        column.name: told.get(column.name, None if column.nullable else "")
        for column in table.columns
        if column.name != "n"
    }
    return columns | {"merged_into": kept} if table is tables.child else columns


def _upsert(table: Table) -> Any:
    new = insert(table)
    fresh = {c.name: new.excluded[c.name] for c in table.columns if c.name not in ("id", "n")}
    return new.on_conflict_do_update(index_elements=["id"], set_=fresh)
