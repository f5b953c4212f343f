"""What a disk refuses is said in one sentence; what is our own mistake is not hidden by one."""

import errno
import os
from pathlib import Path

import pytest

from elsec_app.errors import StoreDamaged, StoreProblem, StoreUnwritable
from elsec_app.store import durable, trouble


class Refusal(Exception):
    """A driver's error, with SQLite's result code."""

    def __init__(self, code: int) -> None:
        super().__init__("as the driver says it")
        self.sqlite_errorcode = code


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (13, StoreUnwritable, "disk is full"),
        (8, StoreUnwritable, "only be read"),
        (1032, StoreUnwritable, "only be read"),
        (10, StoreDamaged, "reports a fault"),
        (1034, StoreDamaged, "reports a fault"),
        (11, StoreDamaged, "restore the latest backup"),
        (26, StoreDamaged, "restore the latest backup"),
        (14, StoreUnwritable, "cannot be opened"),
        (5, StoreUnwritable, "Another copy"),
    ],
)
def test_sqlite_refuses(code: int, kind: type[StoreProblem], said: str) -> None:
    found = trouble.from_sqlite(Refusal(code))
    assert type(found) is kind
    assert said in found.sentence


@pytest.mark.parametrize("bug", [Refusal(19), Refusal(1), Refusal(21), ValueError("x"), None])
def test_a_bug_is_no_problem_of_the_disk(bug: BaseException | None) -> None:
    assert trouble.from_sqlite(bug) is None


def test_a_write_through_a_view_is_a_bug() -> None:
    assert trouble.from_sqlite(Refusal(8), writing=False) is None


@pytest.mark.parametrize(
    ("number", "kind", "said"),
    [
        (errno.ENOSPC, StoreUnwritable, "disk is full"),
        (errno.EROFS, StoreUnwritable, "only be read"),
        (errno.EACCES, StoreUnwritable, "only be read"),
        (errno.EIO, StoreDamaged, "reports a fault"),
        (errno.ENOENT, StoreUnwritable, "cannot be opened"),
    ],
)
def test_the_system_refuses(number: int, kind: type[StoreProblem], said: str) -> None:
    found = trouble.from_os(OSError(number, "as the system says it"))
    assert type(found) is kind
    assert said in found.sentence


def test_a_small_file_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "small"
    durable.write(path, b"old")
    struck: list[int] = []

    def failing(handle: int) -> None:
        struck.append(handle)
        raise OSError(errno.EIO, "the disk failed")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(StoreDamaged):
            durable.write(path, b"new")
    assert struck
    assert path.read_bytes() == b"old"
    durable.write(path, b"new")
    assert path.read_bytes() == b"new"


def test_a_small_file_is_synced_before_it_takes_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, Path.replace

    def syncing(handle: int) -> None:
        done.append("sync")
        sync(handle)

    def replacing(self: Path, target: Path) -> Path:
        done.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(Path, "replace", replacing)
    durable.write(tmp_path / "small", b"content")
    assert done[:2] == ["sync", "replace"]
    assert done[2:] == ([] if os.name == "nt" else ["sync"])
