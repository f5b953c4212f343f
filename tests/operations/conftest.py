"""A practitioner's open store with one school of five children in one class."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Connection

from elsec_app.operations import batches, cohorts, roster, screening, signing
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.pupils import PupilRow
from elsec_app.operations.signing import Remarks
from elsec_app.protocol import bodies
from elsec_app.store.actor import Actor
from elsec_app.store.database import Store
from tests.small_pack import small_pack
from tests.vaults import fresh_store

SCHOOL = "0192f000-0000-7000-8000-000000000001"
TODAY = date(2026, 9, 21)


class Clock:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: int) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def actor(clock: Clock) -> Actor:
    return Actor("894", "sam", "Sam Okoro", "practitioner", "laptop-1", clock=clock)


@pytest.fixture
def therapist(clock: Clock) -> Actor:
    return Actor("894", "tess", "Tess Vale", "therapist", "laptop-2", "HCPC SL1", clock=clock)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def conn(store: Store) -> Iterator[Connection]:
    with store.writing() as connection:
        yield connection


def pupil(
    row: int, forename: str, surname: str, born: date = date(2022, 5, 4), **more: object
) -> PupilRow:
    given: dict[str, object] = {"class_name": "Acorns", "year_group": "R", **more}
    return PupilRow(row=row, forename=forename, surname=surname, date_of_birth=born, **given)  # type: ignore[arg-type]


FIVE = (
    pupil(2, "Amara", "Osei"),
    pupil(3, "Łukasz", "Nowak", date(2022, 1, 30), first_language="POL"),
    pupil(4, "Mia", "O’Brien", date(2021, 12, 1)),
    pupil(5, "Ben", "Tran", date(2022, 8, 31)),
    pupil(6, "Chloe", "Wells", date(2021, 9, 2)),
)


@pytest.fixture
def take_in(conn: Connection, actor: Actor) -> Callable[..., batches.Applied]:
    def take(*rows: PupilRow, **more: object) -> batches.Applied:
        planned = roster.plan(conn, SCHOOL, rows)
        given: dict[str, object] = {"file_digest": "d", "mapping": {}, **more}
        return batches.apply(conn, actor, planned, **given)  # type: ignore[arg-type]

    return take


@pytest.fixture
def cohort(conn: Connection, actor: Actor, take_in: Callable[..., batches.Applied]) -> CohortLine:
    """Autumn screening of Acorns: five children."""
    take_in(*FIVE)
    body = bodies.Cohort(
        "Autumn 2026", "2026-27", ("Acorns",), ("small",), TODAY, date(2026, 10, 23)
    )
    cohorts.open_cohort(conn, actor, SCHOOL, body)
    return cohorts.cohorts(conn, SCHOOL)[0]


@pytest.fixture
def kids(conn: Connection, cohort: CohortLine) -> dict[str, str]:
    """Child ids by forename."""
    sheet = cohorts.run_sheet(conn, cohort.id, "Acorns", today=TODAY)
    return {line.child.forename: line.child.id for line in sheet.lines}


PACK = small_pack()
Screened = Callable[..., str]


@pytest.fixture
def screened(conn: Connection, actor: Actor, cohort: CohortLine, kids: dict[str, str]) -> Screened:
    def screen(name: str, seen: int = 4, urgent: tuple[str, ...] = (), **context: object) -> str:
        sitting = screening.begin(conn, actor, kids[name], cohort, PACK)
        screening.set_context(conn, sitting.id, bodies.Context(**context))  # type: ignore[arg-type]
        for number, item in enumerate(PACK.items):
            value = "pass" if number < seen else "not_yet"
            screening.answer(conn, actor, sitting, PACK, item.id, value)
        held = screening.load(conn, sitting.id)
        return signing.sign(conn, actor, held, PACK, Remarks(urgent=urgent))

    return screen


@dataclass(frozen=True)
class HandDesk(Desk):
    """A desk whose actor goes by the hand clock."""

    acting: Actor | None = None

    @property
    def actor(self) -> Actor:
        assert self.acting is not None
        return self.acting


@pytest.fixture
def desk(store: Store, actor: Actor) -> HandDesk:
    """The practitioner's desk."""
    return HandDesk(store, None, {PACK.id: PACK}, actor)


@pytest.fixture
def therapists_desk(store: Store, therapist: Actor) -> HandDesk:
    """The same store in the therapist's hands."""
    return HandDesk(store, None, {PACK.id: PACK}, therapist)
