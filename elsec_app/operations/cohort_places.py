"""Places in open cohorts, for many children at once: who joins, who goes along, who has left."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from elsec_app.operations import cohorts
from elsec_app.protocol import bodies
from elsec_app.protocol.kinds import writable_by
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.index import in_ids
from elsec_app.store.records import Draft


class Seated(msgspec.Struct, frozen=True, gc=False):
    """Where a child sits now."""

    child: str
    class_name: str
    year_group: str


class OpenCohorts:
    """The cohorts of *setting* that are open, read once."""

    def __init__(self, conn: Connection, actor: Actor, setting: str) -> None:
        self._conn, self._actor, self._setting = conn, actor, setting
        self._lines = cohorts.cohorts(conn, setting)
        ids = [line.id for line in self._lines]
        self._open = list(records.bodies(conn, ids, bodies.Cohort).items())

    def joined(self, seated: Sequence[Seated], batch: str) -> list[Draft]:
        """Places for those who have none yet in a cohort that takes their class. Who has one in a
        cohort of both classes goes along."""
        if not self._open:
            return []
        held = self._members([one.child for one in seated])
        self._go_along(seated, held)
        return [
            Draft(
                "membership",
                bodies.Membership(cohort, one.class_name, batch),
                self._setting,
                one.child,
            )
            for one in seated
            for cohort, body in self._open
            if (one.child, cohort) not in held
            and cohorts.takes(body, one.class_name, one.year_group)
        ]

    def back(self, seated: Sequence[Seated]) -> None:
        """Who sits in the class before again does so in its cohorts too."""
        if self._open:
            self._go_along(seated, self._members([one.child for one in seated]))

    def count_left(self, kids: Collection[str]) -> None:
        """Those of *kids* who were still to be screened are counted as left, where the role may."""
        if not kids or "not_done" not in writable_by(self._actor.role):
            return
        for cohort, states in self._states():
            for child in kids:
                if states.get(child) in cohorts.UNSETTLED:
                    cohorts.not_done(self._conn, self._actor, child, cohort, "left")

    def not_left(self, kids: Collection[str]) -> None:
        """Take that back."""
        if not kids or "not_done" not in writable_by(self._actor.role):
            return
        for cohort, states in self._states():
            for child in kids:
                if states.get(child) == "left":
                    cohorts.take_back(self._conn, self._actor, child, cohort)

    def _states(self) -> list[tuple[cohorts.CohortLine, dict[str, str]]]:
        day = self._actor.today()
        return [
            (line, {ln.child.id: ln.state for ln in sheet.lines})
            for line in self._lines
            for sheet in (cohorts.run_sheet(self._conn, line.id, today=day),)
        ]

    def _go_along(
        self, seated: Sequence[Seated], held: Mapping[tuple[str, str], tuple[str, str]]
    ) -> None:
        changed: dict[str, list[str]] = defaultdict(list)
        for one in seated:
            for cohort, body in self._open:
                place, class_name = held.get((one.child, cohort), ("", one.class_name))
                if class_name != one.class_name and cohorts.takes(
                    body, one.class_name, one.year_group
                ):
                    changed[one.class_name].append(place)
        for class_name, places in changed.items():
            records.edit_many(self._conn, self._actor, places, class_name=class_name)

    def _members(self, kids: Sequence[str]) -> dict[tuple[str, str], tuple[str, str]]:
        """The places of *kids*: (child, cohort) to its id and class."""
        m = tables.membership.c
        wanted = select(m.id, m.child, m.cohort, m.class_name).where(
            in_ids(m.child, kids), m.withdrawn == ""
        )
        return {
            (row.child, row.cohort): (row.id, row.class_name) for row in self._conn.execute(wanted)
        }
