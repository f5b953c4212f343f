"""What is asked, and the answer, on the store thread."""

from collections.abc import Mapping

import msgspec

from elsec_app.operations import review, second
from elsec_app.operations.desk import Desk
from elsec_app.operations.review import Question


class Asked(msgspec.Struct, frozen=True):
    questions: tuple[Question, ...]
    to_rate: int


def load(desk: Desk) -> Asked:
    with desk.store.reading() as conn:
        return Asked(review.questions(conn), len(second.offered(conn, desk)))


def answer(desk: Desk, answers: Mapping[str, str]) -> int:
    """Keep the answers, by question. Returns how many."""
    with desk.store.writing() as conn:
        for asked, text in answers.items():
            review.reply(conn, desk.actor, asked, text)
    return len(answers)
