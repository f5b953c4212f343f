"""The record: one version of one thing somebody stated, with who, where and on what it rests."""

from typing import Any

import msgspec


class Record(msgspec.Struct, frozen=True, array_like=True):
    """One version of a record, as it travels.

    ``made`` is ISO 8601 with offset, by the device's clock: for display, never for order.
    ``change`` and ``base`` are version names (UUIDs); ``base`` is empty for a first version.
    ``body`` is canonical JSON: keys sorted, no spaces.
    """

    id: str
    kind: str
    area: str
    setting: str
    child: str
    author: str
    device: str
    instrument: str
    made: str
    schema: int
    change: str
    base: str
    body: msgspec.Raw


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """A record as the centre keeps it: ``rev`` counts its versions from 1, ``pos`` is its place.

    ``feed`` is the setting in whose feed it stands besides its own (of a child who has moved), and
    is empty in its own.
    """

    record: Record
    rev: int
    pos: int
    feed: str = ""


_encoder = msgspec.json.Encoder(order="sorted")


def canonical(body: object) -> bytes:
    """*body* as JSON bytes that are equal whenever the value is equal."""
    return _encoder.encode(body)


def fields(body: bytes | msgspec.Raw) -> dict[str, Any]:
    """The body's fields, unknown ones included."""
    return msgspec.json.decode(body, type=dict[str, Any])
