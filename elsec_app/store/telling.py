"""What of a record is searched by, read from its body without reading the rest of it.

A screening's answers are most of its bytes and in no search table: leaving them unread makes taking
in a page of the feed five times as quick.
"""

from functools import cache
from typing import Any, TypedDict

import msgspec

from elsec_app.protocol.record import Record
from elsec_app.store import standing, tables


def search_row(record: Record) -> dict[str, Any]:
    """The record's own fields and those of its body that ``index`` asks for."""
    read = _reader(record.kind)
    told = read.decode(record.body) if read is not None else {}
    told["id"], told["child"] = record.id, record.child
    told["setting"], told["made"] = record.setting, record.made
    return told


@cache
def _reader(kind: str) -> "msgspec.json.Decoder[dict[str, Any]] | None":
    table = tables.SEARCHED.get(kind)
    if table is None:
        return None
    wanted: dict[str, Any] = {column.name: Any for column in table.columns}
    wanted |= standing.READ.get(kind, {})
    return msgspec.json.Decoder(TypedDict(kind, wanted, total=False))  # type: ignore[operator]
