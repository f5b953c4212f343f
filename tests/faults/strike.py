"""Strike a store at each of its calls to the disk, by strace, and tell what came of it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from elsec_app.store.database import open_store
from elsec_app.store.tables import state
from elsec_app.store.vault import Key
from tests.faults.journey import ROWS


class Outcome(msgspec.Struct, frozen=True):
    """What came of one strike: ``code`` is the work's exit code, ``fired`` how often it hit."""

    folder: Path
    code: int
    fired: int
    acknowledged: list[int]


def needs_strace() -> pytest.MarkDecorator:
    """Skips where strace is not there or may not trace."""
    return pytest.mark.skipif(not _may_trace(), reason="needs strace, and the right to trace")


def count(made: tuple[Path, Key], work: Path, call: str) -> int:
    """How many times the work makes *call*, undisturbed."""
    (_outcome,) = _run(made, work, call, [], "1", 1)
    child = int((work / "out").read_text().split()[1])
    traced = (work / "strace.log").read_text()
    return len(re.findall(rf"^{child} +{call}\(", traced, re.MULTILINE))


def strike(
    made: tuple[Path, Key], work: Path, call: str, fault: str, points: Sequence[int]
) -> list[Outcome]:
    """Do the work on copies of the vault *made*, each with *fault* at another of its calls.

    *fault* is strace's: ``signal=SIGKILL``, ``error=EIO``; ``+`` at its end: and ever after.
    """
    at = max(points)
    ever = "+" if fault.endswith("+") else ""
    inject = ["-e", f"inject={call}:{fault.removesuffix('+')}:when={at}{ever}"]
    return _run(made, work, call, inject, ",".join(str(point) for point in points), at)


def _run(
    made: tuple[Path, Key], work: Path, call: str, inject: list[str], points: str, at: int
) -> list[Outcome]:
    model, key = made
    work.mkdir()
    # Not with --seccomp-bpf: strace 6.1 then injects errors but no signals.
    strace = ["strace", "-f", "-qq", "-o", str(work / "strace.log"), "-e", f"trace={call}"]
    journey = [sys.executable, "-m", "tests.faults.journey"]
    done = subprocess.run(  # noqa: S603
        [*strace, *inject, *journey, str(model), str(work), call, str(at), points],
        input=bytes(key.secret()).hex(),
        capture_output=True,
        text=True,
        check=True,
    )
    (work / "out").write_text(done.stdout)
    traced = (work / "strace.log").read_text(errors="replace")
    return [_outcome(line, work, traced) for line in done.stdout.splitlines()]


def rows(folder: Path, key: Key) -> list[int]:
    """The numbers of the transactions in the store, after seeing that each is whole."""
    store = open_store(folder, key)
    try:
        assert store.check() == []
        with store.reading() as connection:
            keys = connection.execute(select(state.c.key)).scalars().all()
    finally:
        store.close()
    found = sorted({int(each.split()[0]) for each in keys})
    assert sorted(keys) == [f"{n} {part}" for n in found for part in range(ROWS)]
    return found


def _outcome(line: str, work: Path, traced: str) -> Outcome:
    point, pid, code = line.split()
    struck = re.findall(rf"^{pid} .*(killed by SIGKILL|\(INJECTED\))", traced, re.MULTILINE)
    acknowledged = [int(n) for n in (work / f"{point}.acks").read_text().split()]
    return Outcome(work / point, int(code), len(struck), acknowledged)


def _may_trace() -> bool:
    if shutil.which("strace") is None:
        return False
    tried = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "-e", "trace=fsync", "true"],  # noqa: S607
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0
