"""A file as rows of cells, whatever it was before."""

from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import TypeAlias

import msgspec

from elsec_app.exchange.class_list.headings import Field

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None


class Grid(msgspec.Struct, frozen=True):
    """``rows[n]`` is row *n* + 1 as a spreadsheet shows it.

    ``notes`` are sentences about the file as a whole that a person should see. ``fields`` names
    the columns of a format that needs no guessing (the first row then holds its element names and
    is not counted as a row); ``unread`` are elements of it that were passed over.
    """

    kind: str
    rows: list[list[Cell]]
    encoding: str | None = None
    sheet: str | None = None
    notes: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    unread: tuple[str, ...] = ()


def column(rows: list[list[Cell]], index: int) -> list[Cell]:
    """One column, ``None`` where a row is too short."""
    if min(map(len, rows), default=0) > index:
        return list(map(itemgetter(index), rows))
    return [row[index] if index < len(row) else None for row in rows]
