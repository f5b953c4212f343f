"""What the list of referrals reads and writes, each on the store thread in one transaction."""

from elsec_app.operations import people, referral, referral_list
from elsec_app.operations.desk import Desk
from elsec_app.operations.people import ChildLine
from elsec_app.operations.referral import State
from elsec_app.operations.referral_list import Found

MOST = 6  # children that a search offers


def load(desk: Desk) -> Found:
    with desk.store.reading() as conn:
        return referral_list.caseload(conn, desk)


def find(desk: Desk, typed: str) -> tuple[ChildLine, ...]:
    with desk.store.reading() as conn:
        return people.find(conn, typed, MOST)


def step(desk: Desk, record: str, state: State, reason: str) -> tuple[Found, str]:
    """The list after it, and the event that can be taken back."""
    with desk.store.writing() as conn:
        event = referral.note_state(conn, desk.actor, record, state, reason=reason)
        return referral_list.caseload(conn, desk), event


def unstep(desk: Desk, record: str, event: str) -> Found:
    with desk.store.writing() as conn:
        referral.take_back(conn, desk.actor, record, event)
        return referral_list.caseload(conn, desk)
