"""The real centre on a real PostgreSQL, and real stores to sync with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.centre.parts import http, owner_url, service_url, town
from tests.centre.town import Town
from tests.sync.desk import Desk, MakeDesk, desk_of

__all__ = ["http", "owner_url", "service_url", "town"]


@pytest.fixture
def desk(tmp_path: Path, town: Town) -> Iterator[MakeDesk]:
    """Makes the laptop of a new user: ``desk(role, setting, …)``."""
    made: list[Desk] = []

    def make(role: str, *settings: str) -> Desk:
        made.append(desk_of(tmp_path, town, role, *settings))
        return made[-1]

    yield make
    for one in made:
        one.store.close()
