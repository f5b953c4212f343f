"""Take in what the centre sends, and keep account of it: cursors, digests, settings held."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from elsec_app.protocol import digest
from elsec_app.protocol.kinds import KINDS
from elsec_app.protocol.record import Placed, Record
from elsec_app.store import many, placement, tables
from elsec_app.store.index import in_ids, index, unindex
from elsec_app.store.records import STORED, stored
from elsec_app.store.telling import search_row

_STATED = tuple(name for name, kind in KINDS.items() if not kind.editable)


def apply(conn: Connection, page: Sequence[Placed]) -> None:
    """Store a page. A record with changes waiting keeps the device's view until its receipt; what
    was stated once is left as it is held, whatever the page says: then the digests differ."""
    page = _unaltered(conn, page)
    pending = _pending(conn, [p.record.id for p in page])
    _apply_own(conn, [p for p in page if not p.feed], pending)
    if besides := [p for p in page if p.feed]:
        _apply_besides(conn, besides, pending)


def _unaltered(conn: Connection, page: Sequence[Placed]) -> Sequence[Placed]:
    """*page* without other bodies for append-only records that are held."""
    r = tables.record.c
    rows = conn.execute(
        select(r.id, r.body).where(in_ids(r.id, [p.record.id for p in page]), r.kind.in_(_STATED))
    )
    held = {row.id: row.body.encode() for row in rows}
    return [p for p in page if held.get(p.record.id) in (None, bytes(p.record.body))]


def _apply_own(conn: Connection, page: Sequence[Placed], pending: set[str]) -> None:
    """Records in their own settings' feeds."""
    leaves = [(p.record, digest.leaf(p.record.id, p.rev, bytes(p.record.body))) for p in page]
    count_leaves(conn, leaves)
    _add_up(conn, placement.come_home(conn, page), {})
    rows = [(*stored(p.record), p.rev, leaf) for p, (_, leaf) in zip(page, leaves, strict=True)]
    many.upsert(
        conn, tables.record, (*STORED, "rev", "leaf"), [r for r in rows if r[0] not in pending]
    )
    _note_versions(conn, [(*r[-2:], r[0]) for r in rows if r[0] in pending])
    _index(conn, [p.record for p in page if p.record.id not in pending])


def _apply_besides(conn: Connection, page: Sequence[Placed], pending: set[str]) -> None:
    """Records of other settings, or of this one as they once were: of children who have moved."""
    fresh = [p for p in placement.newer(conn, page) if p.record.id not in pending]
    _add_up(conn, *placement.stand(conn, page))
    many.upsert(conn, tables.record, (*STORED, "rev"), [(*stored(p.record), p.rev) for p in fresh])
    _index(conn, [p.record for p in fresh])


def _index(conn: Connection, records: Sequence[Record]) -> None:
    by_kind: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_kind[record.kind].append(record)
    for kind, of_kind in by_kind.items():
        index(conn, kind, [search_row(r) for r in of_kind])


def count_leaves(conn: Connection, come: Sequence[tuple[Record, bytes]]) -> None:
    """Bring the digests up to date: before the rows of ``record`` are changed."""
    gone: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    new: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    held = tables.record.c
    for row in conn.execute(
        select(held.setting, held.kind, held.leaf).where(
            in_ids(held.id, [r.id for r, _ in come]), held.leaf.is_not(None)
        )
    ):
        gone[row.setting, row.kind].append(row.leaf)
    for record, leaf in come:
        new[record.setting, record.kind].append(leaf)
    _add_up(conn, gone, new)


def _add_up(
    conn: Connection,
    gone: Mapping[tuple[str, str], list[bytes]],
    come: Mapping[tuple[str, str], list[bytes]],
) -> None:
    now = digests(conn)
    for key in {*gone, *come}:
        value = digest.changed(
            now.get(key, digest.EMPTY), gone=gone.get(key, ()), come=come.get(key, ())
        )
        row = insert(tables.tally).values(setting=key[0], kind=key[1], digest=value)
        conn.execute(
            row.on_conflict_do_update(
                index_elements=["setting", "kind"], set_={"digest": row.excluded.digest}
            )
        )


def digests(conn: Connection) -> dict[tuple[str, str], bytes]:
    """The digest of what the centre is known to hold, by setting and kind."""
    return {(row.setting, row.kind): row.digest for row in conn.execute(select(tables.tally))}


def cursors(conn: Connection) -> dict[str, int]:
    """How far each setting's feed has been read."""
    return {row.setting: row.pos for row in conn.execute(select(tables.cursor))}


def move_cursors(conn: Connection, to: Mapping[str, int]) -> None:
    for setting, pos in to.items():
        row = insert(tables.cursor).values(setting=setting, pos=pos)
        conn.execute(
            row.on_conflict_do_update(index_elements=["setting"], set_={"pos": row.excluded.pos})
        )


def remove(conn: Connection, ids: Sequence[str]) -> None:
    """Remove the records *ids*, which the centre has taken from this device."""
    held = tables.record.c
    rows = conn.execute(
        select(held.id, held.setting, held.kind, held.leaf).where(in_ids(held.id, ids))
    ).all()
    gone: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for row in rows:
        gone[row.setting, row.kind] += [row.leaf] if row.leaf else []
    _add_up(conn, gone, {})
    _add_up(conn, placement.end(conn, ids=ids), {})
    for kind in {row.kind for row in rows}:
        unindex(conn, kind, [row.id for row in rows if row.kind == kind])
    _end_drafts(conn, in_ids(tables.draft.c.child, ids))
    conn.execute(delete(tables.record).where(in_ids(held.id, ids)))


def _end_drafts(conn: Connection, which: ColumnElement[bool]) -> None:
    """Referrals in the making, of children who are no longer here."""
    drafts = select(tables.draft.c.id).where(which)
    conn.execute(delete(tables.draft_answer).where(tables.draft_answer.c.draft.in_(drafts)))
    conn.execute(delete(tables.draft).where(which))


def end_unmet(conn: Connection, settings: Iterable[str]) -> None:
    """*settings* were read from the start: what stood in them besides and did not come is gone."""
    gone = placement.unmet(conn, settings)
    if gone:
        _add_up(conn, gone, {})
        remove(conn, placement.orphans(conn))


def drop_setting(conn: Connection, setting: str) -> None:
    """Remove all of *setting*, which is no longer this device's; ``secure_delete`` zeroes it.

    What stands in another setting that is ours too stays as it stands there; where that is an
    earlier version, the digests tell that it has to be read again.
    """
    held = tables.record.c
    placement.end(conn, [setting])
    stay, earlier = placement.staying(conn, setting)
    _add_up(conn, placement.end(conn, ids=earlier), {})
    conn.execute(update(tables.record).where(in_ids(held.id, stay)).values(setting="", leaf=None))
    for kind in conn.scalars(select(held.kind).where(held.setting == setting).distinct()).all():
        ids = conn.scalars(select(held.id).where(held.setting == setting, held.kind == kind)).all()
        unindex(conn, kind, ids)
    sittings = select(tables.sitting.c.id).where(tables.sitting.c.setting == setting)
    for part in (tables.tap, tables.unfinished):
        conn.execute(delete(part).where(part.c.sitting.in_(sittings)))
    _end_drafts(conn, tables.draft.c.setting == setting)
    for table in (tables.sitting, tables.record, tables.outbox, tables.cursor, tables.tally):
        conn.execute(delete(table).where(table.c.setting == setting))
    conn.execute(update(tables.record).where(in_ids(held.id, stay)).values(setting=setting))
    remove(conn, placement.orphans(conn))


def _pending(conn: Connection, ids: Sequence[str]) -> set[str]:
    box = tables.outbox.c
    return set(conn.scalars(select(box.record).where(in_ids(box.record, ids))))


def _note_versions(conn: Connection, versions: Sequence[tuple[int, bytes, str]]) -> None:
    """*versions*: the centre's revision and leaf, of the record named third."""
    if versions:
        conn.exec_driver_sql("UPDATE record SET rev = ?, leaf = ? WHERE id = ?", versions)
