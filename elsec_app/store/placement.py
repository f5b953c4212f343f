"""Records that stand in a setting's feed besides their own: of children who have moved.

Such a record is held once. Its own columns ``rev`` and ``leaf`` tell of its own setting's feed:
``leaf`` is none where this device does not read that. Each other feed has its row here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from elsec_app.protocol import digest
from elsec_app.protocol.record import Placed
from elsec_app.store import tables
from elsec_app.store.index import in_ids

Leaves = Mapping[tuple[str, str], list[bytes]]  # by feed and kind
_p = tables.placement.c
_r = tables.record.c


def stand(conn: Connection, page: Sequence[Placed]) -> tuple[Leaves, Leaves]:
    """Note that the versions of *page* stand in their feeds; the leaves gone and come."""
    gone: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    come: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    ids = {item.record.id for item in page}
    before = {(row.setting, row.record): row.leaf for row in _rows(conn, ids)}
    wanted = select(_r.id, _r.setting, _r.leaf).where(in_ids(_r.id, ids))
    at_home = {row.id: row for row in conn.execute(wanted)}
    rows = []
    for item in page:
        name, kind, feed = item.record.id, item.record.kind, item.feed
        leaf = digest.leaf(name, item.rev, bytes(item.record.body))
        old, held = before.get((feed, name)), at_home.get(name)
        if old is None and held is not None and held.setting == feed:
            old = held.leaf
            conn.execute(update(tables.record).where(_r.id == name).values(leaf=None))
        gone[feed, kind] += [old] if old else []
        come[feed, kind].append(leaf)
        rows.append({"setting": feed, "record": name, "kind": kind, "rev": item.rev, "leaf": leaf})
    new = insert(tables.placement)
    fresh = {name: new.excluded[name] for name in ("rev", "leaf")}
    conn.execute(new.on_conflict_do_update(index_elements=["setting", "record"], set_=fresh), rows)
    return gone, come


def newer(conn: Connection, page: Sequence[Placed]) -> list[Placed]:
    """Those of *page* that this device does not hold, or holds in an earlier version."""
    held = dict(
        conn.execute(
            select(_r.id, _r.rev).where(in_ids(_r.id, [item.record.id for item in page]))
        ).all()
    )
    return [item for item in page if held.get(item.record.id, -1) < item.rev]


def come_home(conn: Connection, page: Sequence[Placed]) -> Leaves:
    """The records of *page* come in their own settings' feeds: the leaves they had there."""
    own = {item.record.id: item.record.setting for item in page}
    ended = [row for row in _rows(conn, own) if row.setting == own[row.record]]
    return _end(conn, ended)


def end(conn: Connection, settings: Iterable[str] = (), ids: Iterable[str] = ()) -> Leaves:
    """Nothing stands besides in *settings*, nor do the records *ids* anywhere."""
    rows = conn.execute(
        select(tables.placement).where(in_ids(_p.setting, settings) | in_ids(_p.record, ids))
    )
    return _end(conn, rows.all())


def unmet(conn: Connection, settings: Iterable[str]) -> Leaves:
    """After *settings* were read from the start: end what did not come again."""
    rows = conn.execute(select(tables.placement).where(in_ids(_p.setting, settings), _p.rev < 0))
    return _end(conn, rows.all())


def begin(conn: Connection, settings: Sequence[str]) -> None:
    """*settings* are read from the start: what stands in them is yet to be met again."""
    conn.execute(
        update(tables.placement)
        .where(in_ids(_p.setting, settings), _p.rev > 0)
        .values(rev=-_p.rev, leaf=None)
    )


def besides(conn: Connection, ids: Iterable[str]) -> set[str]:
    """Which of *ids* stand in a feed besides their own."""
    return {row.record for row in _rows(conn, ids)}


def staying(conn: Connection, setting: str) -> tuple[list[str], list[str]]:
    """The records of *setting* that stand in other feeds: in the version held, and in an earlier
    one, which has to be read again."""
    rows = conn.execute(
        select(_r.id, func.max(_p.rev) == _r.rev)
        .join(tables.placement, _p.record == _r.id)
        .where(_r.setting == setting)
        .group_by(_r.id)
    ).all()
    return [name for name, as_held in rows if as_held], [name for name, held in rows if not held]


def orphans(conn: Connection) -> list[str]:
    """Records that came only by feeds which are no longer read."""
    return list(
        conn.scalars(
            select(_r.id).where(
                _r.leaf.is_(None),
                _r.rev > 0,
                _r.id.not_in(select(_p.record)),
                _r.id.not_in(select(tables.outbox.c.record)),
            )
        )
    )


def _rows(conn: Connection, ids: Iterable[str]) -> Sequence[Any]:
    return conn.execute(select(tables.placement).where(in_ids(_p.record, ids))).all()


def _end(conn: Connection, rows: Sequence[Any]) -> Leaves:
    gone: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for row in rows:
        conn.execute(
            delete(tables.placement).where(_p.setting == row.setting, _p.record == row.record)
        )
        gone[row.setting, row.kind] += [row.leaf] if row.leaf else []
    return gone
