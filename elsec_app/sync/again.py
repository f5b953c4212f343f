"""Read a setting again from its start: after the centre was restored, or when digests differ.

A record that is yet to be met again has a negative ``rev`` and no ``leaf``, and the store's state
says that there may be such records; both outlast a crash.
What the centre turns out to lack goes back to the outbox, under the same ``change``, so that it is
harmless where the centre did have it.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from elsec_app.protocol.kinds import KINDS, readable_by, writable_by
from elsec_app.protocol.record import Placed, Record
from elsec_app.store import placement, state, tables
from elsec_app.store.feed import end_unmet, remove
from elsec_app.store.index import in_ids
from elsec_app.store.records import from_row
from elsec_app.store.state import Identity

_held = tables.record.c
_UNDER_WAY = "reading-again"
# The distinct settings, each found by the index: however many records there are.
_SETTINGS = """
WITH RECURSIVE held (setting) AS (
    SELECT min(setting) FROM record UNION ALL
    SELECT (SELECT min(setting) FROM record WHERE setting > held.setting) FROM held
    WHERE held.setting IS NOT NULL
)
SELECT setting FROM held WHERE setting IS NOT NULL UNION SELECT setting FROM cursor
"""


def begin(conn: Connection, settings: Iterable[str]) -> None:
    """Start each of *settings* anew: nothing in it counts as known to the centre."""
    names = list(settings)
    for table in (tables.cursor, tables.tally):
        conn.execute(delete(table).where(in_ids(table.c.setting, names)))
    conn.execute(
        update(tables.record)
        .where(in_ids(_held.setting, names), _held.rev > 0)
        .values(rev=-_held.rev, leaf=None)
    )
    placement.begin(conn, names)
    state.put(conn, _UNDER_WAY, "yes")


def settings(conn: Connection) -> set[str]:
    """Every setting of which this device holds a record or a cursor."""
    found = {setting for (setting,) in conn.exec_driver_sql(_SETTINGS)}
    read = set(conn.scalars(select(tables.cursor.c.setting)))
    return {setting for setting in found if setting in read or _has_own(conn, setting)}


def _has_own(conn: Connection, setting: str) -> bool:
    """Whether some record of *setting* is held that has not come by the feed of another alone."""
    besides = select(tables.placement.c.record)
    own = select(_held.id).where(_held.setting == setting, _held.id.not_in(besides))
    return conn.scalar(own.limit(1)) is not None


class Settled(msgspec.Struct, frozen=True):
    """How many records were offered anew, and how many the centre lacks that are not ours to offer.

    Those are signed by somebody else, whose own device will offer them.
    """

    offered: int
    lacking: int


def keep_ours(conn: Connection, who: Identity, page: Sequence[Placed]) -> int:
    """Before *page* is stored: offer our version of each record where the centre has another."""
    if not (page and _under_way(conn)):
        return 0
    theirs = {item.record.id: item.record.change for item in page if not item.feed}
    rows = conn.execute(select(tables.record).where(in_ids(_held.id, theirs), _held.rev < 0)).all()
    editable = [row for row in rows if _editable(row.kind) and row.change != theirs[row.id]]
    return _offer(conn, who, [(row, theirs[row.id]) for row in editable])


def finish(conn: Connection, who: Identity, scope: Iterable[str]) -> Settled:
    """After the last page: offer what the centre did not send."""
    if not _under_way(conn):
        return Settled(0, 0)
    rows = conn.execute(
        select(tables.record).where(in_ids(_held.setting, scope), _held.rev < 0)
    ).all()
    waiting = _waiting(conn, [row.id for row in rows])
    stated = [row for row in rows if row.author and row.id not in waiting]
    offered = _offer(conn, who, [(row, "") for row in stated])
    remove(conn, [row.id for row in rows if not row.author])  # the centre's own, which it took back
    end_unmet(conn, scope)
    conn.execute(
        update(tables.record).where(in_ids(_held.id, [row.id for row in rows])).values(rev=0)
    )
    if settings(conn) <= set(scope):  # else one that is lost for now may come back half read
        state.put(conn, _UNDER_WAY, "")
    return Settled(offered, len(stated) - offered)


def _under_way(conn: Connection) -> bool:
    return bool(state.get(conn, _UNDER_WAY))


def forget_kinds(conn: Connection, role: str) -> None:
    """Remove what *role* may not read, save what still waits to be sent."""
    hidden = [kind for kind in KINDS if kind not in readable_by(role)]
    waiting = select(tables.outbox.c.record)
    ids = select(_held.id).where(in_ids(_held.kind, hidden), _held.id.not_in(waiting))
    remove(conn, conn.scalars(ids).all())


def _offer(conn: Connection, who: Identity, versions: Sequence[tuple[Any, str]]) -> int:
    """Put held *versions* into the outbox, each with the change it is an edit of; how many."""
    waiting = _waiting(conn, [row.id for row, _ in versions])
    ours = [
        _as_ours(from_row(row), base, who)
        for row, base in versions
        if row.id not in waiting and _may_offer(row, who)
    ]
    if ours:
        conn.execute(insert(tables.outbox), [_document(record) for record in ours])
    return len(ours)


def _waiting(conn: Connection, ids: Sequence[str]) -> set[str]:
    box = tables.outbox.c
    return set(conn.scalars(select(box.record).where(in_ids(box.record, ids))))


def _may_offer(row: Any, who: Identity) -> bool:
    return row.kind in writable_by(who.role) and (_editable(row.kind) or row.author == who.user)


def _editable(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].editable


def _as_ours(record: Record, base: str, who: Identity) -> Record:
    if not _editable(record.kind):
        return record
    return msgspec.structs.replace(record, author=who.user, device=who.device, base=base)


def _document(record: Record) -> dict[str, str]:
    document = msgspec.json.encode(record).decode()
    return {
        "record": record.id,
        "change": record.change,
        "setting": record.setting,
        "document": document,
    }
