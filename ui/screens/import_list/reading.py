"""What the import screen reads and writes. ``take`` belongs on the far thread, all else on the
store's, each in one transaction."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from elsec_app.operations import batches, cohorts, people, roster, rounds, today
from elsec_app.operations.batches import Applied, Batch, Undone
from elsec_app.operations.cohorts import CohortLine
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import Place
from elsec_app.operations.pupils import PupilRow
from elsec_app.operations.roster import Plan
from elsec_app.operations.today import LeftAt
from elsec_app.operations.watching import Watch
from elsec_app.protocol.bodies import Cohort
from ui.screens.import_list import head_words, words
from ui.screens.import_list.words import Listed
from ui.widgets.model import Row

if TYPE_CHECKING:
    from elsec_app.exchange.class_list.reading import Reading
    from elsec_app.instruments.definition import Instrument

BY_YEAR = "class_by_year"
"""In what is remembered of a list: that each year group is a class."""


class Said(msgspec.Struct, frozen=True):
    """What a person said of a list: the field of each column (empty: as the reader takes them),
    which way its dates are, which sheet, and the class of the children whose class it does not
    give; with *by_year* their year group is their class."""

    columns: tuple[str | None, ...] = ()
    order: str | None = None
    sheet: str | None = None
    class_name: str = ""
    by_year: bool = False


class Source(NamedTuple):
    """A file, or what was pasted; *name* as people know it."""

    name: str
    content: Path | bytes


class Taken(msgspec.Struct, frozen=True):
    """A class list as it was read. ``digest`` is SHA-256 of the file, in hexadecimal;
    ``children`` have each the class that the list or else the person gives, and ``classless`` is
    how many have none in the list."""

    source: Source
    said: Said
    reading: "Reading"
    digest: str
    children: tuple[PupilRow, ...]
    classless: int

    @property
    def complete(self) -> bool:
        """Whether it is known which columns hold the names and the dates of birth."""
        return not head_words.missing(self.reading.mapping)

    @property
    def named(self) -> bool:
        """Whether some child of it has a class."""
        return any(child.class_name for child in self.children)

    @property
    def remember(self) -> dict[str, object]:
        """What the setting's next list is read by."""
        by_year = {BY_YEAR: True} if self.said.by_year else {}
        return {**self.reading.remember, **by_year}


class Planned(msgspec.Struct, frozen=True):
    """What taking it in would do, and the same as lines of the screen and rows of its table, as
    far as they are settled. ``rounds`` are the open cohorts of the setting."""

    plan: Plan
    lines: tuple[Listed, ...]
    rows: tuple[Row, ...]
    rounds: tuple[CohortLine, ...]

    @property
    def unread(self) -> int:
        """How many of the list's rows hold no child."""
        rows = {line.row for line in self.lines if line.row}
        return len(rows - {line.row.row for line in self.plan.lines})

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


class Here(msgspec.Struct, frozen=True):
    """What is known of a setting before a list comes."""

    mappings: tuple[dict[str, Any], ...]
    classes: tuple[str, ...]
    recent: tuple[Batch, ...]


def settings(desk: Desk) -> tuple[Place, ...]:
    """The settings that this device works for."""
    with desk.store.reading() as conn:
        return today.board(conn).places


def here(desk: Desk, setting: str) -> Here:
    with desk.store.reading() as conn:
        return Here(
            tuple(batches.remembered_mappings(conn, setting)),
            tuple(one.name for one in rounds.classes(conn, setting)),
            batches.recent(conn, setting),
        )


def take(source: Source, said: Said, mappings: Sequence[Mapping[str, Any]], day: date) -> Taken:
    """Read the list. Raises ``ClassListProblem``; stores nothing."""
    from elsec_app.exchange.class_list import read
    from elsec_app.exchange.class_list.opening import load
    from elsec_app.exchange.class_list.reading import ByHand

    data = source.content if isinstance(source.content, bytes) else load(source.content)
    by_hand = ByHand(said.columns, said.order, said.sheet)  # type: ignore[arg-type]
    found = read(data, by_hand=by_hand, mappings=mappings, today=day, strict=False)
    if said == Said() and found.remembered and found.remembered.get(BY_YEAR):
        said = Said(by_year=True)
    classless = sum(not child.class_name for child in found.children)
    children = found.children
    if classless and (said.class_name or said.by_year):
        children = tuple(
            row if row.class_name else msgspec.structs.replace(row, class_name=_class(row, said))
            for row in children
        )
    return Taken(source, said, found, hashlib.sha256(data).hexdigest(), children, classless)


def _class(row: PupilRow, said: Said) -> str | None:
    if said.by_year:
        return head_words.year_name(row.year_group) if row.year_group else None
    return said.class_name


def plan(
    desk: Desk,
    setting: str,
    taken: Taken,
    decisions: Mapping[int, str],
    leaving: Collection[str],
    watch: Watch,
) -> Planned:
    with desk.store.reading() as conn:
        made = roster.plan(conn, setting, taken.children, watch)
        ids = {line.child for line in made.lines if line.child} | set(made.left)
        held = people.children(conn, ids)
        lines = tuple(
            words.decided(line, decisions, leaving)
            for line in words.listed(made, held, taken.reading.problems)
        )
        return Planned(made, lines, tuple(words.rows(lines)), cohorts.cohorts(conn, setting))


def apply(
    desk: Desk,
    planned: Planned,
    taken: Taken,
    decisions: Mapping[int, str],
    leaving: Collection[str],
    watch: Watch,
) -> Applied:
    with desk.store.writing() as conn:
        return batches.apply(
            conn,
            desk.actor,
            planned.plan,
            file_digest=taken.digest,
            mapping=taken.remember,
            name=taken.source.name,
            decisions=decisions,
            leaving=leaving,
            unread=planned.unread,
            watch=watch,
        )


def undo(desk: Desk, batch: str) -> Undone:
    with desk.store.writing() as conn:
        return batches.undo(conn, desk.actor, batch)


def new_round(desk: Desk, taken: Taken, classes: Sequence[str]) -> Cohort | None:
    """The usual round for *classes*; none while there is no screen for it."""
    day = desk.actor.today()
    born = [row.date_of_birth for row in taken.children]
    instrument = best_instrument(desk.instruments, born, day)
    return rounds.usual(day, classes, instrument) if instrument else None


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
