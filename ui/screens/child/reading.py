"""What the page reads and writes, on the store thread."""

import msgspec

from elsec_app.operations import change, history, review, today
from elsec_app.operations.change import Change
from elsec_app.operations.desk import Desk
from elsec_app.operations.history import ChildPage
from elsec_app.operations.today import LeftAt
from elsec_app.protocol.kinds import writable_by


class Found(msgspec.Struct, frozen=True):
    """The page, what changed up to the newest result, and where the child is to be screened now;
    none where nothing is left to screen."""

    page: ChildPage
    changes: tuple[Change, ...]
    where: LeftAt | None
    decided: str  # the decision that stands on the newest result, in words; empty: none
    may: frozenset[str]  # kinds that whoever works here may write

    @property
    def undecided(self) -> bool:
        """Whether the newest result waits for a decision."""
        return self.page.latest is not None and not self.decided


def load(desk: Desk, child: str) -> Found | None:
    """The page of *child*; none when the device does not hold the child."""
    with desk.store.reading() as conn:
        try:
            page = history.page(conn, desk.actor, child)
        except LookupError:
            return None
        where = today.to_screen(conn, child, desk.actor.today())
        latest = page.latest
        stands = review.latest(conn, latest.id) if latest else None
    pack = desk.instruments.get(latest.body.instrument) if latest else None
    changes = change.series(page.signed, pack, latest.id) if latest else ()
    said = review.decision_words(stands.decision) if stands else ""
    return Found(page, changes, where, said, writable_by(desk.actor.role))


def note_opened(desk: Desk, child: str, what: str) -> None:
    with desk.store.writing() as conn:
        history.opened(conn, desk.actor, child, what)


def add_note(desk: Desk, child: str, text: str) -> str:
    with desk.store.writing() as conn:
        return history.add_note(conn, desk.actor, child, text)
