"""What the grid reads and writes, each on the store thread in one transaction."""

from datetime import date

import msgspec

from elsec_app.instruments.answers import Value
from elsec_app.operations import paper, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.paper import Form, Grid, GridRow
from elsec_app.operations.today import Board, LeftAt


class Found(msgspec.Struct, frozen=True):
    """The class in view and its forms; no ``grid`` where none fits or no cohort is open."""

    board: Board
    left: LeftAt
    forms: tuple[Form, ...]
    form: Form | None
    grid: Grid | None


def load(desk: Desk, wanted: LeftAt, form: Form | None, tested_on: date | None) -> Found:
    """The class *wanted*, with *form* where its children have it, else with the commonest."""
    with desk.store.reading() as conn:
        board = today.board(conn)
        cohort, class_name = today.settle(board, wanted if wanted.cohort else board.left)
        left = LeftAt(cohort, class_name)
        if not cohort:
            return Found(board, left, (), None, None)
        day = tested_on or desk.actor.today()
        forms = paper.forms(conn, desk.instruments, cohort, class_name, day)
        chosen = next((f for f in forms if form and _same(f, form)), next(iter(forms), None))
        if chosen is None:
            return Found(board, left, forms, None, None)
        grid = paper.grid(conn, desk.instruments, cohort, class_name, chosen, day)
        return Found(board, left, forms, chosen, grid)


def key(desk: Desk, at: Grid, row: GridRow, item: str, value: Value | None) -> GridRow:
    with desk.store.writing() as conn:
        return paper.key(conn, desk.actor, at, row.child, item, value)


def key_again(desk: Desk, at: Grid, row: GridRow, item: str, value: Value | None) -> GridRow:
    with desk.store.writing() as conn:
        now = paper.reread(conn, at, row)
        return paper.key_again(conn, desk.actor, at, now, item, value)


def settle(desk: Desk, at: Grid, row: GridRow, item: str, second: bool) -> GridRow:
    with desk.store.writing() as conn:
        now = paper.reread(conn, at, row)
        return paper.settle(conn, desk.actor, at, now, item, second=second)


def sign(desk: Desk, at: Grid, row: GridRow) -> str:
    with desk.store.writing() as conn:
        return paper.sign(conn, desk.actor, at, row)


def _same(one: Form, other: Form) -> bool:
    return (one.instrument, one.section) == (other.instrument, other.section)
