"""What a setting has in place for speech, language and communication: its own list.

Advisory: it says what is done, since when and when it is looked at again; it ranks nobody.
"""

from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.protocol.bodies import InPlace
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft


class Line(msgspec.Struct, frozen=True):
    """One thing on a setting's list."""

    id: str
    body: InPlace

    def overdue(self, today: date) -> bool:
        """Whether it should have been looked at before *today*."""
        return self.body.review_by is not None and self.body.review_by < today


def held(conn: Connection, setting: str) -> tuple[Line, ...]:
    """What is in place in *setting* now, the longest first."""
    p = tables.in_place.c
    ids = conn.scalars(select(p.id).where(p.setting == setting, p.ended_on.is_(None))).all()
    found = [Line(key, body) for key, body in records.bodies(conn, ids, InPlace).items()]
    return tuple(sorted(found, key=lambda line: (line.body.since, line.body.title, line.id)))


def strategies(conn: Connection, setting: str) -> dict[str, date]:
    """The library's strategies in place in *setting*, each with the day since when."""
    found: dict[str, date] = {}
    for line in held(conn, setting):
        if line.body.strategy:
            found.setdefault(line.body.strategy, line.body.since)
    return found


def add(conn: Connection, actor: Actor, setting: str, body: InPlace) -> str:
    """Put one more thing on the list. ``BadInput`` says what it still needs."""
    if not body.title.strip():
        raise BadInput(_("Say what is in place, or choose it from the library."))
    if body.since > actor.today():
        raise BadInput(_("It is in place from a day that has come: choose today or earlier."))
    if body.review_by is not None and body.review_by < body.since:
        raise BadInput(_("Look at it again after it began."))
    if body.strategy and body.strategy in strategies(conn, setting):
        raise BadInput(_("This is on the list already."))
    return records.add(conn, actor, Draft("in_place", body, setting))


def reviewed(conn: Connection, actor: Actor, line: str, again_by: date | None) -> None:
    """It was looked at today, and stays in place; to be looked at *again_by* that day."""
    records.edit(conn, actor, line, reviewed_on=actor.today(), review_by=again_by)


def end(conn: Connection, actor: Actor, line: str) -> None:
    """It is no longer in place from today on. The record stays."""
    records.edit(conn, actor, line, ended_on=actor.today())


def resume(conn: Connection, actor: Actor, line: str) -> None:
    """The ending was a slip."""
    records.edit(conn, actor, line, ended_on=None)
