"""A device with its real encrypted store, enrolled with the real centre."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx2
import msgspec
from sqlalchemy import func, select

from elsec_app.protocol import bodies
from elsec_app.protocol.bodies import Body
from elsec_app.store import outbox, records, state, tables
from elsec_app.store.actor import Actor
from elsec_app.store.database import open_store
from elsec_app.store.records import Draft
from elsec_app.store.state import Identity
from elsec_app.store.vault import Key
from elsec_app.sync import Report, sync_once
from tests.centre.town import Town
from tests.vaults import fresh_vault


class Desk:
    """One person's laptop. ``sync`` fails a test by raising, as the application would see it."""

    def __init__(self, folder: Path, http: httpx2.Client, who: Identity) -> None:
        self.place, key = fresh_vault(folder, who.device)
        self.key = key.secret()
        self.vault = key.vault
        self.http = http
        self.open()
        with self.store.writing() as conn:
            state.set_identity(conn, who)

    def open(self) -> None:
        """Open the store, as after unlocking."""
        self.store = open_store(self.place, Key(bytearray(self.key), self.vault))

    @property
    def who(self) -> Identity:
        with self.store.reading() as conn:
            who = state.identity(conn)
        assert who is not None
        return who

    @property
    def actor(self) -> Actor:
        return self.who.actor()

    def sync(self, http: httpx2.Client | None = None, **more: Any) -> Report:
        return sync_once(self.store, http or self.http, **more)

    def add(self, kind: str, body: Body, setting: str, child: str = "") -> str:
        with self.store.writing() as conn:
            return records.add(conn, self.actor, Draft(kind, body, setting, child))

    def child(self, setting: str, forename: str) -> str:
        return self.add("child", bodies.Child(forename, "Vale", date(2021, 3, 4)), setting)

    def note(self, setting: str, text: str = "seen") -> str:
        return self.add("note", bodies.Note(text), setting)

    def notes(self, setting: str, texts: list[str]) -> list[str]:
        drafts = [Draft("note", bodies.Note(text), setting) for text in texts]
        with self.store.writing() as conn:
            return records.add_many(conn, self.actor, drafts)

    def edit(self, record: str, **changes: object) -> None:
        with self.store.writing() as conn:
            records.edit(conn, self.actor, record, **changes)

    def body(self, record: str) -> dict[str, Any]:
        """The body as the device shows it; ``LookupError`` when it is not there."""
        held = tables.record.c
        with self.store.reading() as conn:
            text = conn.scalar(select(held.body).where(held.id == record))
        if text is None:
            raise LookupError(record)
        return msgspec.json.decode(text, type=dict[str, Any])

    def holds(self, *kinds: str) -> dict[str, str]:
        """Every record of *kinds* (or of all): id to body."""
        held = tables.record.c
        query = select(held.id, held.body)
        with self.store.reading() as conn:
            rows = conn.execute(query.where(held.kind.in_(kinds)) if kinds else query).all()
        return {row.id: row.body for row in rows}

    def count(self, table: str) -> int:
        with self.store.reading() as conn:
            return conn.scalar(select(func.count()).select_from(tables.metadata.tables[table])) or 0

    @property
    def waiting(self) -> int:
        with self.store.reading() as conn:
            return outbox.count(conn).waiting

    @property
    def refusals(self) -> dict[str, str]:
        with self.store.reading() as conn:
            return {r.record: r.reason for r in outbox.refusals(conn)}


MakeDesk = Callable[..., Desk]


def desk_of(folder: Path, town: Town, role: str, *settings: str) -> Desk:
    """A new user's laptop."""
    return Desk(folder, town.http, town.device(town.user(role, *settings)))
