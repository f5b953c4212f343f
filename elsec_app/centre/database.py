"""The way to PostgreSQL: a pool of connections, and transactions that belong to one area."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from psycopg import Connection, IsolationLevel
from psycopg_pool import ConnectionPool

from elsec_app.errors import Problem
from elsec_app.i18n import _

# Where a batch is copied before it is inserted: COPY itself is refused under row-level security.
INCOMING = """
CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
    id uuid, kind text, child uuid, instrument text, setting text, author uuid, device uuid,
    made text, schema integer, change uuid, rev integer, pos bigint, body text
) ON COMMIT DELETE ROWS
"""
_WAIT_SECONDS = 5.0


class UnsafeRole(Problem):
    """The service was given a database role that row-level security does not hold."""

    code = "unsafe-role"


class Database:
    """A pool of connections of the service's own role. ``open`` it before use."""

    def __init__(self, url: str, connections: int) -> None:
        self._pool = ConnectionPool(
            url,
            min_size=1,
            max_size=connections,
            timeout=_WAIT_SECONDS,
            open=False,
            configure=prepare,
            check=ConnectionPool.check_connection,
            kwargs={"application_name": "elsec-centre"},
        )

    def open(self) -> None:
        """Connect. ``UnsafeRole`` for a role that could see past its area."""
        self._pool.open(wait=True, timeout=30.0)
        try:
            with self._pool.connection() as conn:
                _assert_safe(conn)
        except UnsafeRole:
            self.close()
            raise

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def area(self, area: str, *, snapshot: bool = False) -> Iterator[Connection]:
        """One transaction in *area*. A *snapshot* reads one unchanging view and cannot write."""
        with self._pool.connection() as conn:
            conn.isolation_level = IsolationLevel.REPEATABLE_READ if snapshot else None
            conn.read_only = snapshot or None
            enter(conn, area)
            yield conn

    def alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self._pool.connection(timeout=1.0) as conn:
                conn.execute("SELECT 1")
        except psycopg.Error:
            return False
        return True

    def numbers(self) -> dict[str, int]:
        """What the pool counts: size, available, waiting and so on."""
        return self._pool.get_stats()


def enter(conn: Connection, area: str) -> None:
    """Make *area* the only one that this transaction sees."""
    conn.execute("SELECT set_config('elsec.area', %s, true)", [area])


def prepare(conn: Connection) -> None:
    """Make *conn* ready to take batches in."""
    conn.execute("SET client_min_messages = warning")
    conn.execute(INCOMING)
    conn.commit()


def _assert_safe(conn: Connection) -> None:
    row = conn.execute(
        "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n"
        " ON n.oid = c.relnamespace WHERE c.relowner = r.oid AND n.nspname = 'public')"
        " FROM pg_roles r WHERE rolname = current_user"
    ).fetchone()
    if row is None or row[0]:
        raise UnsafeRole(
            _(
                "The centre must not use a database role that owns tables or is a superuser: "
                "give it the role that `elsec-centre migrate` prepared."
            )
        )
