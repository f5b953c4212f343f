"""The short code on every print: from a signed record, and back to it."""

from collections.abc import Callable
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


def which_of(code: str) -> Callable[[str], bool]:
    """Tells whether *code* may be that of a print of a given name, whatever it said."""
    signs = plain(code)[:4]
    if len(signs) < 4 or not set(signs) <= set(_SIGNS):
        return lambda _which: False
    head = 0
    for sign in signs:
        head = head << 5 | _SIGNS.index(sign)
    return lambda which: int.from_bytes(sha256(which.encode()).digest()[:3]) >> 4 == head


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
