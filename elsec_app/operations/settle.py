"""Two edits of one field that met at the centre: a person says what it shall be.

The centre keeps one value and states the conflict with both. Settling edits the record, as anybody
may at any time, and marks the conflict settled, so that nobody is asked twice.
"""

from datetime import date
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import BadInput, NotAllowed
from elsec_app.i18n import _
from elsec_app.operations.history import names
from elsec_app.operations.people import ChildLine, children
from elsec_app.operations.sending import kind_words
from elsec_app.operations.words import language_words, sex_words
from elsec_app.protocol.bodies import Conflict, Settled
from elsec_app.protocol.kinds import check_body
from elsec_app.protocol.record import canonical, fields
from elsec_app.store import audit, records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.among import in_ids
from elsec_app.store.records import Draft

Chosen = Literal["centre", "device", "other"]
PLACE = "@setting"  # how the centre names the setting that a record is in


class Dispute(msgspec.Struct, frozen=True):
    """A conflict that nobody has settled. ``centre`` is what stands at the centre, ``device`` what
    came later and was kept beside it; ``base`` what both began from. ``writes``: a third value
    can be written. Values are in words."""

    id: str
    child: ChildLine | None
    what: str
    field: str
    base: str
    centre: str
    device: str
    centre_by: str
    device_by: str
    at: str
    writes: bool


def count(conn: Connection) -> int:
    """How many conflicts nobody has settled."""
    return len(_open(conn))


def disputes(conn: Connection) -> tuple[Dispute, ...]:
    """The conflicts that nobody has settled, oldest first."""
    ids = _open(conn)
    r = tables.record.c
    held = records.bodies(conn, ids, Conflict)
    rows = {row.id: row for row in conn.execute(
        select(r.id, r.child, r.made).where(in_ids(r.id, ids))
    )}  # fmt: skip
    c = tables.conflict.c
    shown = {
        row.id: row.child for row in conn.execute(select(c.id, c.child).where(in_ids(c.id, ids)))
    }
    kids = children(conn, shown.values())
    people = names(conn, {who for b in held.values() for who in (b.centre_author, b.device_author)})
    places = {row.id: row.name for row in conn.execute(select(tables.setting))}

    def dispute(conflict: str) -> Dispute:
        body = held[conflict]
        base, centre, device = (
            _value(body, value, places) for value in (body.base, body.centre, body.device)
        )
        return Dispute(
            conflict,
            kids.get(shown[conflict]),
            kind_words(body.kind),
            field_words(body.field),
            base,
            centre,
            device,
            people.get(body.centre_author, _("Somebody")),
            people.get(body.device_author, _("Somebody")),
            rows[conflict].made,
            all(v is None or isinstance(v, str) for v in (body.centre, body.device))
            and body.field != PLACE,
        )

    return tuple(dispute(conflict) for conflict in ids)


def settle(conn: Connection, actor: Actor, conflict: str, chosen: Chosen, other: str = "") -> str:
    """Let the field be the centre's value, the device's, or *other*. Returns the mark's id.

    Raises ``BadInput`` for a value that the field cannot have, ``NotAllowed`` where a record would
    have to move to another setting, or somebody has settled it meanwhile.
    """
    if conflict not in _open(conn):
        raise NotAllowed(_("Somebody has settled this already."))
    body = records.read(conn, conflict, Conflict)
    value = {"centre": body.centre, "device": body.device, "other": other.strip()}[chosen]
    if body.field == PLACE and chosen != "centre":
        raise NotAllowed(_("Move the child to the other setting from the child’s page instead."))
    if body.field != PLACE:
        _change(conn, actor, body, value)
    row = conn.execute(select(tables.record).where(tables.record.c.id == conflict)).one()
    mark = Settled(conflict, chosen, actor.sign())
    audit.note(conn, actor, "settle", row.child)
    return records.add(conn, actor, Draft("settled", mark, row.setting, row.child))


def field_words(field: str) -> str:
    """A field as people say it."""
    return {
        "forename": _("First name"),
        "surname": _("Surname"),
        "known_as": _("Known as"),
        "born": _("Date of birth"),
        "sex": _("Sex"),
        "upn": _("UPN"),
        "nhs_number": _("NHS number"),
        "first_language": _("First language"),
        "sen_provision": _("SEN provision"),
        "class_name": _("Class"),
        "year_group": _("Year group"),
        "since": _("From"),
        "until": _("Until"),
        "withdrawn": _("Withdrawn"),
        "withdrawn_on": _("Withdrawn on"),
        "name": _("Name"),
        "opens": _("Opens"),
        "closes": _("Closes"),
        "opt_out_by": _("Opt-out deadline"),
        PLACE: _("Setting"),
    }.get(field, field.replace("_", " "))


def _open(conn: Connection) -> list[str]:
    c, s = tables.conflict.c, tables.settled.c
    done = select(s.id).where(s.conflict == c.id).exists()
    return list(conn.scalars(select(c.id).where(~done).order_by(c.made, c.id)))


def _change(conn: Connection, actor: Actor, about: Conflict, value: object) -> None:
    held = tables.record.c
    row = conn.execute(select(held.kind, held.body).where(held.id == about.record)).one_or_none()
    if row is None:
        raise NotAllowed(_("This record is not on this computer: settle it where it is held."))
    now = fields(row.body.encode())
    if now.get(about.field) == value:
        return
    new = {k: v for k, v in (now | {about.field: value}).items() if v is not None}
    try:
        check_body(row.kind, canonical(new))
    except msgspec.ValidationError as error:
        raise BadInput(
            _("“{value}” cannot be the {field}. Dates are written 2022-05-04.").format(
                value=value, field=field_words(about.field).lower()
            )
        ) from error
    records.edit(conn, actor, about.record, **{about.field: value})


def _value(about: Conflict, value: Any, places: dict[str, str]) -> str:
    if value is None or value == "":
        return _("nothing")
    if about.field == PLACE:
        return places.get(value, str(value))
    if about.field == "first_language":
        return language_words(str(value))
    if about.field == "sex":
        return sex_words(str(value))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return _day(str(value))


def _day(value: str) -> str:
    try:
        day = date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return value
    return f"{day.day} {day:%B %Y}" if day else value
