"""Children as every screen and page shows them, and finding one by what is typed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from elsec_app.store import tables
from elsec_app.store.index import in_ids
from elsec_app.store.words import query


class ChildLine(msgspec.Struct, frozen=True, gc=False):
    """Who a child is, in one line."""

    id: str
    forename: str
    surname: str
    known_as: str
    born: date
    setting: str
    first_language: str | None = None

    @property
    def name(self) -> str:
        """As the child is spoken to, with the surname."""
        return f"{self.known_as or self.forename} {self.surname}"

    @property
    def short_name(self) -> str:
        """For a screen that others may glance at: first name and initial."""
        return f"{self.known_as or self.forename} {self.surname[:1]}."


class Place(msgspec.Struct, frozen=True):
    """A setting that this device holds."""

    id: str
    name: str
    urn: str


def places(conn: Connection, held: Iterable[str] | None = None) -> tuple[Place, ...]:
    """The settings of the area, by name; only *held* when given."""
    s = tables.setting.c
    wanted = select(s.id, s.name, s.urn).order_by(s.name)
    if held is not None:
        wanted = wanted.where(in_ids(s.id, held))
    return tuple(Place(*row) for row in conn.execute(wanted))


def children(conn: Connection, ids: Iterable[str]) -> dict[str, ChildLine]:
    """The children *ids*, by id."""
    rows = conn.execute(_lines().where(in_ids(tables.child.c.id, ids)))
    return {line.id: line for line in map(_line, rows)}


def class_names(conn: Connection, kids: Iterable[str]) -> dict[str, str]:
    """The class that each of *kids* is in now, or was in last."""
    e = tables.enrolment.c
    enrolled = conn.execute(
        select(e.child, e.class_name)
        .where(in_ids(e.child, kids), e.withdrawn == "")
        .order_by(e.since)
    )
    return {row.child: row.class_name for row in enrolled}


def born_on(conn: Connection, child: str) -> date:
    """The child's date of birth. ``LookupError`` when the device does not hold the child."""
    born = conn.scalar(select(tables.child.c.born).where(tables.child.c.id == child))
    if born is None:
        raise LookupError(child)
    return date.fromisoformat(born)


def find(conn: Connection, typed: str, limit: int = 20) -> tuple[ChildLine, ...]:
    """Children of whose names every word *typed* begins one; in name order, at most *limit*.

    More than 500 matches are a sign to type on: then the order is among 500 of them.
    """
    wanted = query(typed)
    if not wanted:
        return ()
    return tuple(map(_line, conn.exec_driver_sql(_FIND, (wanted, limit))))


_FIND = (
    "SELECT child.id, forename, surname, known_as, born, setting, first_language"
    " FROM (SELECT rowid FROM child_words WHERE child_words MATCH ? LIMIT 500) AS hit"
    " JOIN child ON child.n = hit.rowid"
    " WHERE withdrawn = '' AND merged_into IS NULL"
    " ORDER BY surname, forename LIMIT ?"
)


def _lines() -> Any:
    c = tables.child.c
    return select(
        c.id, c.forename, c.surname, c.known_as, c.born, c.setting, c.first_language
    ).where(c.withdrawn == "")


def _line(row: Any) -> ChildLine:
    return ChildLine(
        row.id,
        row.forename,
        row.surname,
        row.known_as,
        date.fromisoformat(row.born),
        row.setting,
        row.first_language,
    )
