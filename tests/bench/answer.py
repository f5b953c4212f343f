"""One answer, from tap to durable commit, against one raw single-row commit by hand."""

import secrets
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from tests.bench.frame import ROOT, Row, compare, interleaved, not_measured, quantile

P50, P99 = "answer, tap to durable commit, p50", "answer, tap to durable commit, p99"
REACH = 3.0
FRAME = 1000 / 60
ROUNDS = 300


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-", dir=_disk()) as name:
        folder = Path(name)
        sides = {"against": by_hand(folder)}
        ours = screening(folder)
        if ours is None:
            note = "the operation is not there yet"
            return [not_measured(P50, "ms", REACH, note), not_measured(P99, "ms", 1, note)]
        taken = interleaved({"ours": ours, **sides}, ROUNDS)
    p50 = statistics.median(taken["ours"])
    return [
        compare(P50, "ms", p50, statistics.median(taken["against"]), REACH),
        compare(f"{P99} (against one 60 Hz frame)", "ms", quantile(taken["ours"], 0.99), FRAME, 1),
    ]


def by_hand(folder: Path) -> Callable[[], float]:
    """Milliseconds of one encrypted single-row commit that outlives a power cut."""
    database = sqlcipher.connect(str(folder / "by-hand.db"), isolation_level=None)
    for setting in (
        f"key=\"x'{secrets.token_hex(32)}'\"",
        "journal_mode=WAL",
        "synchronous=FULL",
        "cache_size=-65536",
    ):
        database.execute(f"PRAGMA {setting}")
    database.execute("CREATE TABLE answer (id INTEGER PRIMARY KEY, item TEXT, value INTEGER)")

    def measure() -> float:
        began = time.perf_counter()
        database.execute("INSERT INTO answer (item, value) VALUES (?, ?)", ("talking-1", 1))
        return (time.perf_counter() - began) * 1000

    return measure


def screening(folder: Path) -> Callable[[], float] | None:
    """Milliseconds of one answer through the operation that the console calls."""
    return None


def _disk() -> Path:
    """A folder on the project's own disk: a commit in memory would cost nothing."""
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    return out
