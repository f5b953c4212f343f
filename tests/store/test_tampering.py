"""A store file that somebody changed is refused or reads as it was: never silently otherwise.

One thing the cipher cannot see, by its nature: a whole page, or the whole file, put back as it was
at an earlier time. That is what the audit chain and the centre's digests are for.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from elsec_app.errors import StoreProblem
from elsec_app.store import driver
from elsec_app.store.database import open_store
from elsec_app.store.tables import state
from elsec_app.store.vault import Key

PAGE = 4096
ROWS = [{"key": f"k{n}", "value": f"value {n} " * 9} for n in range(400)]

Tamper = Callable[[random.Random, bytearray], None]


def flip(chance: random.Random, raw: bytearray) -> None:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def swap_pages(chance: random.Random, raw: bytearray) -> None:
    one, other = chance.sample(range(len(raw) // PAGE), 2)
    a, b = slice(one * PAGE, (one + 1) * PAGE), slice(other * PAGE, (other + 1) * PAGE)
    raw[a], raw[b] = raw[b], raw[a]


def copy_page(chance: random.Random, raw: bytearray) -> None:
    one, other = chance.sample(range(len(raw) // PAGE), 2)
    raw[one * PAGE : (one + 1) * PAGE] = raw[other * PAGE : (other + 1) * PAGE]


def zero_page(chance: random.Random, raw: bytearray) -> None:
    at = chance.randrange(len(raw) // PAGE) * PAGE
    raw[at : at + PAGE] = bytes(PAGE)


def cut(chance: random.Random, raw: bytearray) -> None:
    del raw[chance.randrange(len(raw)) :]


def tear(chance: random.Random, raw: bytearray) -> None:
    at = chance.randrange(len(raw) // 512) * 512
    raw[at : at + 512] = chance.randbytes(512)


@pytest.mark.parametrize("tamper", [flip, swap_pages, copy_page, zero_page, cut, tear])
def test_a_changed_file_is_refused_or_reads_as_it_was(
    folder: Path, key: Key, tamper: Tamper, request: pytest.FixtureRequest
) -> None:
    whole, rows = _written(folder, key)
    chance = random.Random(tamper.__name__)
    for _ in range(2000 if request.config.getoption("--deep") else 40):
        raw = bytearray(whole)
        while raw == whole:
            tamper(chance, raw)
        (folder / driver.NAME).write_bytes(raw)
        found = _read_and_check(folder, key)
        # Refused; or what was read is right, and the check still finds the page nobody read.
        assert found is None or (found[0] == rows and found[1] != [])


def _written(folder: Path, key: Key) -> tuple[bytes, list[tuple[str, str]]]:
    store = open_store(folder, key)
    with store.writing() as connection:
        connection.execute(insert(state), ROWS)
    store.close()
    read = _read_and_check(folder, key)
    assert read is not None
    rows, wrong = read
    assert len(rows) == len(ROWS)
    assert wrong == []
    return (folder / driver.NAME).read_bytes(), rows


def _read_and_check(folder: Path, key: Key) -> tuple[list[tuple[str, str]], list[str]] | None:
    """All rows and what ``check`` finds, or None if the store was refused with our sentence."""
    try:
        store = open_store(folder, key)
    except StoreProblem:
        return None
    try:
        with store.reading() as connection:
            found = connection.execute(select(state.c.key, state.c.value).order_by(state.c.key))
            rows = [(row.key, row.value) for row in found]
        return rows, store.check()
    except StoreProblem:
        return None
    finally:
        store.close()
        for log in ("-wal", "-shm"):
            (folder / f"{driver.NAME}{log}").unlink(missing_ok=True)


def test_the_cipher_alone_accepts_an_old_page_put_back(folder: Path, key: Key) -> None:
    """Kept as a fact: should it ever fail, the cipher has learnt something new."""
    before, _rows = _written(folder, key)
    opened = driver.connect(folder / driver.NAME, key)
    opened.execute("UPDATE state SET value = replace(value, 'value', 'other') WHERE key = 'k200'")
    opened.close()
    after = bytearray((folder / driver.NAME).read_bytes())
    changed = [
        at
        for at in range(PAGE, len(after), PAGE)
        if after[at : at + PAGE] != before[at : at + PAGE]
    ]
    assert changed
    for at in changed:
        after[at : at + PAGE] = before[at : at + PAGE]
    (folder / driver.NAME).write_bytes(after)

    read = _read_and_check(folder, key)
    assert read is not None
    rows, wrong = read
    assert ("k200", "value 200 " * 9) in rows
    assert wrong == []
