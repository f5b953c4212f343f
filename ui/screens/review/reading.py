"""What the desk reads and writes, each on the store thread in one transaction."""

from collections.abc import Sequence
from datetime import date

import msgspec

from elsec_app.operations import (
    cohorts,
    evidence,
    handover,
    history,
    people,
    review,
    second,
    settle,
    today,
    worklist,
)
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.evidence import Evidence
from elsec_app.operations.people import Place
from elsec_app.operations.worklist import Filter, Found, Saved, WorkLine
from elsec_app.protocol.bodies import Review
from elsec_app.protocol.kinds import THERAPIST


class Waiting(msgspec.Struct, frozen=True):
    """The desk as a filter leaves it. ``all`` is the list without a filter, ``returned`` what
    waits for a practitioner's answer, ``mine`` how many one looks after; none where nobody took any
    setting over."""

    wanted: Filter
    found: Found
    all: Found
    answered: int
    returned: Found
    mine: int | None
    saved: tuple[Saved, ...]
    places: tuple[Place, ...]
    cohorts: tuple[CohortLine, ...]
    tools: tuple[tuple[str, str], ...]  # id and title
    to_settle: int
    to_rate: int


class Judgement(msgspec.Struct, frozen=True):
    """A decision as it is filled in."""

    decision: str
    comment: str = ""
    question: str = ""
    rescreen_on: date | None = None


def load(desk: Desk, wanted: Filter) -> Waiting:
    """What waits, as *wanted*."""
    user, day = desk.actor.user, desk.actor.today()
    with desk.store.reading() as conn:
        whole, owned = worklist.find(conn, day), handover.owners(conn)
        return Waiting(
            wanted,
            whole if wanted == Filter() else worklist.find(conn, day, wanted, user),
            whole,
            len(worklist.find(conn, day, Filter(answered=True)).ids),
            worklist.find(conn, day, Filter(returned=True)),
            len(worklist.find(conn, day, Filter(mine=True), user).ids) if owned else None,
            worklist.saved(conn, user),
            people.places(conn, today.settings_held(conn)),
            cohorts.cohorts(conn),
            tuple((pack.id, pack.title) for pack in desk.instruments.values()),
            settle.count(conn),
            len(second.offered(conn, desk)),
        )


def lines(desk: Desk, ids: Sequence[str]) -> dict[str, WorkLine]:
    with desk.store.reading() as conn:
        return worklist.lines(conn, ids, desk.actor.today())


def read(desk: Desk, screening: str) -> Evidence | None:
    """The evidence of *screening*; none when another device's newer version took its place."""
    with desk.store.reading() as conn:
        try:
            return evidence.of(conn, desk, screening)
        except LookupError:
            return None


def note_opened(desk: Desk, child: str) -> None:
    """Keep that the evidence was read."""
    with desk.store.writing() as conn:
        history.opened(conn, desk.actor, child)


def decide(desk: Desk, screenings: Sequence[str], given: Judgement) -> tuple[str, ...]:
    """The same decision on each. Returns the reviews' ids."""
    body = Review(
        "",
        given.decision,
        desk.actor.sign(),
        given.comment.strip(),
        given.question.strip(),
        given.rescreen_on,
    )
    with desk.store.writing() as conn:
        return review.decide_many(conn, desk.actor, screenings, body)


def take_back(desk: Desk, reviews: Sequence[str]) -> None:
    with desk.store.writing() as conn:
        review.take_back(conn, desk.actor, reviews)


def save(desk: Desk, name: str, wanted: Filter) -> tuple[Saved, ...]:
    with desk.store.writing() as conn:
        return worklist.save(conn, desk.actor.user, name, wanted)


def forget(desk: Desk, name: str) -> tuple[Saved, ...]:
    with desk.store.writing() as conn:
        return worklist.forget(conn, desk.actor.user, name)


def decides(desk: Desk) -> bool:
    """Whether whoever works here may decide at all."""
    return desk.actor.role == THERAPIST
