"""From a record to the columns that it is searched by. Nothing here knows a kind by name, save
that a child's names also become words for type-ahead, and that two children may be one."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select, text
from sqlalchemy.dialects.sqlite import insert

from elsec_app.store import sameness, tables
from elsec_app.store.child_words import index_words

Row = Mapping[str, Any]


def index(conn: Connection, kind: str, rows: Sequence[Row]) -> None:
    """Write the search row of each of *rows* (mappings with the record's and the body's fields)."""
    table = tables.SEARCHED.get(kind)
    if table is None or not rows:
        return
    shown = sameness.aliases(conn)
    conn.execute(_upsert(table), [_columns(table, row, shown) for row in rows])
    if table is tables.child:
        index_words(conn, [row["id"] for row in rows])
    if kind in sameness.KINDS:
        sameness.settle(conn)


def unindex(conn: Connection, kind: str, ids: Iterable[str]) -> None:
    """Take the search rows of the records *ids* away."""
    table = tables.SEARCHED.get(kind)
    if table is None:
        return
    wanted = in_ids(table.c.id, ids)
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


def in_ids(column: Any, ids: Iterable[str | int]) -> Any:
    """``column IN ids`` with one parameter, however many there are."""
    return column.in_(select(func.json_each(json.dumps([*ids])).table_valued("value").c.value))


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
