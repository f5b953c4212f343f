"""``vault.json``: what is needed to turn a passphrase into the key, and no names of people.

The file is the canonical form of ``Header`` and nothing else: bytes that do not come out again
when the header is written are refused, so a changed byte is never overlooked. ``sha256`` tells
accidental damage from a wrong passphrase; deliberate change is caught by the sealed slots.
"""

import hashlib
from pathlib import Path
from typing import Literal

import msgspec

from elsec_app.errors import StoreDamaged, StoreNewer
from elsec_app.i18n import _
from elsec_app.store import durable, trouble

NAME = "vault.json"
FORMAT = "elsec-vault"
VERSION = 1


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one guess at a passphrase costs: Argon2id memory in KiB, passes and lanes."""

    memory_kib: int
    passes: int
    lanes: int


# RFC 9106 section 4, second recommended option, is the floor; four times its memory is the aim.
FLOOR = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
AIM = Cost(memory_kib=256 * 1024, passes=3, lanes=4)
# A header that asks for more than this is not ours: it would only stop the computer.
CEILING = Cost(memory_kib=2 * 1024 * 1024, passes=16, lanes=16)


class Kdf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the passphrase becomes a key. ``salt`` has 16 bytes."""

    name: Literal["argon2id"]
    cost: Cost
    salt: bytes
    device_secret: bool


class PassphraseSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key, sealed by the passphrase. ``check`` tells a wrong one from a changed header."""

    check: bytes
    nonce: bytes
    sealed: bytes


class RecoverySlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key, sealed to the service's recovery key, whose SHA-256 is ``for_key``."""

    suite: Literal["hpke-mlkem768-x25519-hkdf-sha256-aes256gcm"]
    for_key: str
    sealed: bytes


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``vault.json``."""

    format: Literal["elsec-vault"]
    version: Literal[1]
    vault: str
    kdf: Kdf
    passphrase: PassphraseSlot
    recovery: RecoverySlot | None
    sha256: str = ""


class _AnyVersion(msgspec.Struct):
    format: str
    version: int


def read(folder: Path) -> Header:
    """The header of the vault in *folder*.

    Raises:
        StoreDamaged: no header, a changed or shortened one, or parameters outside the bounds.
        StoreNewer: written by a later version of the application.
    """
    try:
        raw = (folder / NAME).read_bytes()
    except FileNotFoundError as error:
        raise StoreDamaged(_missing()) from error
    except OSError as error:
        raise trouble.from_os(error) from error
    return _decode(raw)


def write(folder: Path, header: Header) -> None:
    """Put *header* in *folder*, atomically and durably, with its checksum."""
    durable.write(folder / NAME, encode(header))


def encode(header: Header) -> bytes:
    """The canonical bytes of *header*, its checksum renewed."""
    checked = msgspec.structs.replace(header, sha256=_checksum(header))
    return msgspec.json.format(msgspec.json.encode(checked), indent=2) + b"\n"


def bound(header: Header) -> bytes:
    """What the passphrase slot vouches for: the whole header but the sealed key and checksum."""
    slot = msgspec.structs.replace(header.passphrase, sealed=b"")
    return msgspec.json.encode(msgspec.structs.replace(header, passphrase=slot, sha256=""))


def within_bounds(cost: Cost) -> bool:
    """Whether *cost* is at least the floor and no more than the ceiling, in each of its parts."""
    return (
        FLOOR.memory_kib <= cost.memory_kib <= CEILING.memory_kib
        and FLOOR.passes <= cost.passes <= CEILING.passes
        and 1 <= cost.lanes <= CEILING.lanes
    )


def changed() -> str:
    """The sentence for a header that is not as it was written."""
    return _(
        "The key file of this store (vault.json) is damaged or was changed: restore it from a "
        "backup, or ask your administrator to set this computer up again."
    )


def _decode(raw: bytes) -> Header:
    try:
        any_version = msgspec.json.decode(raw, type=_AnyVersion)
        if any_version.format == FORMAT and any_version.version > VERSION:
            raise StoreNewer(trouble.newer())
        header = msgspec.json.decode(raw, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreDamaged(changed()) from error
    if encode(header) != raw or not within_bounds(header.kdf.cost):
        raise StoreDamaged(changed())
    return header


def _checksum(header: Header) -> str:
    plain = msgspec.json.encode(msgspec.structs.replace(header, sha256=""))
    return hashlib.sha256(plain).hexdigest()


def _missing() -> str:
    return _("There is no store in this folder: set this computer up first, or choose its folder.")
