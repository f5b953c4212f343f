"""The open store keeps its promises: encrypted, durable, one writer, unchanging views."""

import functools
import logging
import threading
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi2
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from elsec_app.errors import NotAllowed, StoreDamaged, StoreUnwritable, WrongUse
from elsec_app.store import driver, vault
from elsec_app.store.database import Store, open_store
from elsec_app.store.header import FLOOR
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
from tests.vaults import fresh_vault

# What each name must answer, from the design and not from the code that sets it.
PROMISED = {
    "cipher_status": "1",
    "journal_mode": "wal",
    "synchronous": 2,
    "fullfsync": 1,
    "checkpoint_fullfsync": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "foreign_keys": 1,
    "cache_size": -65536,
    "temp_store": 2,
}


def _put(connection: Connection, key: str, value: str) -> None:
    connection.execute(insert(state), {"key": key, "value": value})


def _count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(state)).scalar_one()


def _put_then_refuse(store: Store) -> None:
    with store.writing() as connection:
        _put(connection, "a", "1")
        raise NotAllowed("not now")


def _put_within_putting(store: Store) -> None:
    with store.writing() as connection:
        _put(connection, "a", "1")
        with store.writing():
            pass


def _put_twice(store: Store, value: str) -> None:
    with store.writing() as connection:
        _put(connection, "a", value)
        _put(connection, "a", value)


@pytest.mark.parametrize(("name", "promised"), PROMISED.items())
def test_every_connection_keeps_the_promise(store: Store, name: str, promised: object) -> None:
    with store.writing() as connection:
        assert connection.execute(text(f"PRAGMA {name}")).scalar_one() == promised
    with store.reading() as connection:
        assert connection.execute(text(f"PRAGMA {name}")).scalar_one() == promised


@pytest.mark.parametrize("name", [name for name in PROMISED if name != "cipher_status"])
def test_a_promise_that_does_not_hold_opens_nothing(
    folder: Path, key: Key, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    unknown = tuple(
        (f"{pragma}_unheard" if pragma == name else pragma, value, kept)
        for pragma, value, kept in driver._PROMISES
    )
    monkeypatch.setattr(driver, "_PROMISES", unknown)
    with pytest.raises(driver.BrokenPromiseError):
        open_store(folder, key)


def test_an_engine_that_corrupts_a_shared_log_opens_nothing(
    folder: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(driver.BrokenPromiseError):
        open_store(folder, key)


def test_a_forgotten_key_opens_nothing(
    tmp_path: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forgetful(dbapi2.Connection):  # type: ignore[misc]
        def set_key(self, _key: bytearray) -> None:
            """Do nothing, as an engine without a cipher would."""

    forgetful = functools.partial(dbapi2.connect, factory=Forgetful)
    monkeypatch.setattr(dbapi2, "connect", forgetful)
    with pytest.raises(driver.BrokenPromiseError, match="not encrypted"):
        driver.connect(tmp_path / "plain.db", key, create=True)
    assert (tmp_path / "plain.db").read_bytes() == b""


def test_a_plain_file_is_seen_through_the_peephole(tmp_path: Path) -> None:
    plain = dbapi2.connect(str(tmp_path / "plain.db"))
    plain.execute("CREATE TABLE t (a)")
    plain.close()
    peephole = driver.Peephole(tmp_path / "plain.db")
    with pytest.raises(driver.BrokenPromiseError):
        peephole.refuse_plain()
    peephole.close()


def test_what_is_written_is_there_after_opening_again(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    with store.writing() as connection:
        _put(connection, "a", "1")
    store.close()
    again = open_store(folder, key)
    assert _count(again) == 1
    again.close()


def test_a_block_that_raises_leaves_nothing(store: Store) -> None:
    with pytest.raises(NotAllowed):
        _put_then_refuse(store)
    assert _count(store) == 0
    with store.writing() as connection:
        _put(connection, "a", "2")
    assert _count(store) == 1


def test_a_view_does_not_change_while_others_write(store: Store) -> None:
    with store.reading() as connection:
        query = select(func.count()).select_from(state)
        assert connection.execute(query).scalar_one() == 0
        with store.writing() as writer:
            _put(writer, "a", "1")
        assert connection.execute(query).scalar_one() == 0
    assert _count(store) == 1


def test_a_view_cannot_write_and_that_is_a_bug_not_a_sentence(store: Store) -> None:
    with pytest.raises(DBAPIError, match="readonly"), store.reading() as connection:
        _put(connection, "a", "1")
    assert _count(store) == 0


def test_writing_within_writing_is_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError, match="already writing"):
        _put_within_putting(store)
    assert _count(store) == 0


def test_two_threads_write_and_two_read_and_nothing_is_lost(store: Store) -> None:
    wrong: list[object] = []

    def write(name: str) -> None:
        try:
            for n in range(50):
                with store.writing() as connection:
                    _put(connection, f"{name}{n}", "left")
                    _put(connection, f"{name}{n}'", "right")
        except Exception as error:  # noqa: BLE001
            wrong.append(error)

    def read() -> None:
        try:
            for _ in range(50):
                count = _count(store)
                if count % 2:
                    wrong.append(count)
        except Exception as error:  # noqa: BLE001
            wrong.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    threads += [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert _count(store) == 200


def test_another_program_in_the_way_is_told_as_such(
    folder: Path, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    impatient = tuple(
        (name, 1 if name == "busy_timeout" else value, 1 if name == "busy_timeout" else kept)
        for name, value, kept in driver._PROMISES
    )
    monkeypatch.setattr(driver, "_PROMISES", impatient)
    store = open_store(folder, key)
    other = driver.connect(store.path, key)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnwritable, match="Another copy"), store.writing():
        pass
    other.execute("ROLLBACK")
    other.close()
    with store.writing() as connection:
        _put(connection, "a", "1")
    store.close()


def test_an_error_never_shows_what_was_being_saved(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(IntegrityError) as raised:
        _put_twice(store, "Quillon Featherstonehaugh")
    assert "Featherstonehaugh" not in f"{raised.value} {raised.value.orig} {caplog.text}"


def test_a_checkpoint_tells_what_it_moved(store: Store) -> None:
    with store.writing() as connection:
        _put(connection, "a", "1")
    done = store.checkpoint()
    assert done.complete
    assert done.moved > 0


def test_a_checkpoint_behind_an_old_view_says_that_it_is_not_complete(store: Store) -> None:
    with store.reading() as connection:
        connection.execute(select(state)).all()
        with store.writing() as writer:
            _put(writer, "a", "1")
        done = store.checkpoint()
        assert not done.complete
    assert store.checkpoint().complete


def test_a_closed_store_leaves_one_file_and_no_log(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    with store.writing() as connection:
        _put(connection, "a", "1")
    assert (folder / "store.db-wal").exists()
    store.close()
    assert {path.name for path in folder.iterdir()} == {"store.db", "vault.json"}


def test_a_closed_store_answers_nothing_more(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    assert _count(store) == 0
    store.close()
    store.close()
    with pytest.raises(WrongUse, match="locked"):
        _count(store)
    with pytest.raises(WrongUse, match="locked"), store.writing():
        pass


def test_another_vaults_key_does_not_open(folder: Path) -> None:
    with pytest.raises(StoreDamaged):
        open_store(folder, Key(bytearray(32), "another"))


def test_a_lost_store_is_told_and_not_quietly_made_anew(folder: Path, key: Key) -> None:
    (folder / driver.NAME).unlink()
    with pytest.raises(StoreDamaged, match="missing"):
        open_store(folder, key)
    assert not (folder / driver.NAME).exists()


def test_a_locked_key_opens_nothing(tmp_path: Path) -> None:
    folder, key = fresh_vault(tmp_path, "locked")
    key.clear()
    with pytest.raises(WrongUse, match="locked"):
        open_store(folder, key)


def test_a_store_made_new_is_marked_until_it_is_filled(tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", "plum ladder quiet 7", cost=FLOOR)
    assert vault.is_new(tmp_path / "v")
    open_store(tmp_path / "v", made).close()
    assert vault.is_new(tmp_path / "v")
