"""What the class view reads, on the store thread in one view of the store."""

import msgspec

from elsec_app.operations import identity, pooled, results, rollover, rounds, today
from elsec_app.operations.cohorts import RunSheet
from elsec_app.operations.desk import Desk
from elsec_app.operations.pooled import Pool
from elsec_app.operations.results import Signed
from elsec_app.operations.today import Board, LeftAt


class ClassSheet(msgspec.Struct, frozen=True):
    """``sheet`` is none where no cohort is open. ``signed`` is by child."""

    board: Board
    sheet: RunSheet | None
    signed: dict[str, tuple[Signed, ...]]
    pools: tuple[Pool, ...]
    alike: int = 0  # pairs of the setting's children who may be one
    to_begin: bool = False  # there are children, and no round
    new_year: bool = False  # somebody is still in a class of the school year before


def load(desk: Desk, wanted: LeftAt) -> ClassSheet:
    """The class *wanted*, else the one looked at last, else the first there is."""
    with desk.store.reading() as conn:
        board = today.board(conn)
        cohort, class_name = today.settle(board, wanted if wanted.cohort else board.left)
        if not cohort:
            to_begin = any(rounds.classes(conn, place.id) for place in board.places)
            return ClassSheet(board, None, {}, (), to_begin=to_begin)
        sheet = today.counted(conn, desk.instruments, cohort, class_name, desk.actor.today())
        signed = results.of_cohort(conn, cohort, class_name)
        by_child: dict[str, tuple[Signed, ...]] = {}
        for one in signed:
            by_child[one.child.id] = (*by_child.get(one.child.id, ()), one)
        alike = len(identity.pairs(conn, sheet.cohort.setting))
        due = rollover.is_due(conn, sheet.cohort.setting, desk.actor.today())
        return ClassSheet(board, sheet, by_child, pooled.pools(signed), alike, new_year=due)
