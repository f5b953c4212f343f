"""Type-ahead among 100,000 children, against the same words asked of FTS5 by hand."""

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from elsec_app.operations import people
from elsec_app.protocol.bodies import Child
from elsec_app.store import records
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft
from elsec_app.store.words import query
from tests.bench.frame import Row, compare, interleaved
from tests.vaults import fresh_store

WHAT = "type-ahead among 100,000 children, against FTS5 by hand"
REACH = 2.0
CHILDREN, CHUNK, ROUNDS = 100_000, 5_000, 200
TYPED = ("mar", "mar kow", "o’b", "li", "zoë w", "ama", "tho sm", "kha", "jo", "ng")
_STARTS = ("Mar", "Ama", "Zoë ", "Jo", "Li", "Tho", "Łuk", "Ng", "Ben", "Ish")
_ENDS = ("ina", "ra", "anna", "sz", "uyen", "mas", "jamin", "a", "ia", "o")
_SURNAMES = ("Kowal", "O’Brien", "Smith", "Khan", "Nguyễn", "Williams", "Tran", "Okoro", "Patel")


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as name:
        store = fresh_store(Path(name))
        for start in range(0, CHILDREN, CHUNK):
            with store.writing() as conn:
                fill(conn, start)
        with store.reading() as conn:
            sides = {"ours": _ours(conn), "by hand": _by_hand(conn)}
            taken = interleaved(sides, ROUNDS)
        store.close()
    ours, by_hand = (statistics.median(taken[side]) for side in ("ours", "by hand"))
    return [compare(WHAT, "ms", ours, by_hand, REACH)]


def fill(conn: Connection, start: int) -> None:
    chance = random.Random(start)
    actor = Actor("894", "u", "U", "practitioner", "d")
    drafts = [
        Draft(
            "child",
            Child(
                (chance.choice(_STARTS) + chance.choice(_ENDS)).strip(),
                f"{chance.choice(_SURNAMES)}{chance.choice(_ENDS)}",
                date(2018, 9, 1) + timedelta(days=chance.randrange(1500)),
            ),
            f"school-{(start + n) // 200}",
        )
        for n in range(CHUNK)
    ]
    records.add_many(conn, actor, drafts)


def _ours(conn: Connection) -> Callable[[], float]:
    typed = itertools.cycle(TYPED)

    def measure() -> float:
        words = next(typed)
        began = time.perf_counter()
        people.find(conn, words)
        return (time.perf_counter() - began) * 1000

    return measure


def _by_hand(conn: Connection) -> Callable[[], float]:
    """The same matches, the same first twenty by name, as plain rows of the driver."""
    raw = conn.connection.dbapi_connection
    assert raw is not None
    typed = itertools.cycle(TYPED)
    asked = (
        "SELECT child.id, forename, surname, known_as, born, setting, first_language FROM"
        " (SELECT rowid FROM child_words WHERE child_words MATCH ? LIMIT 500) AS hit"
        " JOIN child ON child.n = hit.rowid WHERE withdrawn = '' AND merged_into IS NULL"
        " ORDER BY surname, forename LIMIT 20"
    )

    def measure() -> float:
        words = query(next(typed))
        began = time.perf_counter()
        raw.execute(asked, (words,)).fetchall()
        return (time.perf_counter() - began) * 1000

    return measure
