"""State a record, change one, read one. The caller opens the transaction."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import NoResultFound

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.protocol.bodies import Body
from elsec_app.protocol.kinds import KINDS
from elsec_app.protocol.record import Record, canonical, fields
from elsec_app.store import tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids, index
from elsec_app.store.telling import search_row

B = TypeVar("B", bound=Body)


class Draft(msgspec.Struct, frozen=True):
    """What somebody states; the record is this and who, where and when."""

    kind: str
    body: Body
    setting: str
    child: str = ""
    instrument: str = ""  # hash of the pack that the statement rests on
    id: str = ""


def add(conn: Connection, actor: Actor, draft: Draft) -> str:
    """Store *draft* as a new record, to be sent. Returns its id."""
    return add_many(conn, actor, [draft])[0]


def add_many(conn: Connection, actor: Actor, drafts: Sequence[Draft]) -> list[str]:
    """As :func:`add`, for many in one go."""
    made = actor.now()
    new = [_record(actor, draft, made) for draft in drafts]
    conn.execute(insert(tables.record), [columns(r) for r in new])
    _send(conn, new)
    for kind in {r.kind for r in new}:
        index(conn, kind, [search_row(r) for r in new if r.kind == kind])
    return [r.id for r in new]


def edit(conn: Connection, actor: Actor, record_id: str, **changes: Any) -> None:
    """Lay *changes* into an editable record. ``NotAllowed`` for an append-only kind."""
    edit_many(conn, actor, [record_id], **changes)


def edit_many(conn: Connection, actor: Actor, ids: Sequence[str], **changes: Any) -> None:
    """Lay the same *changes* into each of the records *ids*, in one go."""
    rows = conn.execute(select(tables.record).where(in_ids(tables.record.c.id, ids))).all()
    if len(rows) != len(set(ids)):
        raise NoResultFound
    laid = msgspec.to_builtins(changes)
    new = [_edited(actor, row, laid) for row in rows]
    if not new:
        return
    conn.execute(
        update(tables.record).where(tables.record.c.id == bindparam("of")),
        [columns(r) | {"of": r.id} for r in new],
    )
    _send(conn, new)
    for kind in {r.kind for r in new}:
        index(conn, kind, [search_row(r) for r in new if r.kind == kind])


def _edited(actor: Actor, row: Any, changes: dict[str, Any]) -> Record:
    if not KINDS[row.kind].editable:
        raise NotAllowed(_("This is signed and stays as it is: add a new version instead."))
    body = fields(row.body.encode()) | changes
    old = from_row(row)
    return msgspec.structs.replace(
        old,
        author=actor.user,
        device=actor.device,
        made=actor.now(),
        change=actor.new_id(),
        base=old.change,
        body=msgspec.Raw(canonical({k: v for k, v in body.items() if v is not None})),
    )


def read(conn: Connection, record_id: str, kind: type[B]) -> B:
    """The body of one record. ``LookupError`` when the device does not hold it."""
    return bodies(conn, [record_id], kind)[record_id]


def bodies(conn: Connection, ids: Iterable[str], kind: type[B]) -> dict[str, B]:
    """The bodies of the records *ids*, by id; those not held are left out."""
    table = tables.record.c
    rows = conn.execute(select(table.id, table.body).where(in_ids(table.id, ids)))
    return {row.id: msgspec.json.decode(row.body, type=kind) for row in rows}


def from_row(row: Any) -> Record:
    """A stored row as the record that it is."""
    return Record(
        row.id,
        row.kind,
        row.area,
        row.setting,
        row.child,
        row.author,
        row.device,
        row.instrument,
        row.made,
        row.schema,
        row.change,
        "",
        msgspec.Raw(row.body.encode()),
    )


def _record(actor: Actor, draft: Draft, made: str) -> Record:
    kind = KINDS[draft.kind]
    if actor.role not in kind.writers:
        raise NotAllowed(_("Your role may not do this. Ask your service's administrator."))
    record_id = draft.id or actor.new_id()
    return Record(
        record_id,
        draft.kind,
        actor.area,
        draft.setting,
        draft.child,
        actor.user,
        actor.device,
        draft.instrument,
        made,
        kind.schema,
        actor.new_id() if kind.editable else record_id,
        "",
        msgspec.Raw(canonical(draft.body)),
    )


STORED = (
    *("id", "kind", "area", "setting", "child", "author", "device", "instrument", "made"),
    *("schema", "change", "body"),
)


def stored(record: Record) -> tuple[Any, ...]:
    """The columns of ``record`` that are named in ``STORED``."""
    r = record
    mine = (r.id, r.kind, r.area, r.setting, r.child, r.author, r.device, r.instrument, r.made)
    return (*mine, r.schema, r.change, bytes(r.body).decode())


def columns(record: Record) -> dict[str, Any]:
    """The same, by name."""
    return dict(zip(STORED, stored(record), strict=True))


def _send(conn: Connection, new: Sequence[Record]) -> None:
    conn.execute(
        insert(tables.outbox),
        [
            {
                "record": r.id,
                "change": r.change,
                "setting": r.setting,
                # An append-only record is its own finished document.
                "document": msgspec.json.encode(r).decode() if KINDS[r.kind].editable else "",
            }
            for r in new
        ],
    )
