"""What is to be settled, and settling it, on the store thread."""

from elsec_app.operations import settle
from elsec_app.operations.desk import Desk
from elsec_app.operations.settle import Chosen, Dispute


def load(desk: Desk) -> tuple[Dispute, ...]:
    with desk.store.reading() as conn:
        return settle.disputes(conn)


def decide(desk: Desk, conflict: str, chosen: Chosen, other: str) -> str:
    with desk.store.writing() as conn:
        return settle.settle(conn, desk.actor, conflict, chosen, other)
