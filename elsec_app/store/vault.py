"""A vault is a folder: ``vault.json`` (how a passphrase becomes the key) and ``store.db``.

The data key is 32 random bytes and never changes with the passphrase; it is never on the disk
unsealed. A new vault carries the mark ``new`` until its store is filled: a vault without the mark
whose ``store.db`` is gone has lost it, and is not quietly given an empty one.
"""

import os
import time
from pathlib import Path
from uuid import uuid4

from msgspec.structs import replace

from elsec_app.errors import WrongUse
from elsec_app.i18n import _
from elsec_app.store import durable, header, slots, throttle, trouble
from elsec_app.store import passphrase as policy
from elsec_app.store.header import AIM, FLOOR, Cost, Header, PassphraseSlot

NEW_MARK = "new"
# The longest that a person should wait for the key, in seconds, as measured when it is made.
_PATIENCE = 1.5

_UNSEALED = PassphraseSlot(check=b"", nonce=b"", sealed=b"")


class Key:
    """The data key of one vault: 32 bytes, held once, and cleared when the vault is locked."""

    def __init__(self, raw: bytearray, vault: str) -> None:
        self._raw = raw
        self.vault = vault

    def sqlcipher(self) -> bytearray:
        """The key as SQLCipher takes a raw one, ``x'…'``; clear it after use.

        Raises:
            WrongUse: the vault is locked.
        """
        if not self._raw:
            raise WrongUse(_("The store is locked: unlock it first."))
        literal = bytearray(b"x'")
        for byte in self._raw:
            literal += b"%02x" % byte
        literal += b"'"
        return literal

    def secret(self) -> bytearray:
        """The 32 bytes themselves, not a copy."""
        return self._raw

    def clear(self) -> None:
        """Overwrite the key. Connections that are already open stay open: close them first."""
        wipe(self._raw)
        self._raw = bytearray()


def wipe(secret: bytearray) -> None:
    """Overwrite *secret* with zeros."""
    secret[:] = bytes(len(secret))


def exists(folder: Path) -> bool:
    """Whether *folder* holds a vault."""
    return (folder / header.NAME).exists()


def is_new(folder: Path) -> bool:
    """Whether the vault in *folder* has not had its store filled yet."""
    return (folder / NEW_MARK).exists()


def settled(folder: Path) -> None:
    """The store of a new vault has been filled: from now on its absence is a loss."""
    durable.remove(folder / NEW_MARK)


def create(
    folder: Path,
    passphrase: str,
    *,
    recovery: bytes | None = None,
    cost: Cost | None = None,
    device_secret: bytes = b"",
) -> Key:
    """Make a vault in *folder* and return its key.

    *recovery* is the service's public recovery key (1,216 bytes, see ``slots.recovery_pair``);
    without one, a forgotten passphrase loses whatever was not yet sent. *cost* is measured if not
    given: ``AIM`` where it takes at most 1.5 s here, else ``FLOOR``.

    Raises:
        BadInput: the passphrase is unfit. WrongUse: there is a vault already, or *cost* is out of
        bounds. StoreUnwritable: the folder cannot be written.
    """
    policy.check(passphrase)
    _prepare(folder)
    key = Key(bytearray(os.urandom(slots.KEY_BYTES)), str(uuid4()))
    sealed_for_service = (
        slots.seal_for_recovery(key.vault, key.secret(), recovery) if recovery else None
    )
    bare = Header(
        format="elsec-vault",
        version=1,
        vault=key.vault,
        kdf=slots.new_kdf(cost or AIM, device_secret=bool(device_secret)),
        passphrase=_UNSEALED,
        recovery=sealed_for_service,
    )
    header.write(folder, _sealed(bare, key, passphrase, cost, device_secret))
    return key


def unlock(folder: Path, passphrase: str, *, device_secret: bytes = b"") -> Key:
    """The key of the vault in *folder*; takes about a second, on purpose.

    Raises:
        WrongPassphrase: it does not open the vault. NotAllowed: it came too soon after wrong ones.
        StoreDamaged, StoreNewer, StoreUnwritable: as ``header.read`` and the disk say.
    """
    found = header.read(folder)
    throttle.count_attempt(folder)
    stretched = slots.stretch(passphrase, found.kdf)
    key = Key(slots.open_by_passphrase(found, stretched, device_secret), found.vault)
    throttle.forget(folder)
    return key


def change_passphrase(
    folder: Path, old: str, new: str, *, cost: Cost | None = None, device_secret: bytes = b""
) -> None:
    """Seal the same key by a *new* passphrase.

    Raises:
        BadInput: the new one is unfit; else as ``unlock``.
    """
    policy.check(new)
    key = unlock(folder, old, device_secret=device_secret)
    _reseal(folder, key, new, cost, device_secret)
    key.clear()


def recover(
    folder: Path,
    private: bytes,
    new: str,
    *,
    cost: Cost | None = None,
    device_secret: bytes = b"",
) -> Key:
    """Open by the service's *private* recovery key (96 bytes) and set a *new* passphrase.

    Raises:
        BadInput: the new passphrase is unfit. WrongPassphrase: not this vault's recovery key.
    """
    policy.check(new)
    found = header.read(folder)
    key = Key(slots.open_for_recovery(found, private), found.vault)
    _reseal(folder, key, new, cost, device_secret)
    throttle.forget(folder)
    return key


def _reseal(folder: Path, key: Key, new: str, cost: Cost | None, device_secret: bytes) -> None:
    kdf = slots.new_kdf(cost or AIM, device_secret=bool(device_secret))
    bare = replace(header.read(folder), kdf=kdf, passphrase=_UNSEALED)
    header.write(folder, _sealed(bare, key, new, cost, device_secret))


def _sealed(
    bare: Header, key: Key, passphrase: str, cost: Cost | None, device_secret: bytes
) -> Header:
    if cost is not None and not header.within_bounds(cost):
        raise WrongUse(_("The cost of a passphrase is out of bounds."))
    began = time.perf_counter()
    stretched = _stretch_or_none(passphrase, bare)
    too_slow = stretched is None or time.perf_counter() - began > _PATIENCE
    if cost is None and too_slow:
        bare = replace(bare, kdf=replace(bare.kdf, cost=FLOOR))
        stretched = slots.stretch(passphrase, bare.kdf)
    if stretched is None:
        raise MemoryError
    return slots.seal_by_passphrase(bare, key.secret(), stretched, device_secret)


def _stretch_or_none(passphrase: str, bare: Header) -> bytes | None:
    try:
        return slots.stretch(passphrase, bare.kdf)
    except MemoryError:
        return None


def _prepare(folder: Path) -> None:
    if exists(folder):
        raise WrongUse(_("There is already a store in this folder: choose another folder."))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        durable.sync_folder(folder.parent)
    except OSError as error:
        raise trouble.from_os(error) from error
    durable.write(folder / NEW_MARK, b"")
