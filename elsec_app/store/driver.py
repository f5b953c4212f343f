"""One connection to the encrypted file, with every promise read back before it is used.

A forgotten key would create a plain file in silence, and a pragma that an engine does not know is
ignored in silence: so nothing is believed that has not been asked.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from elsec_app.errors import StoreDamaged
from elsec_app.i18n import _
from elsec_app.store.vault import Key, wipe

if TYPE_CHECKING:
    from sqlcipher3.dbapi2 import Connection

NAME = "store.db"
# Builds before 3.51.3 can corrupt a WAL that two connections share:
# https://www.sqlite.org/wal.html#walresetbug
_OLDEST_SQLITE = (3, 51, 3)
_PLAIN = b"SQLite format 3\x00"

# Set, then read back, in this order. FULL: with NORMAL a power cut takes back saved answers.
# wal_autocheckpoint is only a net, 16 MB: ``Store.checkpoint`` does it in a pause and reads the
# result, which an automatic one never tells. cache_size is in KiB when negative.
_PROMISES: tuple[tuple[str, int | str, int | str], ...] = (
    ("busy_timeout", 5000, 5000),
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("secure_delete", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("cache_size", -65536, -65536),
    ("wal_autocheckpoint", 4000, 4000),
)


class BrokenPromiseError(RuntimeError):
    """The engine does not do what it was told: a fault of the build, not of the user."""


def connect(path: Path, key: Key, *, create: bool = False, read_only: bool = False) -> "Connection":
    """A connection to *path* in autocommit mode, usable from any one thread at a time.

    Raises:
        StoreDamaged: the file is missing or the key does not open it.
        BrokenPromiseError: not encrypted, too old an engine, or a pragma that did not hold.
        sqlcipher3.dbapi2.Error: the disk refused; see ``trouble.from_sqlite``.
    """
    if not create and not path.exists():
        raise StoreDamaged(_missing())
    if dbapi2.sqlite_version_info < _OLDEST_SQLITE:
        raise BrokenPromiseError(f"SQLite {dbapi2.sqlite_version} can corrupt a shared WAL")
    mode = "rwc" if create else "rw"
    opened = dbapi2.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _unlock(opened, key)
        _promise(opened, read_only=read_only)
    except BaseException:
        opened.close()
        raise
    return opened


def inspect(path: Path, key: Key) -> "Connection":
    """A connection that looks at *path*, closed by its owner, and leaves every byte as it is.

    Raises:
        StoreDamaged: the file is missing.
        sqlcipher3.dbapi2.Error: the key does not open it, or the disk refused.
    """
    if not path.exists():
        raise StoreDamaged(_missing())
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    opened = dbapi2.connect(uri, uri=True, isolation_level=None)
    try:
        _unlock(opened, key)
    except BaseException:
        opened.close()
        raise
    return opened


class Peephole:
    """The first bytes of the file, through one handle that stays open.

    Opening and closing the file beside SQLite would drop SQLite's own POSIX locks
    (https://www.sqlite.org/howtocorrupt.html, section 2.2).
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))

    def refuse_plain(self) -> None:
        """Raises BrokenPromiseError: the file on the disk is readable without a key."""
        os.lseek(self._handle, 0, os.SEEK_SET)
        if os.read(self._handle, len(_PLAIN)) == _PLAIN:
            raise BrokenPromiseError("the store on the disk is not encrypted")

    def close(self) -> None:
        """Let go of the file; only after its last connection is closed."""
        os.close(self._handle)


def _unlock(opened: "Connection", key: Key) -> None:
    # SQLCipher would write its complaint about a wrong key to the terminal.
    opened.execute("PRAGMA cipher_log_level = NONE").fetchall()
    literal = key.sqlcipher()
    opened.set_key(literal)
    wipe(literal)
    # So that a later SQLCipher still reads and writes the format of version 4.
    opened.execute("PRAGMA cipher_compatibility = 4").fetchall()
    if opened.execute("PRAGMA cipher_status").fetchall() != [("1",)]:
        raise BrokenPromiseError("the connection is not encrypted")
    opened.execute("SELECT count(*) FROM sqlite_master").fetchall()


def _promise(opened: "Connection", *, read_only: bool) -> None:
    promises = (*_PROMISES, ("query_only", "ON", 1)) if read_only else _PROMISES
    for name, value, _kept in promises:
        opened.execute(f"PRAGMA {name} = {value}").fetchall()
    for name, _value, kept in promises:
        found = opened.execute(f"PRAGMA {name}").fetchone()
        if found != (kept,):
            raise BrokenPromiseError(f"PRAGMA {name} is {found}, not {kept}")


def _missing() -> str:
    return _(
        "The file of this store (store.db) is missing: restore the latest backup, or ask your "
        "administrator to set this computer up again."
    )
