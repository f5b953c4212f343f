"""Many rows into a table at once, in one statement for all: SQLAlchemy would take each row through
its own accounting, which costs four times as long as SQLite itself."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table


def upsert(conn: Connection, table: Table, names: Sequence[str], rows: Sequence[Any]) -> None:
    """Put *rows*, tuples in the order of *names*, into *table*, each over what has its ``id``."""
    if rows:
        conn.exec_driver_sql(_statement(table.name, tuple(names)), rows)


@cache
def _statement(table: str, names: tuple[str, ...]) -> str:
    """*table* and *names* are our own, never anybody's words."""
    columns, marks = ", ".join(f'"{n}"' for n in names), ", ".join("?" * len(names))
    fresh = ", ".join(f'"{n}" = excluded."{n}"' for n in names if n != "id")
    return (
        f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) '  # noqa: S608
        f"ON CONFLICT (id) DO UPDATE SET {fresh}"
    )
