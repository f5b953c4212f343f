"""What the centre has not yet acknowledged, in the order it was made, and what became of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, select, update

from elsec_app.protocol import digest
from elsec_app.protocol.record import Record
from elsec_app.protocol.wire import Receipt
from elsec_app.store import tables
from elsec_app.store.feed import count_leaves
from elsec_app.store.index import in_ids, index
from elsec_app.store.records import columns
from elsec_app.store.telling import search_row

_OVERHEAD = 300  # bytes of a record besides its body, about
_PART = 256
_WAITING = """
SELECT o.seq, o.document, r.id, r.kind, r.area, r.setting, r.child, r.author, r.device,
    r.instrument, r.made, r.schema, r.change, r.body
FROM outbox o JOIN record r ON r.id = o.record
WHERE o.seq > ? AND o.state = 'waiting' ORDER BY o.seq LIMIT ?
"""


class Waiting(msgspec.Struct, frozen=True):
    """How many versions wait, and how many were refused."""

    waiting: int
    refused: int


class Refusal(msgspec.Struct, frozen=True):
    record: str
    change: str
    reason: str


def count(conn: Connection) -> Waiting:
    rows = conn.execute(
        select(tables.outbox.c.state, func.count().label("n")).group_by(tables.outbox.c.state)
    )
    by_state = {row.state: row.n for row in rows}
    return Waiting(by_state.get("waiting", 0), by_state.get("refused", 0))


def waiting(
    conn: Connection, *, after: int = 0, max_bytes: int, max_records: int = 5000
) -> list[tuple[int, Record]]:
    """The next batch after place *after*: at least one, then as many as *max_bytes* hold."""
    rows = conn.exec_driver_sql(_WAITING, (after, max_records))
    batch: list[tuple[int, Record]] = []
    size = 0
    for part in rows.partitions(_PART):
        for seq, document, *stated, body in part:
            size += len(document or body) + _OVERHEAD
            if batch and size > max_bytes:
                rows.close()
                return batch
            batch.append((seq, _finished(document, stated, body)))
    return batch


def _finished(document: str, stated: Sequence[Any], body: str) -> Record:
    """What an outbox row sends: its own document, or the append-only record it points at."""
    if document:
        return msgspec.json.decode(document, type=Record)
    return Record(*(*stated, "", msgspec.Raw(body.encode())))


_AGAIN = """
UPDATE outbox SET state = 'waiting', reason = '' WHERE state = 'refused' AND reason = 'not-assigned'
AND setting IN (SELECT setting FROM cursor) AND NOT EXISTS (SELECT 1 FROM placement AS p
    WHERE p.record = outbox.record AND p.setting = outbox.setting)
"""


def try_again(conn: Connection) -> None:
    """Let what was refused for its setting wait again, where we read that setting's feed by now.

    Not where the record has gone elsewhere from there with a child who moved.
    """
    conn.exec_driver_sql(_AGAIN)


def refusals(conn: Connection) -> list[Refusal]:
    """What the centre refused, and why: shown until somebody deals with it."""
    box = tables.outbox.c
    rows = conn.execute(select(box.record, box.change, box.reason).where(box.state == "refused"))
    return [Refusal(*row) for row in rows]


def receipted(
    conn: Connection, sent: Sequence[tuple[int, Record]], receipts: Sequence[Receipt]
) -> None:
    """Take in one receipt for each of *sent*, in the same order."""
    taken = [(s, r, a) for (s, r), a in zip(sent, receipts, strict=True) if a.outcome != "refused"]
    refused = [(s, a) for (s, _), a in zip(sent, receipts, strict=True) if a.outcome == "refused"]
    box = tables.outbox
    if refused:
        conn.execute(
            update(box)
            .where(box.c.seq == bindparam("place"))
            .values(state="refused", reason=bindparam("why")),
            [{"place": seq, "why": answer.reason} for seq, answer in refused],
        )
    if taken:
        conn.execute(delete(box).where(in_ids(box.c.seq, [seq for seq, _, _ in taken])))
        _settle(conn, [(record, answer) for _, record, answer in taken])


def _settle(conn: Connection, taken: Sequence[tuple[Record, Receipt]]) -> None:
    """The centre's version of each record, as its last receipt tells it."""
    last = {r.id: (r, a) for r, a in taken}
    known = [
        (r, a, digest.leaf(r.id, a.rev, bytes(a.body if a.has_body else r.body)))
        for r, a in last.values()
    ]
    count_leaves(conn, [(r, leaf) for r, _, leaf in known])
    conn.exec_driver_sql(  # ten thousand at a time: three times as fast as through a construct
        "UPDATE record SET rev = ?, leaf = ? WHERE id = ?",
        [(a.rev, leaf, r.id) for r, a, leaf in known],
    )
    _take_merged(conn, [(r, a) for r, a in last.values() if a.has_body])


def _take_merged(conn: Connection, merged: Sequence[tuple[Record, Receipt]]) -> None:
    """Show the merged body, unless a later edit of the same record is still waiting."""
    pending = set(
        conn.scalars(
            select(tables.outbox.c.record).where(
                in_ids(tables.outbox.c.record, [r.id for r, _ in merged])
            )
        )
    )
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for record, answer in merged:
        if record.id in pending:
            continue
        new = msgspec.structs.replace(record, change=answer.change, body=answer.body)
        conn.execute(update(tables.record).where(tables.record.c.id == new.id).values(columns(new)))
        by_kind[new.kind].append(new)
    for kind, rows in by_kind.items():
        index(conn, kind, [search_row(r) for r in rows])
