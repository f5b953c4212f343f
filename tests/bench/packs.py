"""All shipped packs read and proven, and read again where the proof is remembered.

In processor time: it is done on a thread of its own, while somebody types a passphrase.
"""

import statistics
import time
from collections.abc import Callable

from elsec_app.instruments.library import pack_folders, shipped
from tests.bench.frame import Row, compare, interleaved

PROVEN = "read and prove all shipped packs, against 150 ms"
KNOWN = "read all shipped packs whose proof is known, against 150 ms"
BUDGET = 150.0
ROUNDS = 15


def rows() -> list[Row]:
    hashes = frozenset(pack.hash for pack in shipped())
    taken = interleaved({"proven": _timed(frozenset()), "known": _timed(hashes)}, ROUNDS)
    count = len(pack_folders())
    return [
        compare(f"{what} ({count})", "ms", statistics.median(taken[side]), BUDGET, 1)
        for what, side in ((PROVEN, "proven"), (KNOWN, "known"))
    ]


def _timed(proven: frozenset[str]) -> Callable[[], float]:
    def measure() -> float:
        began = time.process_time()
        shipped(proven=proven)
        return (time.process_time() - began) * 1000

    return measure
