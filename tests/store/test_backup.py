"""A copy opens with the same passphrase, is sound, thins with age, and can be put back."""

import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from elsec_app.errors import StoreDamaged, StoreUnwritable
from elsec_app.store import backup, driver, migrate, vault
from elsec_app.store.database import Store, open_store
from elsec_app.store.header import FLOOR
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
from tests.vaults import PASSPHRASE, fresh_vault

NOW = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def _put(store: Store, key: str, value: str = "") -> None:
    with store.writing() as connection:
        connection.execute(insert(state), {"key": key, "value": value})


def _count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(state)).scalar_one()


def test_a_copy_is_a_vault_that_opens_with_the_same_passphrase(
    store: Store, tmp_path: Path
) -> None:
    _put(store, "a")
    copy = backup.backup(store, tmp_path / "copies", NOW)
    _put(store, "b")
    assert copy.name == "2026-11-24T153000Z"
    key = vault.unlock(copy, PASSPHRASE)
    opened = migrate.current(copy, key)
    assert (_count(opened), _count(store)) == (1, 2)
    opened.close()


def test_a_copy_made_while_others_write_holds_whole_transactions(
    store: Store, key: Key, tmp_path: Path
) -> None:
    stop = threading.Event()

    def write() -> None:
        n = 0
        while not stop.is_set():
            n += 1
            with store.writing() as connection:
                rows = [{"key": f"{n} {side}", "value": ""} for side in ("left", "right")]
                connection.execute(insert(state), rows)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        moments = [NOW + timedelta(seconds=n) for n in range(3)]
        copies = [backup.backup(store, tmp_path, moment) for moment in moments]
    finally:
        stop.set()
        writer.join()
    counts = []
    for copy in copies:
        assert backup.restore_check(copy, key) == []
        opened = open_store(copy, key)
        counts.append(_count(opened))
        opened.close()
    assert all(count % 2 == 0 for count in counts)
    assert counts[0] < counts[-1]


def test_checking_a_copy_changes_no_byte_of_it(store: Store, key: Key, tmp_path: Path) -> None:
    copy = backup.backup(store, tmp_path / "copies", NOW)
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    assert backup.restore_check(copy, key) == []
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before
    assert set(before) == {"store.db", "vault.json"}


@pytest.mark.parametrize("page", [1, 2, 10])
def test_a_damaged_copy_is_found_out_and_never_put_back(
    store: Store, folder: Path, key: Key, tmp_path: Path, page: int
) -> None:
    _put(store, "a")
    copy = backup.backup(store, tmp_path / "copies", NOW)
    raw = bytearray((copy / driver.NAME).read_bytes())
    raw[4096 * (page - 1) + 100] ^= 1
    (copy / driver.NAME).write_bytes(raw)
    store.close()
    before = (folder / driver.NAME).read_bytes()
    with pytest.raises(StoreDamaged):
        backup.restore(copy, folder, key, NOW)
    assert (folder / driver.NAME).read_bytes() == before


@pytest.mark.parametrize("gone", ["store.db", "vault.json"])
def test_a_copy_that_lacks_a_part_is_found_out(
    store: Store, key: Key, tmp_path: Path, gone: str
) -> None:
    copy = backup.backup(store, tmp_path / "copies", NOW)
    (copy / gone).unlink()
    with pytest.raises(StoreDamaged):
        backup.restore_check(copy, key)


def test_another_vaults_key_does_not_open_a_copy(store: Store, tmp_path: Path) -> None:
    copy = backup.backup(store, tmp_path / "copies", NOW)
    with pytest.raises(StoreDamaged):
        backup.restore_check(copy, Key(bytearray(32), "another"))


def test_a_copy_put_back_replaces_the_store_and_keeps_what_was_there(
    store: Store, folder: Path, key: Key, tmp_path: Path
) -> None:
    _put(store, "a")
    copy = backup.backup(store, tmp_path / "copies", NOW)
    _put(store, "b")
    store.close()
    (folder / "store.db-wal").write_bytes(b"a log that belongs to the former file")
    vault.change_passphrase(folder, PASSPHRASE, "violet engine harbour 3", cost=FLOOR)

    aside = backup.restore(copy, folder, key, NOW)
    restored = migrate.current(folder, vault.unlock(folder, "violet engine harbour 3"))
    assert _count(restored) == 1
    restored.close()
    assert {path.name for path in aside.iterdir()} == {"store.db", "store.db-wal"}
    assert {path.name for path in folder.iterdir()} == {"store.db", "vault.json", aside.name}


def test_a_copy_put_back_brings_its_header_where_that_is_damaged(
    store: Store, folder: Path, key: Key, tmp_path: Path
) -> None:
    copy = backup.backup(store, tmp_path / "copies", NOW)
    store.close()
    (folder / "vault.json").write_bytes(b"")
    backup.restore(copy, folder, key, NOW)
    assert vault.unlock(folder, PASSPHRASE).secret() == key.secret()


def test_a_copy_that_could_not_be_finished_leaves_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copies").write_bytes(b"not a folder")
    with pytest.raises(StoreUnwritable):
        backup.backup(store, tmp_path / "copies", NOW)
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []
    _put(store, "a")


def test_an_interrupted_copy_is_not_taken_for_one(store: Store, tmp_path: Path) -> None:
    copy = backup.backup(store, tmp_path, NOW)
    copy.rename(copy.with_name(copy.name + ".partial"))
    assert backup.copies(tmp_path) == []
    again = backup.backup(store, tmp_path, NOW)
    assert backup.copies(tmp_path) == [again]


@pytest.mark.parametrize(
    ("ages_in_days", "kept"),
    [
        ([], []),
        ([0.1, 0.2, 0.9], [0.1, 0.2, 0.9]),
        ([2.0, 2.1, 2.2], [2.0]),
        ([2.0, 3.0, 4.0], [2.0, 3.0, 4.0]),
        # 24 November 2026 is a Tuesday: 16 days before is a Sunday, the last of its week.
        ([16.0, 17.0, 18.0, 23.0], [16.0, 23.0]),
        ([30.0, 100.0, 200.0], [30.0]),
        ([100.0, 200.0], [100.0]),
    ],
)
def test_copies_thin_with_age_but_the_newest_stays(
    ages_in_days: list[float], kept: list[float]
) -> None:
    moments = [NOW - timedelta(days=age) for age in ages_in_days]
    assert backup.kept(moments, NOW) == {NOW - timedelta(days=age) for age in kept}


def test_two_months_of_daily_copies_come_down_to_a_few(tmp_path: Path) -> None:
    model, _key = fresh_vault(tmp_path)
    target = tmp_path / "copies"
    target.mkdir()
    (target / "holiday photographs").mkdir()
    for days in range(60):
        name = (NOW - timedelta(days=days)).strftime("%Y-%m-%dT%H%M%SZ")
        shutil.copytree(model, target / name)
    removed = backup.thin(target, NOW)
    assert len(backup.copies(target)) == 60 - len(removed)
    # 0 to 14 days old each, then the Sundays of the seven weeks from 8 November back.
    assert len(backup.copies(target)) == 15 + 7
    assert (target / "holiday photographs").exists()
