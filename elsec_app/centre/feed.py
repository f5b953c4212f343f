"""Answer a pull: what has come into the asker's feeds since its cursors, in pages."""

from collections.abc import Mapping

import msgspec
from psycopg import Connection

from elsec_app.centre.devices import Actor, scope
from elsec_app.centre.intake import RECORD, placed, read_digests
from elsec_app.protocol import digest
from elsec_app.protocol.kinds import readable_by
from elsec_app.protocol.record import Placed
from elsec_app.protocol.wire import PAGE_BYTES, PAGE_RECORDS, Head, Page, Pull


class _Read(msgspec.Struct, frozen=True):
    """A stretch of one feed. ``last`` is where it ends; ``whole`` when that is the feed's end."""

    records: list[Placed]
    last: int
    whole: bool


def page(conn: Connection, actor: Actor, pull: Pull) -> Page:
    """The next page for *actor*, of one unchanging view (the caller opens a snapshot).

    Each feed is read by its own index from its cursor on, so a page costs what it holds, however
    much the area holds.
    """
    if pull.epoch != actor.epoch:
        return Page(actor.epoch, actor.role, [], {}, False, {})
    heads = _heads(conn, actor)
    records: list[Placed] = []
    cursors: dict[str, int] = {}
    done = True
    room, left = min(max(pull.limit, 1), PAGE_RECORDS), PAGE_BYTES
    for setting, after in _behind(heads, pull.cursors).items():
        if room <= 0 or left <= 0:
            done = False
            break
        read = _read(conn, actor, setting, after, room, left)
        records += read.records
        cursors[setting] = heads[setting].pos if read.whole else read.last
        room -= len(read.records)
        left -= sum(len(bytes(item.record.body)) for item in read.records)
        done = done and read.whole
    return Page(actor.epoch, actor.role, records, cursors, done, heads)


def _behind(heads: Mapping[str, Head], cursors: Mapping[str, int]) -> dict[str, int]:
    """The feeds that have gone on since their cursors, with these."""
    after = {setting: max(cursors.get(setting, 0), 0) for setting in heads}
    return {setting: pos for setting, pos in after.items() if pos < heads[setting].pos}


def _heads(conn: Connection, actor: Actor) -> dict[str, Head]:
    kinds = readable_by(actor.role)
    rows = conn.execute(
        "SELECT setting, head, digests FROM feed WHERE area = %s AND setting = ANY(%s)"
        " ORDER BY setting",
        [actor.area, scope(actor)],
    )
    return {setting: Head(head, _digest(digests, kinds)) for setting, head, digests in rows}


def _digest(digests: str, kinds: tuple[str, ...]) -> str:
    by_kind = read_digests(digests)
    return digest.total(by_kind[kind] for kind in kinds if kind in by_kind).hex()


_PAGE = f"""
SELECT {RECORD}, found FROM (
    SELECT *, count(*) OVER () AS found,
        sum(octet_length(body)) OVER (ORDER BY pos) - octet_length(body) AS before
    FROM (
        SELECT * FROM record
        WHERE area = %s AND setting = %s AND pos > %s AND kind = ANY(%s)
        ORDER BY pos LIMIT %s
    ) AS next
) AS counted WHERE before < %s ORDER BY pos
"""  # noqa: S608


def _read(conn: Connection, actor: Actor, setting: str, after: int, room: int, left: int) -> _Read:
    """What stands after *after*, at most *room*, up to the one that fills *left* bytes."""
    own = _own(conn, actor, setting, after, room, left)
    besides = _besides(conn, actor, setting, after, room + 1)
    return _both(own, besides, room, left) if besides else own


def _own(conn: Connection, actor: Actor, setting: str, after: int, room: int, left: int) -> _Read:
    """The setting's own records."""
    kinds = list(readable_by(actor.role))
    rows = conn.execute(
        _PAGE.encode(), [actor.area, setting, after, kinds, room + 1, left]
    ).fetchall()
    records = [placed(row[:-1]) for row in rows[:room]]
    found = rows[0][-1] if rows else 0
    return _Read(records, records[-1].pos if records else after, found == len(records))


_BESIDES = """
SELECT record.id::text, kind, record.area, coalesce(version.setting, record.setting),
    coalesce(child::text, ''), coalesce(version.author::text, record.author::text, ''),
    coalesce(version.device::text, record.device::text, ''), instrument,
    coalesce(version.made, record.made), coalesce(version.schema, record.schema),
    coalesce(version.change, record.change)::text, place.rev, place.pos,
    coalesce(version.body, record.body)
FROM place JOIN record ON record.area = place.area AND record.id = place.id
    LEFT JOIN version ON version.area = place.area AND version.id = place.id
        AND version.change = place.change
WHERE place.area = %s AND place.setting = %s AND place.pos > %s AND NOT ended AND kind = ANY(%s)
ORDER BY place.pos LIMIT %s
"""


def _besides(conn: Connection, actor: Actor, setting: str, after: int, limit: int) -> list[Placed]:
    """The records of other settings that stand in this one's feed, or of its own as they were."""
    kinds = list(readable_by(actor.role))
    rows = conn.execute(_BESIDES, [actor.area, setting, after, kinds, limit])
    return [msgspec.structs.replace(placed(row), feed=setting) for row in rows]


def _both(own: _Read, besides: list[Placed], room: int, left: int) -> _Read:
    """*own* and *besides* in feed order, as far as both are known and *room* and *left* reach."""
    ends = [] if own.whole else [own.last]
    ends += [besides[-1].pos] if len(besides) > room else []
    merged = sorted([*own.records, *besides], key=lambda item: item.pos)
    fits: list[Placed] = []
    for item in merged:
        if len(fits) == room or left <= 0 or item.pos > min(ends, default=item.pos):
            break
        fits.append(item)
        left -= len(bytes(item.record.body))
    whole = own.whole and len(besides) <= room and len(fits) == len(merged)
    return _Read(fits, fits[-1].pos, whole)
