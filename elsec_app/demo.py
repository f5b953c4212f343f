"""The demo's ground: a made-up school on a real centre, and a practitioner's desk in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elsec_app.operations.desk import Desk
from elsec_app.rehearsal import afternoon, morning, team
from elsec_app.rehearsal.ground import centre

CHILDREN = 30


@contextmanager
def prepared(folder: Path, seed: int = 1) -> Iterator[Desk]:
    """An enrolled desk whose class waits to be screened; the centre runs while the block does."""
    with centre(folder / "centre") as ground:
        people = team.found(ground)
        desk = team.laptop(ground, people.practitioner, folder / "vault")
        afternoon.sync(desk)
        morning.take_in(desk, people.school, CHILDREN, "R", seed)
        afternoon.sync(desk)
        try:
            yield desk
        finally:
            desk.store.close()
