"""From nothing to the unlock screen painted, against a bare PySide6 window with one label."""

import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

from tests.bench.frame import ROOT, Row, compare, interleaved, not_measured

WHAT = "start of the process to the unlock screen painted"
REACH = 1.6
ROUNDS = 12


def rows() -> list[Row]:
    if importlib.util.find_spec("ui.app") is None:
        return [not_measured(WHAT, "ms", REACH, "there is no ui.app yet")]
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as home:
        sides = {name: painter(name, home) for name in ("unlock", "bare")}
        taken = interleaved(sides, ROUNDS)
    ours, against = (statistics.median(taken[name]) for name in ("unlock", "bare"))
    return [compare(WHAT, "ms", ours, against, REACH)]


def painter(which: str, home: str) -> Callable[[], float]:
    """Milliseconds from starting a Python to the word that its window is painted."""
    command = [sys.executable, "-m", "tests.bench.first_paint", which]
    env = {**os.environ, "HOME": home, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home}

    def measure() -> float:
        began = time.perf_counter()
        with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE) as child:  # noqa: S603
            assert child.stdout is not None
            told = child.stdout.readline()
            taken = time.perf_counter() - began
        if not told or child.returncode:
            raise RuntimeError(f"the {which} window was never painted")
        return taken * 1000

    return measure
