"""A day's screenings sent and read, against Anki, PouchDB and a bare PostgreSQL COPY in one run.

Ours is whole: encrypted stores, the centre as a process of its own, loopback HTTP, signed requests,
permissions, digests compared at the end. The centre is our own; so is Anki's server, and PouchDB's.
"""

import json
import random
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import httpx2
import msgspec
import psycopg

from elsec_app.protocol import bodies
from elsec_app.protocol.bodies import Entry, Screening, Signature, StrandResult
from elsec_app.protocol.record import canonical
from elsec_app.rehearsal.ground import Ground, centre
from elsec_app.store import records
from elsec_app.store.records import Draft
from elsec_app.sync import open_line
from tests.bench import peers
from tests.bench.frame import Row, compare, not_measured
from tests.bench.relay import Relay
from tests.centre.town import Town
from tests.sync.desk import Desk, desk_of

MANY, FEW = 10_000, 1_000
ROUNDS = 5
ANKI = ("anki==26.9.1",)
POUCH = ("express@4.22.3", "express-pouchdb@4.2.0", "pouchdb@9.0.0")
HERE = Path(peers.__file__).parent

Times = dict[str, list[float]]


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with centre(folder / "centre") as ground:
            many, few = (measured(folder, ground, n) for n in (MANY, FEW))
    made: list[Row] = []
    for stage in ("push", "pull"):
        made += [
            _row(f"{stage} {MANY:,} screenings, against Anki", many, stage, "anki", 0.8),
            _row(f"{stage} {MANY:,} screenings, against PouchDB", many, stage, "pouch", 0.2),
        ]
    return [
        *made,
        _row(f"push {MANY:,} screenings, against COPY", many, "push", "copy", 5.0),
        _row(
            f"bytes of pushing {MANY:,} screenings, against Anki", many, "bytes", "anki", 0.9, "B"
        ),
        _row(f"push {FEW:,} screenings, against Anki", few, "push", "anki", 1.0),
        _row("a sync with nothing to do, against Anki", few, "noop", "anki", 0.5),
    ]


def _row(what: str, taken: Times, stage: str, peer: str, reach: float, unit: str = "s") -> Row:
    against = taken.get(f"{peer} {stage}") or taken.get(peer)
    if not against:
        return not_measured(what, unit, reach, f"{peer} could not be had")
    ours = statistics.median(taken[f"ours {stage}"])
    return compare(what, unit, ours, statistics.median(against), reach)


def measured(folder: Path, ground: Ground, n: int) -> Times:
    """Every side once per round, each round with documents of its own."""
    taken: Times = {}
    sides: list[Callable[[Sequence[Screening], Path], dict[str, float]]] = [
        lambda docs, place: ours(place, ground, docs),
        lambda docs, _place: {"copy": copied(ground, docs)} if n == MANY else {},
        lambda _docs, place: anki(place / "documents"),
        lambda _docs, place: pouch(place / "documents"),
    ]
    for turn in range(ROUNDS):
        place = folder / f"{n}-{turn}"
        place.mkdir()
        docs = [screening(random.Random(f"{n}-{turn}-{k}")) for k in range(n)]
        written = [canonical(doc).decode() for doc in docs]
        (place / "documents").write_text("\n".join(written), encoding="utf-8")
        for side in sides:
            for what, value in side(docs, place).items():
                taken.setdefault(what, []).append(value)
    return taken


def screening(chance: random.Random) -> Screening:
    """A signed screening of 24 items and five strands, about 2 KB."""
    strands = ("attention", "understanding", "talking", "speech", "social")
    entries = (
        Entry("answer", f"{strands[k % 5]}-{k}", chance.choice(("yes", "not_yet")), k * 4000)
        for k in range(24)
    )
    found = (
        StrandResult(s, s.title(), "48-59", chance.randrange(6), 5, chance.choice("abc"), "rule")
        for s in strands
    )
    signed = Signature("u", "A practitioner", "practitioner", "2026-09-21T09:30:00+01:00")
    return Screening(
        cohort=str(uuid.UUID(int=chance.getrandbits(128))),
        instrument="observation-screen",
        title="Observation Screen",
        version="1",
        status="pilot",
        section="48-59",
        age_months=chance.randrange(48, 60),
        tested_on=date(2026, 9, 21),
        entries=tuple(entries),
        strands=tuple(found),
        context=bodies.Context(),
        signed=signed,
        note=" ".join(chance.choices(("hearing", "checked", "attends", "clear", "steps"), k=20)),
    )


def ours(folder: Path, ground: Ground, docs: Sequence[Screening]) -> dict[str, float]:
    """Two devices of one setting: the first sends *docs*, the second reads them."""
    with open_line(ground.address) as line, devices(folder, ground, line) as (one, two, setting):
        drafts = [Draft("screening", doc, setting, str(uuid.uuid4())) for doc in docs]
        with one.store.writing() as conn:
            records.add_many(conn, one.actor, drafts)
        with Relay(ground.address) as relay, open_line(relay.address) as counted:
            # The bytes are counted by a relay, which is not in the way of what is timed.
            found = {"ours push": _timed(lambda: one.sync(line))}
            found["ours pull"] = _timed(lambda: two.sync(line))
            found["ours noop"] = min(_timed(lambda: one.sync(line)) for _ in range(3))
            with one.store.writing() as conn:
                records.add_many(conn, one.actor, drafts)
            one.sync(counted)
            found["ours bytes"] = relay.bytes
        assert one.waiting == 0
        assert two.count("screening") == len(docs)
    return found


@contextmanager
def devices(folder: Path, ground: Ground, line: httpx2.Client) -> Iterator[tuple[Desk, Desk, str]]:
    """A practitioner's and a therapist's laptop in one new setting, both up to date."""
    town = Town(ground.owner, line)
    setting = town.setting()
    one, two = (desk_of(folder, town, role, setting) for role in ("practitioner", "therapist"))
    with closing(one.store), closing(two.store):
        one.sync(line)
        two.sync(line)
        yield one, two, setting


def copied(ground: Ground, docs: Sequence[Screening]) -> float:
    """Seconds of one COPY of the same rows into one table with a key, committed."""
    made = [(uuid.uuid4(), "area", "setting", canonical(doc).decode()) for doc in docs]
    with psycopg.connect(ground.owner, autocommit=True) as conn:
        conn.execute(
            "CREATE TABLE IF NOT EXISTS by_hand (id uuid, area text, setting text,"
            " body text, PRIMARY KEY (area, id))"
        )
        conn.execute("TRUNCATE by_hand")
        began = time.perf_counter()
        command = "COPY by_hand FROM STDIN"
        with conn.transaction(), conn.cursor() as cursor, cursor.copy(command) as copy:
            for row in made:
                copy.write_row(row)
        return time.perf_counter() - began


def anki(documents: Path) -> dict[str, float]:
    python = peers.python_with(*ANKI)
    if python is None:
        return {}
    script = HERE / "anki_sync.py"
    timed = _told([python, script, documents])
    counted = _told([python, script, documents, "--count"])
    return {f"anki {k}": v for k, v in timed.items()} | {"anki bytes": counted["push"]}


def pouch(documents: Path) -> dict[str, float]:
    folder = peers.node_with(*POUCH)
    if folder is None:
        return {}
    told = _told(["node", HERE / "pouch_sync.js", documents], folder)
    return {f"pouch {k}": v for k, v in told.items()}


def _told(command: Sequence[str | Path], folder: Path | None = None) -> dict[str, float]:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise RuntimeError(f"a peer failed:\n{ran.stderr[-2000:]}")
    return msgspec.convert(json.loads(ran.stdout.splitlines()[-1]), dict[str, float])


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
