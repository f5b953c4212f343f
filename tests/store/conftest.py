"""One vault per run, copied for each test; see ``tests.vaults``."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from elsec_app.store.database import Store, open_store
from elsec_app.store.vault import Key
from tests.vaults import fresh_vault


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Key]:
    """A vault of this test's own: its folder and key, the store closed."""
    return fresh_vault(tmp_path)


@pytest.fixture
def folder(made: tuple[Path, Key]) -> Path:
    return made[0]


@pytest.fixture
def key(made: tuple[Path, Key]) -> Key:
    return made[1]


@pytest.fixture
def store(folder: Path, key: Key) -> Iterator[Store]:
    opened = open_store(folder, key)
    yield opened
    opened.close()
