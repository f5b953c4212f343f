"""Live packs never change, and close without changing."""

from datetime import date
from pathlib import Path

import pytest

from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.library import load, open_folder
from elsec_app.instruments.locks import Lock, locked, read_locks, write_locks
from elsec_app.resources import resources

from .shelf import CASES, broken

DAY = date(2026, 11, 24)


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return broken(
        CASES / "ceiling" / "1", tmp_path, lambda pack, _words: pack.update(status="live")
    )


def _lock(folder: Path) -> None:
    shelf = folder.parent.parent
    pack = open_folder(folder, locked=False)[1]
    write_locks(shelf, locked(read_locks(shelf), pack, DAY))


def test_a_live_pack_without_a_lock_does_not_load(live: Path) -> None:
    with pytest.raises(PackRefused, match="Lock it with “elsec instruments lock”"):
        load(live)
    _lock(live)
    assert load(live).status == "live"


def test_a_live_pack_that_was_changed_does_not_load(live: Path) -> None:
    _lock(live)
    words = live / "strings" / "en-GB.yaml"
    words.write_text(words.read_text().replace("title:", "title: X #", 1))
    with pytest.raises(PackRefused, match="live or published never changes"):
        load(live)
    with pytest.raises(PackRefused, match="live or published never changes"):
        _lock(live)


def test_it_does_not_help_to_call_it_a_draft_again(live: Path) -> None:
    _lock(live)
    rules = live / "instrument.yaml"
    rules.write_text(rules.read_text().replace("status: live", "status: draft"))
    with pytest.raises(PackRefused, match="live or published never changes"):
        load(live)


def test_a_live_pack_is_closed_with_the_hash_that_results_name(live: Path) -> None:
    _lock(live)
    before = load(live)
    shelf = live.parent.parent
    (lock,) = read_locks(shelf)
    write_locks(shelf, [Lock(lock.id, lock.version, lock.hash, lock.since, date(2027, 1, 1))])
    after = load(live)
    assert (before.status, after.status) == ("live", "closed")
    assert before.hash == after.hash


def test_locking_twice_is_locking_once(live: Path) -> None:
    _lock(live)
    once = read_locks(live.parent.parent)
    _lock(live)
    assert read_locks(live.parent.parent) == once
    assert once[0].since == DAY


@pytest.mark.parametrize("text", ["id,version\n", "id,version,hash,since,closed\na,1,x,soon,\n"])
def test_a_broken_list_of_locks_is_complained_of(text: str, tmp_path: Path) -> None:
    (tmp_path / "live.csv").write_text(text)
    with pytest.raises(PackRefused, match=r"live\.csv"):
        read_locks(tmp_path)


def test_every_lock_of_the_shipped_shelf_is_of_a_pack_that_is_there() -> None:
    shelf = resources() / "instruments"
    for lock in read_locks(shelf):
        assert load(shelf / lock.id / lock.version).hash == lock.hash
