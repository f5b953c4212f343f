"""A store struck at any of its calls to the disk keeps every transaction that it acknowledged."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults import strike
from tests.faults.journey import REFUSED, TRANSACTIONS
from tests.vaults import fresh_vault

pytestmark = strike.needs_strace()

# Each call to the disk, and every how many of them is struck in a short run; all with --deep.
STEPS = {"pwrite64": 20, "fsync": 5, "ftruncate": 5}
CALLS = ["pwrite64", "fsync", pytest.param("ftruncate", marks=pytest.mark.deep)]
ERRORS = ["EIO", pytest.param("ENOSPC", marks=pytest.mark.deep)]

Points = Callable[[str], list[int]]


@pytest.fixture(scope="module")
def points_of(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Points:
    """At which of its calls of a kind the work is struck."""

    @functools.cache
    def points(call: str) -> list[int]:
        apart = tmp_path_factory.mktemp("count")
        made = strike.count(fresh_vault(apart), apart / "work", call)
        assert made >= TRANSACTIONS, "the work has to reach the disk"
        return list(range(1, made + 1, 1 if pytestconfig.getoption("--deep") else STEPS[call]))

    return points


@pytest.mark.parametrize("call", CALLS)
def test_killed_at_any_call_it_keeps_what_it_acknowledged(
    tmp_path: Path, call: str, points_of: Points
) -> None:
    made = fresh_vault(tmp_path)
    points = points_of(call)
    outcomes = strike.strike(made, tmp_path / "struck", call, "signal=SIGKILL", points)
    assert [(each.code, each.fired) for each in outcomes] == [(-9, 1)] * len(points)
    for each in outcomes:
        found = strike.rows(each.folder, made[1])
        # The transaction in flight may be there, whole, without having been acknowledged yet.
        assert found[: len(each.acknowledged)] == each.acknowledged
        assert len(found) - len(each.acknowledged) in (0, 1)


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_once_loses_at_most_what_was_refused(
    tmp_path: Path, call: str, error: str, points_of: Points
) -> None:
    made = fresh_vault(tmp_path)
    points = points_of(call)
    outcomes = strike.strike(made, tmp_path / "struck", call, f"error={error}", points)
    assert [each.fired for each in outcomes] == [1] * len(points)
    for each in outcomes:
        assert each.code in (0, REFUSED), "a sentence, never a traceback"
        assert strike.rows(each.folder, made[1]) == each.acknowledged
        assert len(each.acknowledged) >= TRANSACTIONS - 1


@pytest.mark.parametrize("call", CALLS)
def test_a_disk_that_fails_for_ever_keeps_what_was_acknowledged_before(
    tmp_path: Path, call: str, points_of: Points
) -> None:
    made = fresh_vault(tmp_path)
    points = points_of(call)
    outcomes = strike.strike(made, tmp_path / "struck", call, "error=EIO+", points)
    for each in outcomes:
        assert each.fired >= 1
        assert each.code in (0, REFUSED)
        found = strike.rows(each.folder, made[1])
        assert set(each.acknowledged) <= set(found)
