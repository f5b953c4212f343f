"""From the derived key to the run sheet of thirty, in a store of 50,000 children, against a bare
window."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench.frame import ROOT, Row, compare, interleaved
from tests.bench.search import CHUNK, fill
from tests.bench.startup import painter
from tests.school import school

WHAT = "key derived to the run sheet of 30, store of 50,000 children"
REACH = 1.0
CHILDREN, ROUNDS = 50_000, 8


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as name:
        made = school(Path(name), children=30)
        for start in range(0, CHILDREN, CHUNK):
            with made.desk.store.writing() as conn:
                fill(conn, start)
        made.desk.store.close()
        home = made.folders.home
        sides = {"ours": _sheet(home), "bare": painter("bare", home)}
        taken = interleaved(sides, ROUNDS)
    ours, against = (statistics.median(taken[side]) for side in ("ours", "bare"))
    return [compare(WHAT, "ms", ours, against, REACH)]


def _sheet(home: Path) -> Callable[[], float]:
    """Milliseconds as a process of its own says them."""
    command = [sys.executable, "-m", "tests.bench.sheet_child", str(home)]

    def measure() -> float:
        told = subprocess.run(  # noqa: S603
            command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True
        )
        return float(told.stdout.split()[0])

    return measure
