"""No name that goes into a store can be found again in any file it writes."""

import base64
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from elsec_app.store import backup, driver, header
from elsec_app.store.database import Store, open_store
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
from tests.vaults import PASSPHRASE

CANARIES = [f"Quillon{n} Featherstonehaugh{n}" for n in range(500)]


def _spellings(secret: bytes) -> list[bytes]:
    """*secret* as it may come to lie on a disk: as it is, as base64 at any offset, as hex."""
    as_base64 = [base64.b64encode(b" " * n + secret)[4 + 4 * (n > 0) : -4] for n in range(3)]
    return [secret, secret.hex().encode(), secret.hex().upper().encode(), *as_base64]


def _traces(folder: Path, secrets: list[bytes]) -> list[str]:
    contents = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [
        name
        for name, content in contents.items()
        if any(spelling in content for secret in secrets for spelling in _spellings(secret))
    ]


def _fill(store: Store) -> None:
    rows = [{"key": str(n), "value": name} for n, name in enumerate(CANARIES)]
    with store.writing() as connection:
        connection.execute(insert(state), rows)
        connection.execute(update(state).values(value=state.c.value + " again"))


def _names() -> list[bytes]:
    sample = CANARIES[::25]
    return [name.encode(form) for name in sample for form in ("utf-8", "utf-16-le", "utf-16-be")]


def test_no_name_is_found_in_the_file_its_log_or_its_copies(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    _fill(store)
    assert (folder / f"{driver.NAME}-wal").stat().st_size > 0
    assert (folder / f"{driver.NAME}-shm").exists()
    backup.backup(store, folder / "copies")
    assert _traces(folder, _names()) == []
    store.checkpoint()
    store.close()
    assert _traces(folder, _names()) == []


def test_neither_the_key_nor_the_passphrase_is_found(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    _fill(store)
    assert _traces(folder, [bytes(key.secret()), PASSPHRASE.encode()]) == []
    store.close()


@pytest.mark.parametrize("spelling", range(6))
def test_this_search_finds_what_is_there(tmp_path: Path, spelling: int) -> None:
    name = CANARIES[0].encode()
    (tmp_path / "leak").write_bytes(b"before" + _spellings(name)[spelling] + b"after")
    assert _traces(tmp_path, [name]) == ["leak"]


@pytest.mark.parametrize("shift", range(6))
def test_this_search_finds_base64_at_any_offset(tmp_path: Path, shift: int) -> None:
    name = CANARIES[0].encode()
    (tmp_path / "leak").write_bytes(base64.b64encode(b"x" * shift + name + b" and more"))
    assert _traces(tmp_path, [name]) == ["leak"]


def test_every_file_of_a_vault_is_known(folder: Path, key: Key) -> None:
    store = open_store(folder, key)
    _fill(store)
    expected = {header.NAME, driver.NAME, f"{driver.NAME}-wal", f"{driver.NAME}-shm"}
    assert {path.name for path in folder.iterdir()} == expected
    store.close()
