"""Children who move to and fro on a bad network: in the end a laptop holds what a new one would.

A failing seed is its own report: run it alone by its number.
"""

import random
from collections.abc import Callable
from contextlib import suppress

import httpx2
import pytest
from sqlalchemy import select

from elsec_app.errors import NotAllowed, SyncProblem
from elsec_app.operations import identity, moves
from elsec_app.store import tables
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk
from tests.sync.test_moves import a_child, says
from tests.sync.test_schedules import BadNetwork

STEPS = 45
REFUSABLE = {"moved", "not-assigned"}  # what two who do not know of each other may come to


class Autumn:
    """Two schools, three laptops (one school's, the other's, both's), three children."""

    def __init__(self, town: Town, desk: MakeDesk, seed: int) -> None:
        self.rng = random.Random(seed)
        self.oak, self.elm = town.setting("Oak"), town.setting("Elm")
        self.scopes = [("practitioner", self.oak), ("practitioner", self.elm)]
        self.scopes.append(("therapist", self.oak, self.elm))  # type: ignore[arg-type]
        self.desks = [desk(*scope) for scope in self.scopes]
        self.network = BadNetwork(town.http, self.rng)
        self.kids = [a_child(self.desks[n % 2], (self.oak, self.elm)[n % 2]) for n in range(3)]
        for one in (*self.desks, *self.desks):
            one.sync()

    def step(self) -> None:
        acts: list[Callable[[Desk, str, str], object]] = [
            self.note,
            self.note,
            self.edit,
            self.move,
            self.move,
            self.merge,
            self.part,
            self.sync,
            self.sync,
        ]
        desk, child = self.rng.choice(self.desks), self.rng.choice(self.kids)
        where = self.place(desk, child)
        act = self.rng.choice(acts)
        if where or act == self.sync:
            with suppress(NotAllowed):
                act(desk, child, where)

    def place(self, desk: Desk, child: str) -> str:
        """Where *desk* believes that *child* is; empty where it does not know the child."""
        c = tables.child.c
        with desk.store.reading() as conn:
            return conn.scalar(select(c.setting).where(c.id == child)) or ""

    def note(self, desk: Desk, child: str, where: str) -> None:
        says(desk, where, child, f"note {self.rng.random()}")

    def edit(self, desk: Desk, child: str, _where: str) -> None:
        desk.edit(child, known_as=self.rng.choice("ABCD"))

    def move(self, desk: Desk, child: str, where: str) -> None:
        with desk.store.writing() as conn:
            moves.leave(conn, desk.actor, child, to=self.elm if where == self.oak else self.oak)

    def merge(self, desk: Desk, child: str, _where: str) -> None:
        other = self.rng.choice([kid for kid in self.kids if kid != child])
        if self.place(desk, other):
            with desk.store.writing() as conn:
                identity.merge(conn, desk.actor, child, other, reason="Same", take=["known_as"])

    def part(self, desk: Desk, child: str, _where: str) -> None:
        with desk.store.writing() as conn:
            for said in identity.joined(conn, child):
                identity.part(conn, desk.actor, said.id)

    def sync(self, desk: Desk, _child: str, _where: str) -> None:
        http = httpx2.Client(transport=self.network, base_url="http://centre.example")
        with http, suppress(SyncProblem):
            desk.sync(http)


@pytest.mark.parametrize("seed", range(6))
def test_seed(town: Town, desk: MakeDesk, seed: int) -> None:
    autumn = Autumn(town, desk, seed)
    for _step in range(STEPS):
        autumn.step()
    for one in (*autumn.desks, *autumn.desks, *autumn.desks):
        report = one.sync()
        assert report.differ == ()
        assert set(one.refusals.values()) <= REFUSABLE
    for one, scope in zip(autumn.desks, autumn.scopes, strict=True):
        new = desk(*scope)
        new.sync()
        refused = set(one.refusals)
        assert held(one, refused) == held(new, refused), "a laptop's view is what a new one has"
        assert shown(one, refused) == shown(new, refused)


def held(desk: Desk, leaving_out: set[str]) -> dict[str, str]:
    """Every record of a child, but those that wait for a person here."""
    r = tables.record.c
    with desk.store.reading() as conn:
        rows = conn.execute(select(r.id, r.setting, r.body).where(r.child != ""))
        return {row.id: f"{row.setting} {row.body}" for row in rows if row.id not in leaving_out}


def shown(desk: Desk, leaving_out: set[str]) -> dict[str, str]:
    """Whom each enrolment is shown as."""
    if leaving_out:  # what was refused here is not known elsewhere
        return {}
    e = tables.enrolment.c
    with desk.store.reading() as conn:
        return {row.id: row.child for row in conn.execute(select(e.id, e.child))}
