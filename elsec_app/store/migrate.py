"""Bring a store up to this application's tables: forwards only, a copy first, in one transaction.

A store that is up to date costs one query; Alembic is imported only when there is work for it. The
tables of a new store come from ``tables.metadata``, which ``tests/store/test_migrate.py`` holds
equal to what the migrations lead to.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

from elsec_app.errors import StoreDamaged, StoreNewer
from elsec_app.resources import migrations
from elsec_app.store import durable, trouble, vault
from elsec_app.store.database import Store, open_store
from elsec_app.store.vault import Key

if TYPE_CHECKING:
    from alembic.config import Config

_VERSION_TABLE = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)


def current(folder: Path, key: Key) -> Store:
    """The store of the vault in *folder*, open, with the tables of this application.

    Raises:
        StoreNewer: a newer application made it; nothing was changed.
        StoreDamaged, StoreUnwritable: as ``open_store``, or there is no room for the copy.
    """
    store = open_store(folder, key)
    try:
        _bring_up(store)
    except BaseException:
        store.close()
        raise
    return store


def version(store: Store) -> str | None:
    """The number of the last migration *store* has had, or None if it has no tables at all."""
    with store.reading() as connection:
        if connection.execute(text("SELECT count(*) FROM sqlite_schema")).scalar_one() == 0:
            return None
        found = connection.execute(
            text("SELECT name FROM sqlite_schema WHERE name = 'alembic_version'")
        ).first()
        if found is None:
            raise StoreDamaged(trouble.damaged())
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def known() -> list[str]:
    """The numbers of all migrations of this application, oldest first."""
    scripts = migrations("local") / "versions"
    return sorted(script.name[:4] for script in scripts.glob("[0-9][0-9][0-9][0-9]_*.py"))


def fill(connection: Connection) -> None:
    """Make all tables in the empty store behind *connection*, and say which version they are."""
    from elsec_app.store.tables import metadata

    metadata.create_all(connection)
    connection.execute(text(_VERSION_TABLE))
    connection.execute(
        text("INSERT INTO alembic_version VALUES (:version)"), {"version": known()[-1]}
    )


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the migrations up to *to* on *connection*, within its open transaction."""
    from alembic import command

    command.upgrade(configuration(connection), to)


def configuration(connection: Connection) -> "Config":
    """What Alembic needs to know: where the scripts are, and the connection to use."""
    from alembic.config import Config

    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", str(migrations("local")).replace("%", "%%"))
    found.set_main_option("path_separator", "os")
    return found


def _bring_up(store: Store) -> None:
    found = version(store)
    if found is None:
        _fill_new(store)
    elif found not in known():
        raise StoreNewer(trouble.newer())
    elif found != known()[-1]:
        _copy_first(store, found)
        with store.writing() as connection:
            upgrade(connection)
    if vault.is_new(store.folder):
        vault.settled(store.folder)


def _fill_new(store: Store) -> None:
    if not vault.is_new(store.folder):
        raise StoreDamaged(trouble.damaged())
    with store.writing() as connection:
        fill(connection)


def _copy_first(store: Store, found: str) -> None:
    """Keep the store as it was as ``store.<version>.db``, and no older such copy."""
    beside = store.folder / f"store.{found}.db"
    partial = beside.with_suffix(".partial")
    durable.remove(partial)
    store.copy_to(partial)
    durable.settle(partial, beside)
    for older in store.folder.glob("store.[0-9][0-9][0-9][0-9].db"):
        if older != beside:
            durable.remove(older)
