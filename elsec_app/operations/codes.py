"""The short code on every print: from a signed record, and back to it."""

from hashlib import sha256

import msgspec
from sqlalchemy import Connection, select

from elsec_app.store import tables

# 32 signs that are not mistaken for one another when read aloud or copied by hand.
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PRINTED = ("screening", "referral")


class Found(msgspec.Struct, frozen=True):
    """What a code stands for. ``current`` is false when a newer version was signed."""

    record: str
    kind: str
    current: bool


def short_code(record: str) -> str:
    """Eight signs (40 bits) for the record of that id, such as ``K7QF-2M9D``."""
    return _dashed(_signs(record.encode(), 8))


def drawn_code(which: str, said: bytes) -> str:
    """The code of a print drawn from many records: four signs (20 bits) for *which* print it is,
    four for what it *said*."""
    return _dashed(_signs(which.encode(), 4) + _signs(said, 4))


def is_of(code: str, which: str) -> bool:
    """Whether *code* may be that of a print named *which*, whatever it said."""
    return plain(code)[:4] == _signs(which.encode(), 4)


def plain(code: str) -> str:
    """A code as typed, without what does not count: case, dash, spaces."""
    return "".join(code.split()).upper().replace("-", "")


def _signs(of: bytes, count: int) -> str:
    number = int.from_bytes(sha256(of).digest()[:5])
    return "".join(_SIGNS[number >> shift & 31] for shift in range(35, -1, -5))[:count]


def _dashed(signs: str) -> str:
    return f"{signs[:4]}-{signs[4:]}"


def find(conn: Connection, code: str) -> Found | None:
    """The signed record that *code* (in any case, with or without its dash) was printed from."""
    wanted = plain(code)
    r = tables.record.c
    for row in conn.execute(select(r.id, r.kind).where(r.kind.in_(_PRINTED))):
        if short_code(row.id).replace("-", "") == wanted:
            return Found(row.id, row.kind, not _replaced(conn, row.id, row.kind))
    return None


def version(conn: Connection, record: str, kind: str) -> int:
    """Which version a signed record is, from 1: one more than those it stands on."""
    table = tables.SEARCHED[kind].c
    count, earlier = 1, conn.scalar(select(table.supersedes).where(table.id == record))
    while earlier:
        count, earlier = count + 1, conn.scalar(select(table.supersedes).where(table.id == earlier))
    return count


def _replaced(conn: Connection, record: str, kind: str) -> bool:
    table = tables.SEARCHED[kind].c
    return conn.scalar(select(table.id).where(table.supersedes == record)) is not None
