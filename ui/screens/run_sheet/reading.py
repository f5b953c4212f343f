"""What the run sheet reads and writes, each on the store thread in one transaction."""

from collections.abc import Callable

import msgspec

from elsec_app.operations import cohorts, people, review, rounds, second, today
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.today import Board, LeftAt, Today
from elsec_app.protocol.bodies import OptOut
from elsec_app.protocol.kinds import THERAPIST


class Sheet(msgspec.Struct, frozen=True):
    """The board, and the class in view; ``at`` is none where no cohort is open, and ``to_begin``
    says whether there are children for one. ``asked`` counts the questions that wait for an answer,
    ``asks`` is who asked the oldest, ``to_rate`` how many screenings wait for a second rating."""

    board: Board
    at: Today | None
    asked: int = 0
    asks: str = ""
    to_rate: int = 0
    to_begin: bool = False


def load(desk: Desk, wanted: LeftAt) -> Sheet:
    """The class *wanted*, else the one looked at last, else the first there is."""
    with desk.store.reading() as conn:
        board = today.board(conn)
        cohort, class_name = today.settle(board, wanted if wanted.cohort else board.left)
        asked: tuple[int, str, int] = (0, "", 0)
        if desk.actor.role != THERAPIST:  # whose own desk says so
            asked = (*review.count_questions(conn), len(second.offered(conn, desk)))
        if not cohort:
            to_begin = any(rounds.classes(conn, place.id) for place in board.places)
            return Sheet(board, None, *asked, to_begin)
        day = desk.actor.today()
        at = today.sheet(conn, desk.instruments, cohort, class_name, day)
        return Sheet(board, at, *asked)


def remember(desk: Desk, left: LeftAt) -> None:
    """The class last looked at; no screening is open."""
    with desk.store.writing() as conn:
        if today.left_at(conn) != left:
            today.leave_at(conn, left)


def find(desk: Desk, typed: str) -> tuple[ChildLine, ...]:
    """Children of all classes by what was typed."""
    with desk.store.reading() as conn:
        return people.find(conn, typed)


def where_is(desk: Desk, child: str) -> LeftAt | None:
    with desk.store.reading() as conn:
        return today.where_is(conn, child)


def opt_out_of(desk: Desk, child: str, cohort: str) -> OptOut | None:
    with desk.store.reading() as conn:
        return today.opt_out_of(conn, child, cohort)


def not_done(desk: Desk, at: Today, child: str, code: str) -> str:
    with desk.store.writing() as conn:
        return cohorts.not_done(conn, desk.actor, child, at.cohort, code)


def take_back(desk: Desk, at: Today, child: str) -> str:
    with desk.store.writing() as conn:
        return cohorts.take_back(conn, desk.actor, child, at.cohort)


def opt_out(desk: Desk, at: Today, child: str, by: str, how: str) -> str:
    """For this cohort only: the next one is asked about anew."""
    with desk.store.writing() as conn:
        return cohorts.opt_out(
            conn, desk.actor, child, at.cohort.setting, by=by, how=how, cohort=at.cohort.id
        )


def withdraw_opt_out(desk: Desk, at: Today, child: str) -> None:
    with desk.store.writing() as conn:
        today.withdraw_opt_out(conn, desk.actor, child, at.cohort.id)


Undo = Callable[[], object]
