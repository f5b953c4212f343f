"""Make and bring up the tables, and prepare the role that the service runs as."""

from contextlib import suppress

import psycopg
from psycopg import sql

from elsec_app.centre.tables import GRANTS
from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.resources import migrations

APP_ROLE = "elsec_app"
_OLDEST = 150000


def migrate(owner_url: str, role: str = APP_ROLE) -> None:
    """Bring the database up to this version, and let *role* do only what the service does.

    ``owner_url`` is of the role that owns the tables. *role* is made if it is not there and the
    owner may make roles; it gets no password here.

    Raises:
        BadInput: *role* owns the tables, or the server is older than PostgreSQL 15.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import create_engine, pool

    _check_server(owner_url, role)
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: psycopg.connect(owner_url), poolclass=pool.NullPool
    )
    config = Config()
    config.set_main_option("script_location", str(migrations("centre")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    with psycopg.connect(owner_url) as conn:
        _make_role(conn, role)
        _grant(conn, role)


def app_url(owner_url: str, role: str = APP_ROLE) -> str:
    """*owner_url* as *role* would use it where the server asks for no password (the embedded)."""
    return psycopg.conninfo.make_conninfo(owner_url, user=role)


def _check_server(owner_url: str, role: str) -> None:
    with psycopg.connect(owner_url) as conn:
        if conn.info.server_version < _OLDEST:
            raise BadInput(_("The centre needs PostgreSQL 15 or newer."))
        if conn.info.user == role:
            raise BadInput(_("The role that owns the tables must not be the one the service uses."))


def _make_role(conn: psycopg.Connection, role: str) -> None:
    if conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        return
    # Two may migrate two databases of one server at once; roles belong to the server.
    made = (psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation)
    with suppress(*made), conn.transaction():
        conn.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))


def _grant(conn: psycopg.Connection, role: str) -> None:
    name = sql.Identifier(role)
    database = sql.Identifier(conn.info.dbname)
    conn.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, name))
    conn.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
    for table, rights in GRANTS.items():
        which = sql.Identifier(table)
        conn.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(which, name))
        conn.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), which, name))
