"""One answer, from tap to durable commit, against one raw single-row commit by hand."""

import itertools
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtWidgets import QApplication

from elsec_app.instruments.answers import Value, choices
from elsec_app.instruments.progress import progress
from elsec_app.operations import screening
from tests.bench.frame import ROOT, Row, compare, interleaved, quantile
from tests.school import school
from ui.messages import Messages
from ui.theme.look import Theme
from ui.widgets.strips import Strip
from ui.work import Work

P50 = "answer, tap to durable commit, p50, against one commit by hand"
P99 = "answer, tap to durable commit, p99, against one 60 Hz frame"
REACH = 3.0
FRAME = 1000 / 60
ROUNDS = 300


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-", dir=_disk()) as name:
        folder = Path(name)
        with screening_child(folder) as ours_once:
            taken = interleaved({"ours": ours_once, "by hand": by_hand(folder)}, ROUNDS)
    ours, by_far = taken["ours"], quantile(taken["ours"], 0.99)
    return [
        compare(P50, "ms", statistics.median(ours), statistics.median(taken["by hand"]), REACH),
        compare(P99, "ms", by_far, FRAME, 1),
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


@contextmanager
def screening_child(folder: Path) -> Iterator[Callable[[], float]]:
    """Milliseconds of one answer as the console gives it: handed to the store thread, committed."""
    app = QApplication([])
    made = school(folder)
    desk, asked = made.desk, made.instrument
    work = Work(Messages(Strip(Theme(app))))
    with desk.store.writing() as conn:
        sitting = screening.begin(conn, desk.actor, made.children[0], made.cohort, asked)
    item = progress(asked, sitting.section, sitting.answers).next_item
    assert item is not None
    values = itertools.cycle(choices(item))

    ended: list[float] = []

    def came_back(when: float) -> None:
        ended.append(when)
        app.quit()

    def save(value: Value) -> float:
        with desk.store.writing() as conn:
            screening.answer(conn, desk.actor, sitting, asked, item.id, value)
        return time.perf_counter()

    def measure() -> float:
        began = time.perf_counter()
        work.do(save, next(values), done=came_back, initiator=save)
        app.exec()
        return (ended.pop() - began) * 1000

    yield measure
    work.close()
    desk.store.close()


def _disk() -> Path:
    """A folder on the project's own disk: a commit in memory would cost nothing."""
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    return out
