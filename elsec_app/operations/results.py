"""Signed results, as the class view, the review desk and the pages show them."""

from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, select

from elsec_app.operations.people import ChildLine, children, class_names
from elsec_app.protocol.bodies import Screening
from elsec_app.store import tables
from elsec_app.store.index import in_ids


class Signed(msgspec.Struct, frozen=True):
    """A signed screening with its child. ``rev`` is 0 until the centre has it.

    ``stated_of`` is the child that the record names: another where two were found to be one.
    """

    id: str
    child: ChildLine
    class_name: str
    setting: str
    instrument_hash: str
    device: str
    rev: int
    body: Screening
    superseded: bool = False
    stated_of: str = ""

    @property
    def attention(self) -> bool:
        """Whether the outcome, a strand or a judgement wants somebody's attention."""
        return self.body.overall_attention or any(
            s.judgement_attention if s.judgement else s.attention for s in self.body.strands
        )


def of_child(conn: Connection, child: str) -> tuple[Signed, ...]:
    """All signed screenings of a child, newest first, superseded ones included and marked."""
    s = tables.screening.c
    return _signed(conn, conn.scalars(select(s.id).where(s.child == child)).all())


def of_cohort(conn: Connection, cohort: str, class_name: str | None = None) -> tuple[Signed, ...]:
    """The current signed screenings of a cohort, in name order; of one class when given.

    The class is the one that the child was screened in, wherever the child is by now.
    """
    s, m = tables.screening.c, tables.membership.c
    ids = conn.scalars(select(s.id).where(s.cohort == cohort)).all()
    then = {
        row.child: row.class_name
        for row in conn.execute(
            select(m.child, m.class_name).where(m.cohort == cohort, m.withdrawn == "")
        )
    }
    found = [
        msgspec.structs.replace(one, class_name=then.get(one.child.id, one.class_name))
        for one in _signed(conn, ids)
        if not one.superseded
    ]
    of_class = [one for one in found if class_name in (None, one.class_name)]
    return tuple(sorted(of_class, key=lambda one: (one.child.surname, one.child.forename)))


def many(conn: Connection, screenings: Iterable[str]) -> dict[str, Signed]:
    """Signed screenings by id, in the order asked for; those not held are left out."""
    wanted = list(screenings)
    found = {one.id: one for one in _signed(conn, wanted)}
    return {i: found[i] for i in wanted if i in found}


def one(conn: Connection, screening: str) -> Signed:
    """One signed screening. ``LookupError`` when the device does not hold it."""
    found = _signed(conn, [screening])
    if not found:
        raise LookupError(screening)
    return found[0]


def _signed(conn: Connection, ids: Iterable[str]) -> tuple[Signed, ...]:
    wanted = list(ids)
    r, s = tables.record.c, tables.screening.c
    rows = conn.execute(
        select(s.child, r.id, r.setting, r.instrument, r.device, r.rev, r.body, r.child.label("of"))
        .join(tables.screening, s.id == r.id)
        .where(in_ids(r.id, wanted))
        .order_by(r.made.desc(), r.id.desc())
    ).all()
    kids = children(conn, [row.child for row in rows])
    replaced = set(conn.scalars(select(s.supersedes).where(in_ids(s.supersedes, wanted))))
    classes = class_names(conn, kids)
    return tuple(
        Signed(
            row.id,
            kids[row.child],
            classes.get(row.child, ""),
            row.setting,
            row.instrument,
            row.device,
            row.rev,
            msgspec.json.decode(row.body, type=Screening),
            row.id in replaced,
            row.of,
        )
        for row in rows
        if row.child in kids
    )
