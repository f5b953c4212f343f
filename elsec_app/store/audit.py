"""The chain of who did what to whose record: reads as well as writes, never a content.

Each event's hash covers the one before, so a changed, removed or inserted event breaks the chain.
"""

from hashlib import sha256

from sqlalchemy import Connection, insert, select

from elsec_app.store import tables
from elsec_app.store.actor import Actor

_START = bytes(32)


def note(conn: Connection, actor: Actor, action: str, subject: str = "") -> None:
    """Add an event: *action* is a plain verb (``read``, ``sign``, ``print``), *subject* an id."""
    at = actor.now()
    row = {"at": at, "user": actor.user, "action": action, "subject": subject}
    link = _link(head(conn), at, actor.user, action, subject)
    conn.execute(insert(tables.audit).values(row | {"hash": link}))


def head(conn: Connection) -> bytes:
    """The hash of the last event."""
    last = select(tables.audit.c.hash).order_by(tables.audit.c.n.desc()).limit(1)
    return conn.scalar(last) or _START


def first_break(conn: Connection) -> int | None:
    """The number of the first event that does not follow from the one before; none: all is well."""
    before = _START
    for row in conn.execute(select(tables.audit).order_by(tables.audit.c.n)):
        if row.hash != _link(before, row.at, row.user, row.action, row.subject):
            return int(row.n)
        before = row.hash
    return None


def _link(before: bytes, *parts: str) -> bytes:
    return sha256(before + "\n".join(parts).encode()).digest()
