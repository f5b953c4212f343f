"""From nothing to the unlock screen painted, against a bare PySide6 window with one label."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.frame import ROOT, Row, compare, interleaved
from tests.vaults import fresh_vault

WHAT = "start of the process to the unlock screen painted"
REACH = 1.6
ROUNDS = 12


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as name:
        home = Path(name)
        fresh_vault(home)
        taken = interleaved({which: painter(which, home) for which in ("unlock", "bare")}, ROUNDS)
    ours, against = (statistics.median(taken[which]) for which in ("unlock", "bare"))
    return [compare(WHAT, "ms", ours, against, REACH)]


def painter(which: str, home: Path) -> Callable[[], float]:
    """Milliseconds from starting a Python to the word that its window is painted."""
    command = [sys.executable, "-m", "tests.bench.first_paint", which]
    env = {**os.environ, "ELSEC_HOME": str(home)}

    def measure() -> float:
        began = time.perf_counter()
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, env=env, stdout=pipe, stderr=pipe) as child:  # noqa: S603
            told = child.stdout.readline() if child.stdout else b""
            taken = time.perf_counter() - began
            complaint = child.stderr.read().decode() if child.stderr else ""
        if not told or child.returncode:
            raise RuntimeError(f"the {which} window was never painted:\n{complaint}")
        return taken * 1000

    return measure
