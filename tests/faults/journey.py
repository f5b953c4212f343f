"""One piece of work in a store, the same each time, that says what was acknowledged.

Run under strace as ``python -m tests.faults.journey MODEL WORK CALL AT POINTS``: for each of POINTS
(``1,2,3``) a copy of the vault MODEL is made in WORK, and a child process does the work on it.
strace counts the calls of each process apart, and strikes at call number AT: so the child first
makes AT minus point idle calls of the same kind on a scratch file, and the strike meets the work
at its own call number ``point``. The work notes each acknowledged transaction in
``<point>.acks``. The key comes in as hex on stdin; a line per point goes out: point, process id,
exit code.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import insert

from elsec_app.errors import StoreProblem
from elsec_app.store.database import open_store
from elsec_app.store.tables import state
from elsec_app.store.vault import Key

TRANSACTIONS = 5
ROWS = 3
REFUSED = 9

IDLE: dict[str, Callable[[int], object]] = {
    "pwrite64": lambda scratch: os.pwrite(scratch, b"x", 0),
    "fdatasync": os.fdatasync if hasattr(os, "fdatasync") else os.fsync,
    "fsync": os.fsync,
    "ftruncate": lambda scratch: os.ftruncate(scratch, 1),
}


def work(folder: Path, key: Key, acknowledged: Callable[[int], None]) -> bool:
    """Write in several transactions, with a checkpoint between; True if the disk refused once."""
    refused = False
    for n in range(TRANSACTIONS):
        try:
            store = open_store(folder, key)
            with store.writing() as connection:
                rows = [{"key": f"{n} {part}", "value": "x" * 2000} for part in range(ROWS)]
                connection.execute(insert(state), rows)
            acknowledged(n)
            if n % 2:
                store.checkpoint()
            store.close()
        except StoreProblem:
            refused = True
    return refused


def _child(folder: Path, key: Key, acks: int, idle: Callable[[int], object], times: int) -> int:
    scratch = os.open(folder.parent / "scratch", os.O_RDWR | os.O_CREAT)
    for _ in range(times):
        idle(scratch)

    def acknowledged(n: int) -> None:
        os.write(acks, f"{n}\n".encode())

    refused = work(folder, key, acknowledged)
    return REFUSED if refused else 0


def _point(model: Path, folder: Path, key: Key, idle: Callable[[int], object], times: int) -> None:
    shutil.copytree(model, folder)
    acks = os.open(f"{folder}.acks", os.O_WRONLY | os.O_CREAT)
    child = os.fork()
    if child == 0:
        try:
            code = _child(folder, key, acks, idle, times)
        except BaseException:  # noqa: BLE001
            os.write(2, f"{sys.exc_info()[1]!r}\n".encode())
            os._exit(1)
        os._exit(code)
    os.close(acks)
    _pid, status = os.waitpid(child, 0)
    line = f"{folder.name} {child} {os.waitstatus_to_exitcode(status)}\n"
    os.write(1, line.encode())


def main(model: str, work_in: str, call: str, at: str, points: str) -> None:
    """See the top of this file."""
    key = Key(bytearray.fromhex(sys.stdin.readline().strip()), "")
    for point in points.split(","):
        _point(Path(model), Path(work_in) / point, key, IDLE[call], int(at) - int(point))


if __name__ == "__main__":
    main(*sys.argv[1:])
