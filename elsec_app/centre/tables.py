"""The tables of the centre. Every key begins with the area, and every row belongs to one.

``record`` holds the present version of every record, ``version`` the earlier versions of the
editable ones and those that were merged away, ``feed`` one counter and digest per setting,
``place`` where a record of a child who moved stands besides its own. Bodies are text, as the
device wrote them: the digest covers those bytes, and ``jsonb`` would make item arrays 2.4 times as
large. Text keys sort by byte (collation ``C``).

To add a table: state it here with ``area`` first, and in its migration call ``guard`` and grant.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()

_KEY = Text(collation="C")


def _area() -> Column[str]:
    return Column("area", _KEY, nullable=False)


def _need(name: str, kind: type[TypeEngine[Any]]) -> Column[Any]:
    return Column(name, kind, nullable=False)


area = Table(
    "area",
    metadata,
    Column("area", _KEY, primary_key=True),
    _need("name", Text),
    Column("epoch", Uuid, nullable=False, server_default=text("gen_random_uuid()")),
)

app_user = Table(
    "app_user",
    metadata,
    _area(),
    Column("id", Uuid, nullable=False),
    _need("role", Text),
    Column("withdrawn", Boolean, nullable=False, server_default=text("false")),
    PrimaryKeyConstraint("area", "id"),
    ForeignKeyConstraint(["area"], ["area.area"]),
)

feed = Table(
    "feed",
    metadata,
    _area(),
    Column("setting", _KEY, nullable=False),
    Column("head", BigInteger, nullable=False, server_default=text("0")),
    Column("digests", Text, nullable=False, server_default=text("'{}'")),
    PrimaryKeyConstraint("area", "setting"),
    ForeignKeyConstraint(["area"], ["area.area"]),
)

assignment = Table(
    "assignment",
    metadata,
    _area(),
    Column("app_user", Uuid, nullable=False),
    Column("setting", _KEY, nullable=False),
    PrimaryKeyConstraint("area", "app_user", "setting"),
    ForeignKeyConstraint(["area", "app_user"], ["app_user.area", "app_user.id"]),
    ForeignKeyConstraint(["area", "setting"], ["feed.area", "feed.setting"]),
)

device = Table(
    "device",
    metadata,
    _area(),
    Column("id", Uuid, nullable=False),
    Column("app_user", Uuid, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("enrolled", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("seen", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("revoked", DateTime(timezone=True)),
    PrimaryKeyConstraint("area", "id"),
    ForeignKeyConstraint(["area", "app_user"], ["app_user.area", "app_user.id"]),
)

enrolment_code = Table(
    "enrolment_code",
    metadata,
    _area(),
    Column("hash", LargeBinary, nullable=False),
    Column("app_user", Uuid, nullable=False),
    Column("expires", DateTime(timezone=True), nullable=False),
    Column("device", Uuid),
    PrimaryKeyConstraint("area", "hash"),
    ForeignKeyConstraint(["area", "app_user"], ["app_user.area", "app_user.id"]),
    ForeignKeyConstraint(["area", "device"], ["device.area", "device.id"]),
)


def _stated() -> list[Column[Any]]:
    """What a record and each of its versions state besides the body."""
    return [
        Column("setting", _KEY, nullable=False),
        Column("author", Uuid),
        Column("device", Uuid),
        _need("made", Text),
        _need("schema", Integer),
        Column("change", Uuid, nullable=False),
        _need("rev", Integer),
    ]


record = Table(
    "record",
    metadata,
    _area(),
    Column("id", Uuid, nullable=False),
    _need("kind", Text),
    Column("child", Uuid),
    _need("instrument", Text),
    *_stated(),
    _need("pos", BigInteger),
    _need("body", Text),
    # No foreign keys: intake holds the lock of the feed's row, and a check per row costs a tenth.
    PrimaryKeyConstraint("area", "id"),
    Index("record_feed", "area", "setting", "pos", unique=True),
)

version = Table(
    "version",
    metadata,
    _area(),
    Column("id", Uuid, nullable=False),
    *_stated(),
    _need("outcome", Text),
    _need("body", Text),
    PrimaryKeyConstraint("area", "id", "change"),
)

# Where a record stands besides its own setting's feed: see ``standing``.
place = Table(
    "place",
    metadata,
    _area(),
    Column("setting", _KEY, nullable=False),
    Column("id", Uuid, nullable=False),
    _need("pos", BigInteger),
    _need("rev", Integer),
    Column("change", Uuid),
    _need("leaf", LargeBinary),
    Column("ended", Boolean, nullable=False, server_default=text("false")),
    PrimaryKeyConstraint("area", "id", "setting"),
    Index("place_feed", "area", "setting", "pos", unique=True),
)

# Where the children are who have moved.
whereabouts = Table(
    "whereabouts",
    metadata,
    _area(),
    Column("child", Uuid, nullable=False),
    Column("setting", _KEY, nullable=False),
    PrimaryKeyConstraint("area", "child"),
)

# What the service may do with each table; nothing may be deleted by it.
GRANTS = {
    "area": "SELECT",
    "app_user": "SELECT",
    "assignment": "SELECT",
    "device": "SELECT, INSERT, UPDATE (seen)",
    "enrolment_code": "SELECT, UPDATE (device)",
    "feed": "SELECT, UPDATE (head, digests)",
    "record": "SELECT, INSERT,"
    " UPDATE (setting, author, device, made, schema, change, rev, pos, body)",
    "version": "SELECT, INSERT",
    "place": "SELECT, INSERT, UPDATE (pos, rev, change, leaf, ended)",
    "whereabouts": "SELECT, INSERT, UPDATE (setting)",
}
