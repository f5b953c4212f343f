"""Seeded mornings of three laptops on a bad network: whatever happens, all end with the same.

A failing seed is its own report: run it alone by its number.
"""

import random
from collections.abc import Callable
from contextlib import suppress

import httpx2
import pytest
from sqlalchemy import select

from elsec_app.centre import publish
from elsec_app.errors import SyncProblem
from elsec_app.store import tables
from tests.centre.town import Laptop, Town
from tests.sync.desk import Desk, MakeDesk

SEEDS = range(6)
MORE = range(6, 206)
STEPS = 40
NAMES = ("Mira", "Mara", "Myra", "Moira")


class BadNetwork(httpx2.BaseTransport):
    """A way to the real centre that loses requests before it and answers after it."""

    def __init__(self, http: httpx2.Client, rng: random.Random) -> None:
        self.http = http
        self.rng = rng
        self.lost = {"request": 0, "answer": 0}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        fate = self.rng.random()
        if fate < 0.2:
            self.lost["request"] += 1
            raise httpx2.ConnectError("lost on the way there")
        body, headers = request.read(), request.headers
        answer = self.http.request(request.method, request.url.path, content=body, headers=headers)
        if fate > 0.6:
            self.lost["answer"] += 1
            raise httpx2.ReadError("lost on the way back")
        return httpx2.Response(answer.status_code, content=answer.content, headers=answer.headers)


class Morning:
    """What three people do, by chance, and what must be found in the end."""

    def __init__(self, town: Town, desk: MakeDesk, seed: int) -> None:
        self.rng = random.Random(seed)
        self.town = town
        self.places = [town.setting("Oak"), town.setting("Elm")]
        self.desks = [desk("practitioner", *self.places) for _ in range(3)]
        self.network = BadNetwork(town.http, self.rng)
        self.stated: set[str] = set()
        self.children: list[str] = []

    def step(self) -> None:
        acts: list[Callable[[Desk], None]] = [
            self.note,
            self.note,
            self.child,
            self.edit,
            self.edit,
            self.edit,
            self.sync,
            self.sync,
            self.sync_in_part,
            self.reassign,
            self.read_again,
        ]
        self.rng.choice(acts)(self.rng.choice(self.desks))

    def note(self, desk: Desk) -> None:
        self.stated.add(desk.note(self.rng.choice(self.places), "x" * self.rng.randrange(200)))

    def child(self, desk: Desk) -> None:
        self.children.append(desk.child(self.rng.choice(self.places), self.rng.choice(NAMES)))

    def edit(self, desk: Desk) -> None:
        held = [child for child in self.children if child in desk.holds("child")]
        if held:
            field = self.rng.choice(["forename", "known_as"])
            desk.edit(self.rng.choice(held), **{field: self.rng.choice(NAMES)})

    def sync(self, desk: Desk) -> None:
        http = httpx2.Client(transport=self.network, base_url="http://centre.example")
        with http, suppress(SyncProblem):
            desk.sync(http)

    def sync_in_part(self, desk: Desk) -> None:
        desk.sync(cancelled=lambda: self.rng.random() < 0.4)

    def reassign(self, desk: Desk) -> None:
        """A setting is taken away for a while; what waits for it meanwhile is refused."""
        place = self.rng.choice(self.places)
        with self.town.operator() as conn:
            publish.unassign(conn, self.town.area, desk.who.user, [place])
        if desk.waiting == 0:
            desk.sync()
        with self.town.operator() as conn:
            publish.assign(conn, self.town.area, desk.who.user, [place])

    def read_again(self, _desk: Desk) -> None:
        if self.rng.random() < 0.3:
            with self.town.operator() as conn:
                publish.renew_epoch(conn, self.town.area)

    def changes(self) -> set[str]:
        """Every version that is still waiting somewhere."""
        found: set[str] = set()
        for desk in self.desks:
            with desk.store.reading() as conn:
                found |= set(conn.scalars(select(tables.outbox.c.change)))
        return found


@pytest.mark.parametrize("seed", SEEDS)
def test_seed(town: Town, desk: MakeDesk, seed: int) -> None:
    run(town, desk, seed)


@pytest.mark.deep
def test_many_seeds(town: Town, desk: MakeDesk) -> None:
    for seed in MORE:
        print("seed", seed)  # noqa: T201 - shown when it fails
        run(Town(town.owner, town.http), desk, seed)


def run(town: Town, desk: MakeDesk, seed: int) -> None:
    """A whole morning; afterwards everybody syncs in peace, and all is compared."""
    morning = Morning(town, desk, seed)
    made: set[str] = set()
    for _ in range(STEPS):
        morning.step()
        made |= morning.changes()
    for one in (*morning.desks, *morning.desks):
        report = one.sync()
        assert (report.differ, report.lacking, report.refused) == ((), 0, 0)
        assert report.reread == (), "equal only after reading again"
    assert sum(morning.network.lost.values()) > 0, "the network was too good"
    assert morning.changes() == set()

    reader = town.laptop("therapist", *morning.places)
    there = {r.id: bytes(r.body).decode() for r in reader.pull()}
    for one in morning.desks:
        held = one.holds()
        assert {name: body for name, body in held.items() if name in there} == held
        assert held.keys() == there.keys() - {reader.who.user}
    assert morning.stated | set(morning.children) <= there.keys()
    assert kept(town) >= made, "a version was lost"
    assert gapless(town, reader)


def kept(town: Town) -> set[str]:
    """Every version that the centre ever took, by its change."""
    with town.operator() as conn:
        rows = conn.execute(
            "SELECT change::text FROM record WHERE area = %(area)s"
            " UNION SELECT change::text FROM version WHERE area = %(area)s",
            {"area": town.area},
        )
        return {change for (change,) in rows}


def gapless(town: Town, reader: Laptop) -> bool:
    """Positions are counted without a gap: the present ones, and those of superseded versions."""
    with town.operator() as conn:
        rows = conn.execute(
            "SELECT f.head, (SELECT count(*) FROM record r WHERE r.area = f.area AND r.setting ="
            " f.setting), (SELECT coalesce(max(pos), 0) FROM record r WHERE r.area = f.area AND"
            " r.setting = f.setting), (SELECT count(*) FROM version v WHERE v.area = f.area AND"
            " v.setting = f.setting AND v.outcome = 'accepted') FROM feed f WHERE f.area = %s",
            [reader.who.area],
        ).fetchall()
    return all(head == last == now + before for head, now, last, before in rows)
