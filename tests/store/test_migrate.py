"""Migrations lead to the tables as stated, go forwards only, copy first, and never half."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

from elsec_app.errors import StoreDamaged, StoreNewer, StoreUnwritable
from elsec_app.resources import migrations
from elsec_app.store import driver, migrate, vault
from elsec_app.store.database import Store, open_store
from elsec_app.store.header import FLOOR
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
from tests.store.renew_first_migration import FIRST, statements
from tests.vaults import PASSPHRASE

# True from the first release on: then 0001 is history and never renewed again.
RELEASED = False

LATER = '''
"""Add a column, then run into something."""
import os, signal
from alembic import op
revision = "0099"
down_revision = {head!r}
def upgrade() -> None:
    op.execute("ALTER TABLE state ADD COLUMN later TEXT")
    op.execute("UPDATE state SET later = value")
    {then}
'''


def _shape(connection: Connection) -> dict[str, object]:
    """Every table, column, index and virtual table behind *connection*, however it came about."""
    found: dict[str, object] = {}
    objects = connection.execute(
        text("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'alembic_%'")
    ).all()
    for kind, name, sql in objects:
        if kind == "table":
            columns = connection.execute(text(f'PRAGMA table_xinfo("{name}")')).all()
            keys = connection.execute(text(f'PRAGMA foreign_key_list("{name}")')).all()
            virtual = sql if sql.startswith("CREATE VIRTUAL") else ""
            found[name] = sorted(column[1:] for column in columns), keys, virtual
        elif kind == "index":
            parts = connection.execute(text(f'PRAGMA index_xinfo("{name}")')).all()
            found[name] = [(part[2], part[3], part[4], part[5]) for part in parts]
        else:
            found[name] = sql
    return found


def _new(folder: Path) -> tuple[Path, Key]:
    return folder, vault.create(folder, PASSPHRASE, cost=FLOOR)


def _add_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str = "pass") -> None:
    """Ship one more migration, ``0099``, from a copy of the scripts."""
    scripts = tmp_path / "scripts"
    shutil.copytree(migrations("local"), scripts / "local")
    later = LATER.format(head=migrate.known()[-1], then=then)
    (scripts / "local" / "versions" / "0099_later.py").write_text(later)
    monkeypatch.setattr(migrate, "migrations", lambda which: scripts / which)


def _put(store: Store, key: str, value: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(state), {"key": key, "value": value})


def _values(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(state.c.value).order_by(state.c.key)).scalars())


def test_the_migrations_lead_to_the_tables_as_stated(tmp_path: Path) -> None:
    stated = migrate.current(*_new(tmp_path / "stated"))
    migrated = open_store(*_new(tmp_path / "migrated"))
    with migrated.writing() as connection:
        migrate.upgrade(connection)
    assert migrate.version(migrated) == migrate.version(stated) == migrate.known()[-1]
    with stated.reading() as one, migrated.reading() as other:
        assert _shape(one) == _shape(other)
        assert len(_shape(one)) > 20
    stated.close()
    migrated.close()


@pytest.mark.skipif(RELEASED, reason="0001 is history")
def test_the_first_migration_is_renewed_until_the_first_release() -> None:
    assert FIRST.read_text(encoding="utf-8") == statements(), (
        "run: python -m tests.store.renew_first_migration"
    )


def test_the_numbers_of_the_migrations_follow_one_another() -> None:
    assert migrate.known() == [f"{n:04}" for n in range(1, len(migrate.known()) + 1)]


def test_a_store_that_is_up_to_date_needs_no_alembic(folder: Path, key: Key) -> None:
    program = (
        "import sys, pathlib\n"
        "from elsec_app.store import migrate, vault\n"
        f"key = vault.Key(bytearray.fromhex({bytes(key.secret()).hex()!r}), '')\n"
        f"migrate.current(pathlib.Path({str(folder)!r}), key).close()\n"
        "print('alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)"
    )
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == ["False", "False"]


def test_an_upgrade_keeps_the_rows_and_a_copy_of_what_was(
    tmp_path: Path, folder: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_store(folder, key)
    _put(before, "a", "kept")
    before.close()
    earlier = folder / "store.0000.db"
    earlier.write_bytes(b"the copy of an upgrade long ago")
    head = migrate.known()[-1]
    _add_migration(tmp_path, monkeypatch)

    after = migrate.current(folder, key)
    assert migrate.version(after) == "0099"
    with after.reading() as connection:
        assert connection.execute(text("SELECT later FROM state")).scalars().all() == ["kept"]
    after.close()

    copy = driver.inspect(folder / f"store.{head}.db", key)
    assert copy.execute("SELECT version_num FROM alembic_version").fetchall() == [(head,)]
    assert copy.execute("SELECT value FROM state").fetchall() == [("kept",)]
    copy.close()
    assert not earlier.exists()


def test_an_upgrade_that_fails_changes_nothing(
    tmp_path: Path, folder: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = migrate.known()[-1]
    before = open_store(folder, key)
    _put(before, "a", "kept")
    before.close()
    with monkeypatch.context() as patch:
        _add_migration(tmp_path, patch, then="raise ArithmeticError('a fault of ours')")
        with pytest.raises(ArithmeticError):
            migrate.current(folder, key)
    after = migrate.current(folder, key)
    assert (migrate.version(after), _values(after)) == (head, ["kept"])
    with after.reading() as connection:
        columns = connection.execute(text("PRAGMA table_info(state)")).all()
    assert "later" not in [column[1] for column in columns]
    after.close()


def test_an_upgrade_that_is_killed_changes_nothing_and_is_done_the_next_time(
    tmp_path: Path, folder: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no SIGKILL")
    before = open_store(folder, key)
    _put(before, "a", "kept")
    before.close()
    _add_migration(
        tmp_path,
        monkeypatch,
        then="os.environ.get('KILL') and os.kill(os.getpid(), signal.SIGKILL)",
    )
    program = (
        "import pathlib\n"
        "from elsec_app.store import migrate, vault\n"
        f"migrate.migrations = lambda which: pathlib.Path({str(tmp_path / 'scripts')!r}) / which\n"
        f"key = vault.Key(bytearray.fromhex({bytes(key.secret()).hex()!r}), '')\n"
        f"migrate.current(pathlib.Path({str(folder)!r}), key)\n"
    )
    killed = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], env={**os.environ, "KILL": "1"}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert (folder / "store.db-wal").exists()

    after = migrate.current(folder, key)
    assert (migrate.version(after), _values(after)) == ("0099", ["kept"])
    after.close()


def test_a_newer_store_is_refused_and_not_touched(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreNewer, match="update the application"):
        migrate.current(folder, key)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_store_without_tables_is_filled_only_if_it_is_new(tmp_path: Path) -> None:
    folder, key = _new(tmp_path / "v")
    open_store(folder, key).close()
    vault.settled(folder)
    with pytest.raises(StoreDamaged):
        migrate.current(folder, key)


def test_a_store_with_tables_of_no_version_is_refused(tmp_path: Path) -> None:
    folder, key = _new(tmp_path / "v")
    store = open_store(folder, key)
    with store.writing() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (a)"))
    store.close()
    with pytest.raises(StoreDamaged):
        migrate.current(folder, key)


def test_a_setting_up_that_was_interrupted_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key = _new(tmp_path / "v")
    with monkeypatch.context() as patch:
        patch.setattr(vault, "settled", _unplugged)
        with pytest.raises(StoreUnwritable):
            migrate.current(folder, key)
    assert vault.is_new(folder)
    store = migrate.current(folder, key)
    assert migrate.version(store) == migrate.known()[-1]
    assert not vault.is_new(folder)
    store.close()


def _unplugged(_folder: Path) -> None:
    raise StoreUnwritable("the disk went away")
