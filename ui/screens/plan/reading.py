"""What the page of a class's plan reads and writes, on the store thread."""

from collections.abc import Sequence
from datetime import date

import msgspec

from elsec_app.operations import class_plan, cohorts, results, today
from elsec_app.operations.class_plan import Plan
from elsec_app.operations.cohorts import RunSheet
from elsec_app.operations.desk import Desk
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.bodies import Chosen


class Found(msgspec.Struct, frozen=True):
    """``sheet`` and ``plan`` are none where no round is open."""

    sheet: RunSheet | None = None
    plan: Plan | None = None


def load(desk: Desk, wanted: LeftAt) -> Found:
    """The plan of the class *wanted*, else of the one looked at last."""
    with desk.store.reading() as conn:
        board = today.board(conn)
        cohort, class_name = today.settle(board, wanted if wanted.cohort else board.left)
        if not cohort:
            return Found()
        sheet = cohorts.run_sheet(conn, cohort, class_name, today=desk.actor.today())
        signed = results.of_cohort(conn, cohort, class_name)
        return Found(sheet, class_plan.plan(conn, desk, sheet, signed))


def save(desk: Desk, sheet: RunSheet, things: Sequence[Chosen], rescreen_on: date | None) -> str:
    with desk.store.writing() as conn:
        return class_plan.save(conn, desk.actor, sheet, things, rescreen_on)
