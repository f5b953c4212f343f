"""The open store: one connection that writes, several that read, transactions that are explicit.

``with store.writing() as connection:`` is one durable transaction; ``with store.reading() as
connection:`` is one unchanging view. Both may be used from any thread; writers take turns.
"""

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from elsec_app.errors import StoreProblem, StoreUnwritable, WrongUse
from elsec_app.i18n import _
from elsec_app.store import driver, places, trouble, vault
from elsec_app.store.vault import Key

_READERS = 4
_log = logging.getLogger(__name__)


class Checkpoint(msgspec.Struct, frozen=True):
    """What moving the log into the file came to. ``log`` and ``moved`` count pages of 4 KiB."""

    busy: bool
    log: int
    moved: int

    @property
    def complete(self) -> bool:
        """Whether nothing is left in the log."""
        return not self.busy and self.log == self.moved


class Store:
    """The encrypted file of one vault, open. Make it with ``open_store``; close it to lock."""

    def __init__(self, folder: Path, key: Key) -> None:
        self.folder = folder
        self.path = folder / driver.NAME
        self._key = key
        self._turn = threading.RLock()
        self._writer: Connection | None = None
        self._suspect = False
        self._closed = False
        self._writers = _engine(self._connect_writer, "BEGIN IMMEDIATE", size=1)
        self._readers = _engine(self._connect_reader, "BEGIN", size=_READERS)
        self._peephole: driver.Peephole | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that writes: durable when the block ends, undone if it raises.

        Raises:
            StoreUnwritable, StoreDamaged: the disk refused; nothing of the block was saved.
            RuntimeError: this thread is already writing.
        """
        with self._turn, self._explained(writing=True):
            connection = self._writing_connection()
            if connection.in_transaction():
                raise RuntimeError("this thread is already writing")
            with connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One unchanging view of the store, from its first query on; it cannot write.

        Raises:
            StoreUnwritable, StoreDamaged: the disk refused.
        """
        with self._explained(writing=False), self._readers.connect() as connection:
            yield connection

    def checkpoint(self) -> Checkpoint:
        """Move the log into the file, in a pause: it stops no one, and tells what came of it.

        Raises:
            StoreUnwritable, StoreDamaged: the disk refused; what was saved is safe in the log.
        """
        return self._checkpoint("PASSIVE")

    def check(self) -> list[str]:
        """What is wrong with the file, page by page and row by row; nothing, if it is sound."""
        with self._explained(writing=False), self._readers.connect() as connection:
            found = _driver(connection).execute("PRAGMA cipher_integrity_check").fetchall()
            found += _driver(connection).execute("PRAGMA quick_check").fetchall()
        return [str(row[0]) for row in found if row[0] != "ok"]

    def copy_to(self, path: Path) -> None:
        """Write a consistent copy to *path*, which must not exist, encrypted by the same key.

        Raises:
            StoreUnwritable, StoreDamaged: a disk refused; there is nothing at *path*.
        """
        with self._explained(writing=False):
            apart = driver.connect(self.path, self._key)
            try:
                apart.execute("VACUUM INTO ?", (str(path),))
            except BaseException:
                path.unlink(missing_ok=True)
                raise
            finally:
                apart.close()

    def close(self) -> None:
        """Close every connection, for good; the log is first moved into the file if it can be."""
        with self._turn:
            if self._closed:
                return
            with suppress(StoreProblem):
                self._checkpoint("TRUNCATE")
            self._closed = True
            self._discard()
            if self._peephole is not None:
                self._peephole.close()
                self._peephole = None

    def lock(self) -> None:
        """Close it, and overwrite the key: nothing opens it again but a new key."""
        with self._turn:
            self.close()
            self._key.clear()

    def open_now(self) -> None:
        """Open the writing connection, so that what is wrong is said now and not at first use."""
        with self._turn, self._explained(writing=True):
            self._writing_connection()

    def _writing_connection(self) -> Connection:
        if self._suspect:
            self._discard()
        if self._writer is None:
            self._writer = self._writers.connect()
        return self._writer

    def _checkpoint(self, how: str) -> Checkpoint:
        with self._explained(writing=False), self._readers.connect() as connection:
            row = _driver(connection).execute(f"PRAGMA wal_checkpoint({how})").fetchone()
        done = Checkpoint(busy=bool(row[0]), log=row[1], moved=row[2])
        if not done.complete:
            _log.info("checkpoint not complete: %d of %d pages", done.moved, done.log)
        return done

    @contextmanager
    def _explained(self, *, writing: bool) -> Iterator[None]:
        """Say what the disk refused as a sentence, and trust no connection after it."""
        try:
            yield
        except (DBAPIError, dbapi2.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            problem = trouble.from_sqlite(cause, writing=writing)
            if problem is None:
                raise
            _log.error("the store refused: %s", getattr(cause, "sqlite_errorname", "unknown"))
            if writing:
                self._discard()
            else:
                self._distrust()
            raise problem from error

    def _distrust(self) -> None:
        """After a reader's fault: the writer may be at work, and is replaced at its next turn."""
        self._suspect = True
        self._readers.dispose()

    def _discard(self) -> None:
        """After a fault pages may be marked clean that are not: begin again from the disk."""
        self._suspect = False
        if self._writer is not None:
            with suppress(DBAPIError, dbapi2.Error):
                self._writer.invalidate()
            with suppress(DBAPIError, dbapi2.Error):
                self._writer.close()
            self._writer = None
        self._writers.dispose()
        self._readers.dispose()

    def _connect_writer(self) -> dbapi2.Connection:
        return self._connect(create=vault.is_new(self.folder), read_only=False)

    def _connect_reader(self) -> dbapi2.Connection:
        return self._connect(create=False, read_only=True)

    def _connect(self, *, create: bool, read_only: bool) -> dbapi2.Connection:
        if self._closed:
            raise WrongUse(_("The store is locked: unlock it first."))
        opened = driver.connect(self.path, self._key, create=create, read_only=read_only)
        if self._peephole is None:
            self._peephole = driver.Peephole(self.path)
        self._peephole.refuse_plain()
        return opened


def open_store(folder: Path, key: Key) -> Store:
    """Open the store of the vault in *folder*. Its tables are as they are: see ``migrate.current``.

    Raises:
        StoreUnwritable: a network or cloud folder, read-only, or in use by another process.
        StoreDamaged: the file is missing, or its key or content is not right.
    """
    places.refuse_unsafe(folder)
    if not all(
        os.access(path, os.W_OK) for path in (folder, folder / driver.NAME) if path.exists()
    ):
        raise StoreUnwritable(trouble.read_only())
    store = Store(folder, key)
    store.open_now()
    return store


def _engine(connect: Callable[[], dbapi2.Connection], begin: str, *, size: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=30,
        hide_parameters=True,  # they hold children's details, and errors are logged
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        _driver(connection).execute(begin)

    return engine


def _driver(connection: Connection) -> dbapi2.Connection:
    return connection.connection.dbapi_connection
