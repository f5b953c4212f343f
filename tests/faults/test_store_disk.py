"""A full or read-only disk is told in one sentence, and what was saved stays saved."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from elsec_app.errors import StoreUnwritable
from elsec_app.resources import migrations
from elsec_app.store import backup, header, migrate, throttle, vault
from elsec_app.store.database import Store, open_store
from elsec_app.store.header import FLOOR
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
from tests.faults.disks import fill_up, remount, small_disk
from tests.vaults import PASSPHRASE, fresh_vault


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", kib=2048) as mounted:
        yield mounted


@pytest.fixture
def made(disk: Path) -> tuple[Path, Key]:
    return fresh_vault(disk)


def _put(store: Store, key: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(state), {"key": key, "value": "x" * 5000})


def _count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(state)).scalar_one()


def _put_until_refused(store: Store) -> tuple[int, StoreUnwritable]:
    for n in range(10_000):
        try:
            _put(store, f"row {n}")
        except StoreUnwritable as problem:
            return n, problem
    raise AssertionError("the disk never filled up")


def test_a_disk_that_fills_up_keeps_every_saved_row(made: tuple[Path, Key], disk: Path) -> None:
    store = open_store(*made)
    saved, problem = _put_until_refused(store)
    assert saved > 10
    assert "disk is full" in problem.sentence
    assert _count(store) == saved
    with pytest.raises(StoreUnwritable):
        _put(store, "still full")

    remount(disk, "size=8m")
    _put(store, "now there is room")
    store.close()
    again = open_store(*made)
    assert _count(again) == saved + 1
    assert again.check() == []
    again.close()


def test_a_full_disk_leaves_the_old_passphrase_in_force(made: tuple[Path, Key], disk: Path) -> None:
    folder, _key = made
    before = (folder / header.NAME).read_bytes()
    fill_up(disk)
    with pytest.raises(StoreUnwritable, match="disk is full"):
        vault.change_passphrase(folder, PASSPHRASE, "violet engine harbour 3", cost=FLOOR)
    assert (folder / header.NAME).read_bytes() == before
    (disk / "ballast").unlink()
    assert len(vault.unlock(folder, PASSPHRASE).secret()) == 32


def test_a_guess_that_cannot_be_counted_is_not_taken(made: tuple[Path, Key], disk: Path) -> None:
    folder, _key = made
    fill_up(disk)
    with pytest.raises(StoreUnwritable):
        vault.unlock(folder, PASSPHRASE)
    assert throttle.seconds_to_wait(folder) == 0


def test_a_backup_to_a_full_disk_leaves_nothing_there(tmp_path: Path, disk: Path) -> None:
    store = open_store(*fresh_vault(tmp_path))
    fill_up(disk)
    with pytest.raises(StoreUnwritable, match="disk is full"):
        backup.backup(store, disk)
    assert [path.name for path in disk.iterdir()] == ["ballast"]
    _put(store, "the store itself goes on")
    store.close()


def test_an_upgrade_without_room_for_the_copy_is_not_begun(
    made: tuple[Path, Key], disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(migrations("local"), scripts / "local")
    head = migrate.known()[-1]
    (scripts / "local" / "versions" / "0099_later.py").write_text("raise SystemExit")
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "migrations", lambda which: scripts / which)
        store = open_store(*made)  # so that its log has its room before the disk is full
        fill_up(disk)
        with pytest.raises(StoreUnwritable, match="disk is full"):
            migrate._bring_up(store)
        store.close()
    assert [path.name for path in made[0].glob("store.0*")] == []
    (disk / "ballast").unlink()
    again = migrate.current(*made)
    assert migrate.version(again) == head
    again.close()


def test_a_read_only_disk_is_told_in_one_sentence(made: tuple[Path, Key], disk: Path) -> None:
    remount(disk, "ro")
    with pytest.raises(StoreUnwritable, match="can only be read"):
        vault.unlock(made[0], PASSPHRASE)
    with pytest.raises(StoreUnwritable, match="can only be read"):
        open_store(*made)
    with pytest.raises(StoreUnwritable, match="can only be read"):
        vault.create(disk / "another", PASSPHRASE, cost=FLOOR)


def test_a_disk_that_was_read_only_for_a_while_is_told_and_survived(
    made: tuple[Path, Key], disk: Path
) -> None:
    store = open_store(*made)
    _put(store, "before")
    store.close()
    remount(disk, "ro")
    with pytest.raises(StoreUnwritable):
        open_store(*made)
    remount(disk, "rw")
    again = open_store(*made)
    assert _count(again) == 1
    _put(again, "after")
    again.close()
