"""Take in a pushed batch: read what it touches, decide, write. One transaction, which the caller
opens in the actor's area and which either stands whole or leaves nothing.

The rows of ``feed`` are the locks, taken in sorted order: who writes into a setting holds its row.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
from psycopg import Connection

from elsec_app.centre import moving
from elsec_app.centre.admit import refusal
from elsec_app.centre.decide import Known, Mint, Plan, Version, decide
from elsec_app.centre.devices import Actor
from elsec_app.centre.ledger import Feed
from elsec_app.centre.moving import uuids
from elsec_app.centre.standing import Key, Place
from elsec_app.protocol.kinds import KINDS
from elsec_app.protocol.record import Placed, Record
from elsec_app.protocol.wire import Receipts

RECORD = """id::text, kind, area, setting, coalesce(child::text, ''), coalesce(author::text, ''),
    coalesce(device::text, ''), instrument, made, schema, change::text, rev, pos, body"""


class TryAgain(Exception):
    """A record or child moved to another setting while the feeds were being locked: begin anew."""


def take(conn: Connection, actor: Actor, records: Sequence[Record], mint: Mint) -> Receipts:
    """One receipt for each of *records*, in order, and how far they moved the feeds."""
    reasons = [refusal(record, actor) for record in records]
    sound = [record for record, why in zip(records, reasons, strict=True) if not why]
    plan = decide(records, reasons, known(conn, actor.area, actor.settings, sound), mint)
    write(conn, actor.area, plan)
    return Receipts(actor.epoch, plan.receipts, plan.moved)


def known(
    conn: Connection, area: str, settings: frozenset[str], records: Sequence[Record]
) -> Known:
    """What the centre holds of what *records* touch, with the feeds locked.

    ``TryAgain`` when a record moved meanwhile: the transaction must be rolled back and begun anew.
    """
    editable = [record for record in records if KINDS[record.kind].editable]
    leaving = moving.moves(records)
    needed = {record.setting for record in records} | {to for _, to in leaving if to}
    before = _touched(conn, area, records, editable, leaving)
    feeds = _lock_feeds(conn, area, needed | before.settings())
    now = _touched(conn, area, records, editable, leaving)
    if not now.settings() <= feeds.keys():
        raise TryAgain
    current = _current(conn, area, [*{record.id for record in records} | now.of_children])
    if not {current[r.id].record.setting for r in editable if r.id in current} <= feeds.keys():
        raise TryAgain
    versions = _versions(conn, area, editable, current)
    return Known(settings, feeds, current, versions, now.places, now.homes)


def write(conn: Connection, area: str, plan: Plan) -> None:
    """Make *plan* true."""
    if plan.fresh:
        _insert(conn, area, list(plan.fresh.values()))
    if plan.versions:
        _keep_versions(conn, area, plan.versions)
    if plan.changed:
        _update(conn, area, list(plan.changed.values()))
    for setting, feed in plan.feeds.items():
        digests = {kind: value.hex() for kind, value in feed.digests.items()}
        conn.execute(
            "UPDATE feed SET head = %s, digests = %s WHERE area = %s AND setting = %s",
            [feed.head, msgspec.json.encode(digests).decode(), area, setting],
        )
    if plan.places or plan.homes:
        moving.write(conn, area, plan.places, plan.homes)


def placed(row: Sequence[Any]) -> Placed:
    """A row of ``RECORD`` columns."""
    *stated, rev, pos, body = row
    return Placed(Record(*(*stated, "", msgspec.Raw(body.encode()))), rev, pos)


class _Touched(msgspec.Struct, frozen=True):
    """What a batch touches besides the settings it names."""

    own: set[str]  # settings of the records that it edits
    homes: dict[str, str]
    of_children: set[str]  # records of the children who move
    places: dict[Key, Place]

    def settings(self) -> set[str]:
        standing = {s for (s, _), place in self.places.items() if not place.ended}
        return self.own | {*self.homes.values()} | standing


def _touched(
    conn: Connection,
    area: str,
    records: Sequence[Record],
    editable: Sequence[Record],
    leaving: Sequence[tuple[Record, str]],
) -> _Touched:
    own = _standing(conn, area, editable)
    homes = moving.homes(conn, area, records)
    if not (homes or leaving):  # whose child has not moved stands nowhere else
        return _Touched(own, {}, set(), {})
    of_children = moving.records_of(conn, area, leaving)
    places = moving.places(conn, area, {record.id for record in records} | of_children)
    return _Touched(own, homes, of_children, places)


def _standing(conn: Connection, area: str, records: Sequence[Record]) -> set[str]:
    """The settings where *records* are now."""
    if not records:
        return set()
    rows = conn.execute(
        "SELECT DISTINCT setting FROM record WHERE area = %s AND id = ANY(%s::uuid[])",
        [area, uuids(record.id for record in records)],
    )
    return {setting for (setting,) in rows}


def _lock_feeds(conn: Connection, area: str, settings: set[str]) -> dict[str, Feed]:
    rows = conn.execute(
        "SELECT setting, head, digests FROM feed WHERE area = %s AND setting = ANY(%s)"
        " ORDER BY setting FOR UPDATE",
        [area, list(settings)],
    )
    return {setting: Feed(head, read_digests(digests)) for setting, head, digests in rows}


def read_digests(text: str) -> dict[str, bytes]:
    """The column ``feed.digests``: by kind."""
    written = msgspec.json.decode(text, type=dict[str, str])
    return {kind: bytes.fromhex(value) for kind, value in written.items()}


_CURRENT = f"SELECT {RECORD} FROM record WHERE area = %s AND id = ANY(%s::uuid[])"  # noqa: S608


def _current(conn: Connection, area: str, ids: list[str]) -> dict[str, Placed]:
    rows = conn.execute(_CURRENT.encode(), [area, uuids(ids)])
    return {row[0]: placed(row) for row in rows}


def _versions(
    conn: Connection, area: str, records: Sequence[Record], current: dict[str, Placed]
) -> dict[tuple[str, str], Version]:
    """The earlier versions that *records* name, as their own change or as their base."""
    if not records:
        return {}
    named = {change for record in records for change in (record.change, record.base) if change}
    rows = conn.execute(
        "SELECT id::text, setting, coalesce(author::text, ''), coalesce(device::text, ''), made,"
        " schema, change::text, rev, outcome, body FROM version"
        " WHERE area = %s AND id = ANY(%s::uuid[]) AND change = ANY(%s::uuid[])",
        [area, uuids(record.id for record in records), uuids(named)],
    )
    found = {}
    for name, setting, author, device, made, schema, change, rev, outcome, body in rows:
        now = current[name].record
        was = msgspec.structs.replace(
            now,
            setting=setting,
            author=author,
            device=device,
            made=made,
            schema=schema,
            change=change,
            body=msgspec.Raw(body.encode()),
        )
        found[name, change] = Version(was, rev, outcome)
    return found


_COLUMNS = "id, kind, child, instrument, setting, author, device, made, schema, change, rev, pos"
_COPY = f"COPY incoming ({_COLUMNS}, body) FROM STDIN"
_INSERT = f"INSERT INTO record (area, {_COLUMNS}, body) SELECT %s, {_COLUMNS}, body FROM incoming"  # noqa: S608


def _insert(conn: Connection, area: str, records: Sequence[Placed]) -> None:
    with conn.cursor() as cursor:
        with cursor.copy(_COPY.encode()) as copy:
            copy.write("".join(map(_line, records)))
        cursor.execute(_INSERT.encode(), [area])


def _line(item: Placed) -> str:
    """A line of COPY's text format. Only bodies can hold a backslash (``admit``)."""
    r = item.record
    body = bytes(r.body).decode().replace("\\", "\\\\")
    return (
        f"{r.id}\t{r.kind}\t{r.child or _NULL}\t{r.instrument}\t{r.setting}\t{r.author or _NULL}\t"
        f"{r.device or _NULL}\t{r.made}\t{r.schema}\t{r.change}\t{item.rev}\t{item.pos}\t{body}\n"
    )


_NULL = "\\N"


def _update(conn: Connection, area: str, records: Sequence[Placed]) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(
            "UPDATE record SET setting = %s, author = %s, device = %s, made = %s, schema = %s,"
            " change = %s, body = %s, rev = %s, pos = %s WHERE area = %s AND id = %s",
            [[*_stated(item.record), item.rev, item.pos, area, item.record.id] for item in records],
        )


def _keep_versions(conn: Connection, area: str, versions: Sequence[Version]) -> None:
    with conn.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO version (setting, author, device, made, schema, change, body, rev,"
            " outcome, area, id) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [[*_stated(v.record), v.rev, v.outcome, area, v.record.id] for v in versions],
        )


def _stated(record: Record) -> list[object]:
    body = bytes(record.body).decode()
    who = [record.author or None, record.device or None]
    return [record.setting, *who, record.made, record.schema, record.change, body]
