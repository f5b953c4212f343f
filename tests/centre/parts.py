"""Fixtures of the real centre, for the tests of both its sides."""

from collections.abc import Callable, Iterator

import httpx2
import pytest
from starlette.testclient import TestClient

from elsec_app.centre.app import create
from elsec_app.centre.migrate import app_url, migrate
from tests.centre.town import Town


@pytest.fixture(scope="session")
def owner_url(new_database: Callable[[], str]) -> str:
    """A database with the centre's tables. Tests keep apart by using areas of their own."""
    url = new_database()
    migrate(url)
    return url


@pytest.fixture(scope="session")
def service_url(owner_url: str) -> str:
    return app_url(owner_url)


@pytest.fixture(scope="session")
def http(service_url: str) -> Iterator[httpx2.Client]:
    """The centre, in this process."""
    with TestClient(create(service_url)) as client:
        yield client


@pytest.fixture
def town(owner_url: str, http: httpx2.Client) -> Town:
    return Town(owner_url, http)
