"""A program killed while it saves: every answer that was acknowledged is there afterwards."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from elsec_app.store.database import open_store
from elsec_app.store.tables import state
from tests.vaults import fresh_vault

PROGRAM = """
import os, pathlib, sys
from sqlalchemy import insert
from elsec_app.store.database import open_store
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
key = Key(bytearray.fromhex(sys.stdin.readline().strip()), "")
store = open_store(pathlib.Path(sys.argv[1]), key)
for n in range(100_000):
    with store.writing() as connection:
        connection.execute(insert(state), {"key": f"{n:06}", "value": "x" * 900})
    os.write(1, f"{n}\\n".encode())
"""


@pytest.mark.parametrize("acknowledgements", [1, 40, 200])
def test_killed_between_two_commits_it_keeps_what_it_acknowledged(
    tmp_path: Path, acknowledgements: int
) -> None:
    folder, key = fresh_vault(tmp_path)
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(bytes(key.secret()).hex() + "\n")
        program.stdin.flush()
        for _ in range(acknowledgements):
            program.stdout.readline()
        program.kill()
        acknowledged = acknowledgements + len(program.stdout.read().splitlines())
    assert program.returncode != 0, "it was killed, and did not end by itself"
    assert (folder / "store.db-wal").stat().st_size > 0, "killed, so its log is left"

    store = open_store(folder, key)
    with store.reading() as connection:
        keys = connection.execute(select(state.c.key).order_by(state.c.key)).scalars().all()
    assert store.check() == []
    store.close()
    assert list(keys) == [f"{n:06}" for n in range(len(keys))]
    assert acknowledged <= len(keys) <= acknowledged + 1
