"""The therapist's worklist of 20,000 waiting screenings: opened and filtered, on an encrypted
store, against the same rows read by prepared SQL by hand."""

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import Connection

from elsec_app.operations import worklist
from elsec_app.operations.worklist import Filter
from elsec_app.protocol.bodies import Child, Context, Entry, Screening, Signature, StrandResult
from elsec_app.store import records, standing
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft
from tests.bench.frame import Row, compare, interleaved
from tests.vaults import fresh_store

OPEN = "worklist of 20,000 opens, against the same rows by hand"
FILTERED = "worklist of 20,000 filtered, against the same rows by hand"
OPEN_MS, FILTER_MS, REACH = 150, 30, 2.0
WAITING, CHUNK, PAGE, ROUNDS = 20_000, 2_000, 60, 60
TODAY = date(2026, 11, 24)
FILTERS = (
    Filter(band=standing.WEAKEST),
    Filter(setting="school-3", urgent=True),
    Filter(over_weeks=6),
    Filter(doubt=standing.HEARING, band=standing.ATTENTION),
    Filter(name="kow"),
)


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as name:
        store = fresh_store(Path(name))
        for start in range(0, WAITING, CHUNK):
            with store.writing() as conn:
                fill(conn, start)
        with store.reading() as conn:
            sides = {
                "open": _ours(conn, (Filter(),)),
                "open by hand": _by_hand(conn, (Filter(),)),
                "filter": _ours(conn, FILTERS),
                "filter by hand": _by_hand(conn, FILTERS),
            }
            taken = interleaved(sides, ROUNDS)
        store.close()
    ms = {side: statistics.median(values) for side, values in taken.items()}
    return [
        compare("worklist of 20,000 opens, against 150 ms", "ms", ms["open"], OPEN_MS, 1),
        compare(OPEN, "ms", ms["open"], ms["open by hand"], REACH),
        compare("worklist of 20,000 filtered, against 30 ms", "ms", ms["filter"], FILTER_MS, 1),
        compare(FILTERED, "ms", ms["filter"], ms["filter by hand"], REACH),
    ]


def fill(conn: Connection, start: int) -> None:
    """*CHUNK* children, each with a signed screening of some 1.5 KB that nobody has decided on."""
    chance = random.Random(start)
    actor = Actor("894", "u", "U", "practitioner", "d")
    kids = [(actor.new_id(), f"school-{(start + n) // 200}") for n in range(CHUNK)]
    born = TODAY - timedelta(days=1500)
    names = [(chance.choice(_FORENAMES), chance.choice(_SURNAMES)) for _n in kids]
    records.add_many(
        conn,
        actor,
        [
            Draft("child", Child(*name, born), setting, child, id=child)
            for (child, setting), name in zip(kids, names, strict=True)
        ],
    )
    records.add_many(
        conn,
        actor,
        [Draft("screening", _screening(chance), setting, child) for child, setting in kids],
    )
    _sign_earlier(conn, chance, [child for child, _setting in kids])


def _screening(chance: random.Random) -> Screening:
    tones = chance.choices(("track", "watch", "refer"), (80, 14, 6), k=5)
    return Screening(
        cohort="c",
        instrument="observation-screen",
        title="Observation Screen",
        version="1",
        status="pilot",
        section="48-59",
        age_months=50,
        tested_on=TODAY,
        entries=tuple(Entry("answer", f"strand-{n}", "pass", n * 4000) for n in range(25)),
        strands=tuple(_strand(n, tone) for n, tone in enumerate(tones)),
        context=Context(
            eal=chance.random() < 0.2, hearing_checked=chance.choice(("yes", "no", "not_known"))
        ),
        signed=Signature("u", "U", "practitioner", "2026-11-24T09:00:00+00:00"),
        overall="as-it-is",
        overall_label="On track",
        urgent=("stammering",) if chance.random() < 0.02 else (),
    )


def _strand(number: int, tone: str) -> StrandResult:
    return StrandResult(
        f"strand-{number}",
        f"Strand {number}",
        "48-59",
        5,
        5,
        tone,
        "Five of five seen: on track.",
        tone,
        tone,
        tone != "track",
    )


def _sign_earlier(conn: Connection, chance: random.Random, kids: list[str]) -> None:
    """Spread the waiting over twenty weeks, as records that came through the year would be."""
    conn.exec_driver_sql(
        "UPDATE screening SET since = ? WHERE child = ?",
        [
            ((TODAY - timedelta(days=chance.randrange(140))).isoformat() + "T09:00:00+00:00", child)
            for child in kids
        ],
    )


_FORENAMES = ("Amara", "Łukasz", "Zoë", "Ben", "Chloe", "Dawud", "Elsie", "Femi", "Grace", "Haroon")
_SURNAMES = ("Kowalska", "O’Brien", "Smith", "Khan", "Nguyễn", "Williams", "Tran", "Okoro", "Patel")


def _ours(conn: Connection, filters: tuple[Filter, ...]) -> Callable[[], float]:
    asked = itertools.cycle(filters)

    def measure() -> float:
        wanted = next(asked)
        began = time.perf_counter()
        found = worklist.find(conn, TODAY, wanted)
        worklist.lines(conn, found.ids[:PAGE], TODAY)
        return (time.perf_counter() - began) * 1000

    return measure


def _by_hand(conn: Connection, filters: tuple[Filter, ...]) -> Callable[[], float]:
    """The same rows in the same order, and the first page with its names, as plain tuples."""
    raw = conn.connection.dbapi_connection
    assert raw is not None
    asked = itertools.cycle([(_listing(wanted), *_where(wanted)) for wanted in filters])

    def measure() -> float:
        listing, page, values = next(asked)
        began = time.perf_counter()
        raw.execute(listing, values).fetchall()
        raw.execute(page, values).fetchall()
        return (time.perf_counter() - began) * 1000

    return measure


def _listing(wanted: Filter) -> str:
    return f"SELECT id, urgent <> '', since FROM screening WHERE {_WHERE[wanted]} {_ORDER}"  # noqa: S608


def _where(wanted: Filter) -> tuple[str, tuple[object, ...]]:
    page = (
        "SELECT s.id, s.setting, s.overall_label, s.urgent, s.band, s.band_strands,"  # noqa: S608
        " s.doubts, s.since, s.open, s.answered, c.id, c.forename, c.surname, c.known_as,"
        " c.born, c.first_language,"
        " (SELECT class_name FROM enrolment e WHERE e.child = c.id AND e.withdrawn = ''"
        "  ORDER BY e.since DESC LIMIT 1)"
        f" FROM (SELECT * FROM screening WHERE {_WHERE[wanted]} {_ORDER} LIMIT {PAGE}) AS s"
        " JOIN child c ON c.id = s.child"
    )
    return page, _VALUES[wanted]


_ORDER = "ORDER BY rank, since, id"
_NAMED = (
    "open = 1 AND child IN (SELECT child.id FROM child_words JOIN child"
    " ON child.n = child_words.rowid WHERE child_words MATCH ?)"
)
_WHERE = {
    Filter(): "open = 1",
    FILTERS[0]: "open = 1 AND band = ?",
    FILTERS[1]: "open = 1 AND setting = ? AND urgent <> ''",
    FILTERS[2]: "open = 1 AND since < ?",
    FILTERS[3]: "open = 1 AND band = ? AND doubts & ? <> 0",
    FILTERS[4]: _NAMED,
}
_VALUES: dict[Filter, tuple[object, ...]] = {
    Filter(): (),
    FILTERS[0]: (standing.WEAKEST,),
    FILTERS[1]: ("school-3",),
    FILTERS[2]: ((TODAY - timedelta(weeks=6) + timedelta(days=1)).isoformat(),),
    FILTERS[3]: (standing.ATTENTION, standing.HEARING),
    FILTERS[4]: ('"kow"*',),
}
