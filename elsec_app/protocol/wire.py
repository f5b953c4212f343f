"""The messages, and their bytes: JSON by msgspec, compressed by Zstandard."""

from typing import TypeVar

import msgspec
import zstandard

from elsec_app.protocol.record import Placed, Record

CONTENT_TYPE = "application/vnd.elsec.sync+zstd"
MAX_BODY = 32 * 1024 * 1024  # bytes: what one message may unpack to
MAX_SENT = 16 * 1024 * 1024  # bytes on the wire: what the centre reads of one request
MAX_RECORD = 256 * 1024  # bytes of one record's body
BATCH_BYTES = 2 * 1024 * 1024  # bytes of bodies in one push, before compression
PAGE_BYTES = 8 * 1024 * 1024  # bytes of bodies in one page, before compression
PAGE_RECORDS = 2000

T = TypeVar("T")


class Hello(msgspec.Struct, frozen=True):
    """``GET /v1/hello``: who speaks, which protocols, and the centre's time (seconds, 1970)."""

    name: str
    protocols: tuple[int, ...]
    time: int


class Enrol(msgspec.Struct, frozen=True):
    """``POST /v1/enrol``: a one-time code and the device's public key (Ed25519, hexadecimal).

    Signed with that key, so that a device can only bring a key that it holds.
    """

    code: str
    public_key: str
    device: str


class Enrolled(msgspec.Struct, frozen=True):
    area: str
    area_name: str
    user: str
    name: str
    role: str
    epoch: str
    registration: str = ""


class Push(msgspec.Struct, frozen=True):
    """``POST /v1/push``."""

    protocol: int
    epoch: str
    records: list[Record]


NO_BODY = msgspec.Raw(b"null")


class Receipt(msgspec.Struct, frozen=True, array_like=True):
    """What became of one pushed version, and where its record now stands at the centre.

    ``change`` and ``body`` are the record's present version; empty and ``NO_BODY`` where that is
    the one sent. ``reason`` says why a version was refused, in one of the words of ``REASONS``.
    """

    outcome: str  # accepted | merged | conflict | refused
    rev: int = 0
    pos: int = 0
    change: str = ""
    body: msgspec.Raw = NO_BODY
    reason: str = ""

    @property
    def has_body(self) -> bool:
        return self.body != NO_BODY


REASONS = (
    "kind",  # the centre knows no such kind
    "role",  # the user's role may not write it
    "identity",  # not in the name of this area, user and device
    "form",  # an id, a date or a number is not one
    "moved",  # the child is in another setting by now
    "not-assigned",  # the user is not assigned to its setting
    "body",  # not a body of its kind
    "too-large",
    "changed",  # the id or change was used before, for something else
)


class Moved(msgspec.Struct, frozen=True, array_like=True):
    """A setting's feed before and after a push, where the receipts tell all that lies between.

    A device whose cursor is ``start`` need not read its own records again: it goes on at ``end``.
    """

    start: int
    end: int


class Receipts(msgspec.Struct, frozen=True):
    epoch: str
    receipts: list[Receipt]
    moved: dict[str, Moved]


class Pull(msgspec.Struct, frozen=True):
    """``POST /v1/pull``. A setting not in ``cursors`` is read from its start."""

    protocol: int
    epoch: str
    cursors: dict[str, int]
    limit: int = PAGE_RECORDS


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The end of a setting's feed. ``digest`` covers the kinds that the user's role may read."""

    pos: int
    digest: str  # 64 hexadecimal digits


class Page(msgspec.Struct, frozen=True):
    """Records after the cursors, in feed order. ``heads`` names every setting in scope.

    ``role`` is the user's role now. A page of another ``epoch`` than the pull's is empty.
    """

    epoch: str
    role: str
    records: list[Placed]
    cursors: dict[str, int]
    done: bool
    heads: dict[str, Head]


class Fault(msgspec.Struct, frozen=True):
    """Every answer that is not 200. ``code`` is for programs, ``sentence`` for people.

    ``time`` is the centre's, in seconds since 1970: a device with a wrong clock learns it here.
    """

    code: str
    sentence: str
    time: int = 0


class Unreadable(Exception):
    """The bytes are not the message they should be."""


def pack(message: msgspec.Struct) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(msgspec.json.encode(message))


def unpack(data: bytes, kind: type[T], limit: int = MAX_BODY) -> T:
    """*data* as a *kind*; ``Unreadable`` for anything else or over *limit* bytes unpacked."""
    try:
        size = zstandard.frame_content_size(data)
        if not 0 <= size <= limit:
            raise Unreadable("size")
        raw = zstandard.ZstdDecompressor().decompress(data, max_output_size=limit)
        return msgspec.json.decode(raw, type=kind)
    except (zstandard.ZstdError, msgspec.MsgspecError) as error:
        raise Unreadable(type(error).__name__) from error
