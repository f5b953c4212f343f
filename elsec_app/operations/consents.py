"""What a family agrees to: each purpose by itself, dated, by whom and how.

Apart from the basis of screening, which is never consent. Nothing is replaced: taking consent back
is a further statement, and what was said before stays on record.
"""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import NotAllowed
from elsec_app.i18n import _
from elsec_app.instruments.referring.forms import PURPOSES
from elsec_app.protocol.bodies import Consent
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft


class Standing(msgspec.Struct, frozen=True):
    """What holds for one purpose now. ``withdrawn``: it was given once, and taken back."""

    record: str
    body: Consent
    withdrawn: bool = False

    @property
    def given(self) -> bool:
        return self.body.given


def state(
    conn: Connection,
    actor: Actor,
    child: str,
    setting: str,
    purpose: str,
    *,
    given: bool,
    by: str,
    how: str,
    on: date | None = None,
) -> str:
    """Record what somebody said *on* a day (today): consent, or that it is refused or taken back.

    ``NotAllowed`` without who said so and how, or for a day to come.
    """
    if purpose not in PURPOSES:
        raise ValueError(purpose)
    if not by.strip() or not how.strip():
        raise NotAllowed(_("Say who said so, and how."))
    day = on or actor.today()
    if day > actor.today():
        raise NotAllowed(_("That day has not come yet: choose the day on which it was said."))
    body = Consent(purpose, given, by.strip(), day, how.strip())
    audit.note(conn, actor, "consent", child)
    return records.add(conn, actor, Draft("consent", body, setting, child))


def standing(conn: Connection, child: str) -> dict[str, Standing]:
    """What holds for each purpose that anything was said of: the last day's last word."""
    found: dict[str, Standing] = {}
    for record, body in history(conn, child):
        before = found.get(body.purpose)
        taken_back = not body.given and before is not None and (before.given or before.withdrawn)
        found[body.purpose] = Standing(record, body, taken_back)
    return found


def history(conn: Connection, child: str) -> tuple[tuple[str, Consent], ...]:
    """All that was said, oldest first, with the id of each record."""
    c = tables.consent.c
    ids = conn.scalars(select(c.id).where(c.child == child).order_by(c.on, c.made, c.id)).all()
    held = records.bodies(conn, ids, Consent)
    return tuple((i, held[i]) for i in ids)


def refusing(conn: Connection, purpose: str) -> frozenset[str]:
    """The children whose family's last word on *purpose* is no, in one query."""
    c = tables.consent.c
    said = select(c.child, c.given).where(c.purpose == purpose).order_by(c.on, c.made, c.id)
    last = {row.child: bool(row.given) for row in conn.execute(said)}
    return frozenset(child for child, given in last.items() if not given)


def read(conn: Connection, ids: Iterable[str]) -> tuple[Standing, ...]:
    """The statements *ids*, as a signed referral stands on them, whatever was said since."""
    wanted = list(ids)
    held = records.bodies(conn, wanted, Consent)
    return tuple(Standing(i, held[i]) for i in wanted if i in held)


def purpose_words(purpose: str) -> str:
    """What a family agrees to."""
    return {
        "referral": _("Referral"),
        "assessment": _("A first assessment"),
        "share": _("Sharing information with the people involved"),
        "reports": _("Sending copies of reports"),
        "contact": _("Being contacted"),
        "records": _("Looking into the child's records"),
        "audit": _("Use in an audit of the service"),
        "students": _("Students being present"),
    }.get(purpose, purpose)
