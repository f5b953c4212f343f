"""What a class does for all its children: drawn from its results, then chosen by somebody.

Each saving is a record of its own, with who and when; the newest is the class's plan, on the screen
and on paper alike. Until one is saved, what is drawn stands there and says so.
"""

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec
from sqlalchemy import Connection, select

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.operations import cohorts, offer, pooled, results
from elsec_app.operations.cohorts import RunSheet
from elsec_app.operations.desk import Desk
from elsec_app.operations.results import Signed
from elsec_app.protocol.bodies import Chosen, ClassPlan, Signature
from elsec_app.store import records, tables
from elsec_app.store.actor import Actor
from elsec_app.store.records import Draft


class Plan(msgspec.Struct, frozen=True):
    """``signed`` is none while nobody has saved it. ``others`` are what could stand there too."""

    things: tuple[Chosen, ...]
    rescreen_on: date | None
    signed: Signature | None
    others: tuple[Chosen, ...] = ()

    def instead_of(self, thing: Chosen) -> Chosen | None:
        """What comes after *thing*, round and round: of its strand while there is one, else of
        another; none where all are in the plan."""
        ids = [one.id for one in self.others]
        start = ids.index(thing.id) + 1 if thing.id in ids else 0
        taken = {one.id for one in self.things}
        free = [one for one in self.others[start:] + self.others[:start] if one.id not in taken]
        mine = [one for one in free if one.strand == thing.strand]
        return next(iter(mine or free), None)

    def one_more(self) -> Chosen | None:
        """What could be added, of the strand that has the fewest things in the plan."""
        taken = {one.id for one in self.things}
        strands = [one.strand for one in self.things]
        free = (one for one in self.others if one.id not in taken)
        return min(free, key=lambda one: strands.count(one.strand), default=None)


def plan(conn: Connection, desk: Desk, sheet: RunSheet, signed: Sequence[Signed]) -> Plan:
    """The plan of the class of *sheet*, whose results are *signed*."""
    pools, months = pooled.pools(signed), cohorts.middle_age(sheet)
    others = offer.instead(desk.strategies, pools, months)
    if saved := newest(conn, sheet.cohort.id, sheet.class_name):
        return Plan(saved.things, saved.rescreen_on, saved.signed, others)
    drawn = offer.for_class(desk.strategies, pools, months)
    return Plan(drawn, next_screen(signed, desk.actor.today()), None, others)


def of_class(conn: Connection, desk: Desk, cohort: str, class_name: str) -> Plan:
    """As :func:`plan`, for a class by name."""
    sheet = cohorts.run_sheet(conn, cohort, class_name, today=desk.actor.today())
    return plan(conn, desk, sheet, results.of_cohort(conn, cohort, class_name))


def newest(conn: Connection, cohort: str, class_name: str | None) -> ClassPlan | None:
    """The plan that was saved last for a class."""
    p, r = tables.class_plan.c, tables.record.c
    last = conn.scalar(
        select(p.id)
        .join(tables.record, r.id == p.id)
        .where(p.cohort == cohort, p.class_name == class_name)
        .order_by(r.made.desc(), p.id.desc())
        .limit(1)
    )
    return records.read(conn, last, ClassPlan) if last else None


def next_screen(signed: Iterable[Signed], today: date) -> date | None:
    """The first day from *today* on which a child is due again, else the latest one missed."""
    due = sorted(one.body.rescreen_due for one in signed if one.body.rescreen_due)
    return next((day for day in due if day >= today), due[-1] if due else None)


def save(
    conn: Connection,
    actor: Actor,
    sheet: RunSheet,
    things: Sequence[Chosen],
    rescreen_on: date | None,
) -> str:
    """Save the class's plan. ``BadInput`` for none, too many, or one thing twice."""
    if not things:
        raise BadInput(_("Keep at least one thing in the plan."))
    if len(things) > offer.CLASS_PLAN:
        raise BadInput(_("Keep at most {n} things: more are not done.").format(n=offer.CLASS_PLAN))
    if len({one.id for one in things}) < len(things):
        raise BadInput(_("The same thing stands in the plan twice: choose another."))
    body = ClassPlan(
        sheet.cohort.id, sheet.class_name or "", tuple(things), actor.sign(), rescreen_on
    )
    return records.add(conn, actor, Draft("class_plan", body, sheet.cohort.setting))
