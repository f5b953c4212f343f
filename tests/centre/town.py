"""An area to test in: settings, people and enrolled devices, made as an operator makes them."""

import itertools
from datetime import UTC, date, datetime

import httpx2
import msgspec
import psycopg
import uuid_utils

from elsec_app.centre import publish
from elsec_app.protocol import PROTOCOL, bodies
from elsec_app.protocol.bodies import Body
from elsec_app.protocol.kinds import KINDS
from elsec_app.protocol.record import Record, canonical
from elsec_app.protocol.wire import Page, Pull, Push, Receipt, Receipts
from elsec_app.store.state import Identity
from elsec_app.sync.enrol import enrol, new_keys
from elsec_app.sync.line import Clock, Line

_codes = (f"area{n}" for n in itertools.count(1))


def new_id() -> str:
    return str(uuid_utils.uuid7())


class Town:
    """One area. ``http`` speaks to the centre, ``owner`` is the operator's connection."""

    def __init__(self, owner: str, http: httpx2.Client) -> None:
        self.owner = owner
        self.http = http
        self.area = next(_codes)
        with self.operator() as conn:
            publish.add_area(conn, self.area, "Telford & Wrekin")

    def operator(self) -> psycopg.Connection:
        return psycopg.connect(self.owner)

    def setting(self, name: str = "Oak Primary") -> str:
        with self.operator() as conn:
            return publish.add_setting(conn, self.area, bodies.Setting(name, phase="primary"))

    def user(self, role: str, *settings: str) -> str:
        with self.operator() as conn:
            user = publish.add_user(conn, self.area, bodies.User(f"A {role}", role))
            publish.assign(conn, self.area, user, settings)
            return user

    def code(self, user: str, at: datetime | None = None) -> str:
        with self.operator() as conn:
            return publish.new_code(conn, self.area, user, at or datetime.now(UTC))

    def device(self, user: str) -> Identity:
        return enrol(self.http, self.code(user), new_keys())

    def laptop(self, role: str, *settings: str) -> "Laptop":
        """A new user's new device."""
        return Laptop(self.http, self.device(self.user(role, *settings)))


class Laptop:
    """An enrolled device without a store: what it sends is said in the test."""

    def __init__(self, http: httpx2.Client, who: Identity, clock: Clock | None = None) -> None:
        self.who = who
        more = {} if clock is None else {"clock": clock}
        self.line = Line(http, who.area, who.device, who.private_key, **more)

    def record(self, kind: str, body: Body, setting: str, **more: str) -> Record:
        made = more.get("id") or new_id()
        change = more.get("change") or (new_id() if KINDS[kind].editable else made)
        return Record(
            made,
            kind,
            self.who.area,
            setting,
            more.get("child", ""),
            self.who.user,
            self.who.device,
            "",
            "2026-09-21T09:00:00+01:00",
            1,
            change,
            more.get("base", ""),
            msgspec.Raw(canonical(body)),
        )

    def note(self, setting: str, text: str = "seen") -> Record:
        return self.record("note", bodies.Note(text), setting)

    def move(self, setting: str, child: str, to: str) -> Record:
        return self.record("move", bodies.Move(date(2026, 9, 21), to), setting, child=child)

    def child(self, setting: str, forename: str, **more: str) -> Record:
        known_as = more.pop("known_as", "")
        if more.get("child") == "itself":
            more["id"] = more["child"] = more.get("id") or new_id()
        body = bodies.Child(forename, "Vale", date(2021, 3, 4), known_as)
        return self.record("child", body, setting, **more)

    def push(self, *records: Record, epoch: str = "") -> Receipts:
        message = Push(PROTOCOL, epoch or self.who.epoch, list(records))
        return self.line.ask("/v1/push", message, Receipts)

    def receipts(self, *records: Record) -> list[Receipt]:
        return self.push(*records).receipts

    def outcomes(self, *records: Record) -> list[str]:
        return [r.reason or r.outcome for r in self.receipts(*records)]

    def page(self, limit: int = 2000, **cursors: int) -> Page:
        message = Pull(PROTOCOL, self.who.epoch, cursors, limit)
        return self.line.ask("/v1/pull", message, Page)

    def pull(self, cursors: dict[str, int] | None = None) -> list[Record]:
        """Every record after *cursors*, however many pages."""
        now = dict(cursors or {})
        records: list[Record] = []
        while True:
            page = self.page(**now)
            records += [item.record for item in page.records]
            now |= page.cursors
            if page.done:
                return records
