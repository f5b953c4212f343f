"""What the import screen reads and writes. ``take`` belongs on the far thread, all else on the
store's, each in one transaction."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from elsec_app.operations import batches, cohorts, people, roster, rounds, today
from elsec_app.operations.batches import Applied, Undone
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine, Place
from elsec_app.operations.pupils import PupilRow, RowProblem
from elsec_app.operations.roster import Plan
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Cohort

if TYPE_CHECKING:
    from elsec_app.instruments.definition import Instrument


class Taken(msgspec.Struct, frozen=True):
    """A class list as it was read. ``digest`` is SHA-256 of the file, in hexadecimal."""

    children: tuple[PupilRow, ...]
    problems: tuple[RowProblem, ...]
    mapping: dict[str, str]
    digest: str


class Planned(msgspec.Struct, frozen=True):
    """What taking it in would do. ``matches`` are the children that rows were matched with, by
    id; ``rounds`` the open cohorts of the setting."""

    plan: Plan
    matches: dict[str, ChildLine]
    rounds: tuple[CohortLine, ...]

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes that the list names, in its order."""
        named = (line.row.class_name for line in self.plan.lines)
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def round(self) -> CohortLine | None:
        """The open round that already holds every class of the list."""
        wanted = set(self.classes)
        return next((one for one in self.rounds if wanted and wanted <= set(one.classes)), None)


def settings(desk: Desk) -> tuple[Place, ...]:
    """The settings that this device works for."""
    with desk.store.reading() as conn:
        return today.board(conn).places


def remembered(desk: Desk, setting: str) -> dict[str, Any] | None:
    """What the columns of the setting's last list meant."""
    with desk.store.reading() as conn:
        return batches.remembered_mapping(conn, setting)


def take(path: Path, mapping: Mapping[str, str] | None, day: date) -> Taken:
    """Read the file. Raises ``ClassListProblem``; stores nothing."""
    from elsec_app.exchange.class_list import read
    from elsec_app.exchange.class_list.opening import load

    data = load(path)
    found = read(data, today=day, mappings=[mapping] if mapping else [])
    digest = hashlib.sha256(data).hexdigest()
    return Taken(found.children, found.problems, found.mapping, digest)


def plan(desk: Desk, setting: str, rows: tuple[PupilRow, ...]) -> Planned:
    with desk.store.reading() as conn:
        made = roster.plan(conn, setting, rows)
        matched = people.children(conn, {line.child for line in made.lines if line.child})
        return Planned(made, matched, cohorts.cohorts(conn, setting))


def apply(desk: Desk, chosen: Plan, taken: Taken, decisions: Mapping[int, str]) -> Applied:
    with desk.store.writing() as conn:
        return batches.apply(
            conn,
            desk.actor,
            chosen,
            file_digest=taken.digest,
            mapping=taken.mapping,
            decisions=decisions,
        )


def undo(desk: Desk, batch: str) -> Undone:
    with desk.store.writing() as conn:
        return batches.undo(conn, desk.actor, batch)


def start_round(desk: Desk, setting: str, cohort: Cohort) -> LeftAt:
    """Open the round; returns where its first class is."""
    with desk.store.writing() as conn:
        made = cohorts.open_cohort(conn, desk.actor, setting, cohort)
    return LeftAt(made, next(iter(cohort.classes), ""))


def best_instrument(
    instruments: Mapping[str, "Instrument"], born: Iterable[date], day: date
) -> str:
    """The screen for a new round: of those given here, the first that is for most of the children;
    empty when none is. A published tool is never chosen for a service, which may not own it."""
    births = tuple(born)
    many = {
        name: sum(rounds.fits(pack, birth, day) for birth in births)
        for name, pack in instruments.items()
        if pack.kind == "administered"
    }
    best = max(many, key=many.__getitem__, default="")
    return best if not births or (best and many[best]) else ""
