"""Who looks after what waits in a setting. One therapist hands it to another, with all that is
still to come; a setting that nobody took over is everybody's."""

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, func, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.protocol import AREA_WIDE
from elsec_app.protocol.bodies import Handover, User
from elsec_app.protocol.kinds import THERAPIST
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft


class Therapist(msgspec.Struct, frozen=True):
    """Somebody who can look after a caseload. ``settings`` are those they are assigned to."""

    id: str
    name: str
    settings: frozenset[str]

    def covers(self, settings: Iterable[str]) -> bool:
        """Whether records of all these come to their devices."""
        return AREA_WIDE in self.settings or set(settings) <= self.settings


def owners(conn: Connection) -> dict[str, str]:
    """Who looks after each setting's caseload: setting to user, where somebody took it over."""
    h = tables.handover.c
    rows = conn.execute(select(h.setting, h.to).order_by(h.made, h.id))
    return {setting: to for setting, to in {r.setting: r.to for r in rows}.items() if to}


def latest(conn: Connection) -> dict[str, Handover]:
    """The last word on each setting: who gave it to whom, when, and what was said with it."""
    h = tables.handover.c
    rows = conn.execute(select(h.id, h.setting).order_by(h.made, h.id))
    last = {row.setting: row.id for row in rows}
    held = records.bodies(conn, last.values(), Handover)
    return {setting: held[record] for setting, record in last.items()}


def therapists(conn: Connection) -> tuple[Therapist, ...]:
    """The area's therapists, by name."""
    u = tables.user.c
    wanted = select(u.id).where(u.role == THERAPIST, func.coalesce(u.withdrawn, 0) == 0)
    held = records.bodies(conn, conn.scalars(wanted.order_by(u.name, u.id)).all(), User)
    return tuple(Therapist(i, body.name, frozenset(body.settings)) for i, body in held.items())


def hand_over(
    conn: Connection, actor: Actor, settings: Sequence[str], to: str, note: str = ""
) -> tuple[str, ...]:
    """Hand all that waits in *settings*, now and later, to the therapist *to*; nobody: to all.

    ``NotAllowed`` where *to* is not assigned to one of them, for then nothing of it would reach
    them.
    """
    whom = next((one for one in therapists(conn) if one.id == to), None)
    if to and (whom is None or not whom.covers(settings)):
        raise NotAllowed(
            _("They are not assigned to every one of these settings: ask your administrator first.")
        )
    body = Handover(to, actor.sign(), note.strip())
    return tuple(records.add_many(conn, actor, [Draft("handover", body, at) for at in settings]))
