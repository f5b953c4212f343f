"""After the store is locked its key is nowhere in the memory of the program. Linux only."""

import subprocess
import sys
from pathlib import Path

import pytest

from elsec_app.store.vault import Key
from tests.vaults import PASSPHRASE

# The needle is kept masked and in one buffer, so that the search finds itself exactly once.
PROGRAM = """
import gc, pathlib, sys
from elsec_app.store import migrate, vault

folder, passphrase, masked = pathlib.Path(sys.argv[1]), sys.argv[2], bytes.fromhex(sys.argv[3])

def found():
    needle, count = bytearray(byte ^ 0x5A for byte in masked), 0
    with open("/proc/self/mem", "rb", 0) as memory:
        for line in pathlib.Path("/proc/self/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if "rw" not in rights:
                continue
            start, end = (int(edge, 16) for edge in span.split("-"))
            try:
                memory.seek(start)
                count += memory.read(end - start).count(needle)
            except OSError:
                pass
    needle[:] = bytes(32)
    return count - 1

key = vault.unlock(folder, passphrase)
store = migrate.current(folder, key)
with store.reading() as connection:
    connection.exec_driver_sql("SELECT count(*) FROM state").scalar()
opened = found()
store.close()
key.clear()
gc.collect()
print(opened, found())
"""


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc")
def test_a_locked_store_leaves_no_key_in_memory(folder: Path, key: Key) -> None:
    masked = bytes(byte ^ 0x5A for byte in key.secret()).hex()
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-c", PROGRAM, str(folder), PASSPHRASE, masked],
        capture_output=True,
        text=True,
        check=True,
    )
    opened, locked = (int(count) for count in told.stdout.split())
    assert opened >= 1, "the search has to find the key while it is in use"
    assert locked == 0
