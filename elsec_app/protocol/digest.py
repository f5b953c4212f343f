"""One number per setting that is equal on two sides exactly when their records are.

A sum of hashes modulo 2**256 does not depend on order and is kept up to date by adding the new
version's leaf and taking away the old one's.
"""

from collections.abc import Iterable
from hashlib import sha256

_SPACE = 1 << 256
EMPTY = bytes(32)


def leaf(record_id: str, rev: int, body: bytes) -> bytes:
    """The 32-byte hash of one version of one record."""
    return sha256(b"%b\n%d\n%b" % (record_id.encode(), rev, body)).digest()


def changed(digest: bytes, *, gone: Iterable[bytes] = (), come: Iterable[bytes] = ()) -> bytes:
    """*digest* after the leaves *gone* were taken away and the leaves *come* were added."""
    total = int.from_bytes(digest)
    total += sum(map(int.from_bytes, come))
    total -= sum(map(int.from_bytes, gone))
    return (total % _SPACE).to_bytes(32)


def total(digests: Iterable[bytes]) -> bytes:
    """The digest of several sets of records that share none, from theirs."""
    return changed(EMPTY, come=digests)
