"""Vaults for tests, made in a millisecond: one is made per process, the others are its copies."""

import functools
import os
import shutil
import tempfile
from pathlib import Path

from elsec_app.store import migrate, slots, vault
from elsec_app.store.database import Store, open_store
from elsec_app.store.header import FLOOR
from elsec_app.store.vault import Key

SHARED = "ELSEC_TESTS_SHARED"  # the folder of the run, removed at its end
PASSPHRASE = "plum ladder quiet 7"


def fresh_vault(tmp_path: Path, name: str = "vault") -> tuple[Path, Key]:
    """(folder, key) of a vault in *tmp_path* whose store is filled, closed and empty of rows.

    Its passphrase is ``PASSPHRASE``, at the floor of cost; ``recovery_key`` opens it too.
    """
    model, key = _model()
    folder = tmp_path / name
    shutil.copytree(model, folder)
    return folder, Key(bytearray(key.secret()), key.vault)


def fresh_store(tmp_path: Path, name: str = "vault") -> Store:
    """The open store of a fresh vault."""
    return open_store(*fresh_vault(tmp_path, name))


def recovery_key() -> bytes:
    """The private recovery key of all these vaults."""
    return _recovery_pair()[1]


@functools.cache
def _recovery_pair() -> tuple[bytes, bytes]:
    return slots.recovery_pair()


@functools.cache
def _model() -> tuple[Path, Key]:
    folder = Path(tempfile.mkdtemp(prefix="vault-", dir=os.environ.get(SHARED))) / "model"
    key = vault.create(folder, PASSPHRASE, recovery=_recovery_pair()[0], cost=FLOOR)
    migrate.current(folder, key).close()
    return folder, key
