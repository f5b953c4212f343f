"""A publication arrives on a device's own shelf: whole, or not at all."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.files import read_folder
from elsec_app.instruments.library import load, open_folder, pack_folders
from elsec_app.instruments.locks import locked, read_locks, write_locks
from elsec_app.instruments.publication import NotTrusted, pack_bytes
from elsec_app.instruments.shelf import receive

from .shelf import CASES, Pack, broken

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
TRUSTED = (KEY.public_key().public_bytes_raw(),)
DAY = date(2026, 11, 24)


def _published(place: Path, status: str, title: str = "Ceiling") -> bytes:
    def change(pack: Pack, words: Pack) -> None:
        pack["status"], words["title"] = status, title

    folder = broken(CASES / "ceiling" / "1", place, change)
    if status == "live":
        pack = open_folder(folder, locked=False)[1]
        write_locks(place, locked((), pack, DAY))
    return pack_bytes(folder, KEY)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "instruments"


def _everything(shelf: Path) -> dict[str, bytes]:
    return {str(p.relative_to(shelf)): p.read_bytes() for p in shelf.rglob("*") if p.is_file()}


def test_it_arrives_whole_and_is_found(shelf: Path, tmp_path: Path) -> None:
    pack = receive(_published(tmp_path / "a", "pilot"), TRUSTED, shelf, DAY)
    assert pack_folders(shelf) == (shelf / "ceiling" / "1",)
    assert load(shelf / "ceiling" / "1") == pack
    assert read_folder(shelf / "ceiling" / "1") == read_folder(tmp_path / "a" / "ceiling" / "1")


def test_arriving_twice_is_arriving_once(shelf: Path, tmp_path: Path) -> None:
    published = _published(tmp_path / "a", "live")
    receive(published, TRUSTED, shelf, DAY)
    once = _everything(shelf)
    receive(published, TRUSTED, shelf, date(2027, 1, 1))
    assert _everything(shelf) == once


def test_a_live_version_is_locked_and_never_comes_in_another_form(
    shelf: Path, tmp_path: Path
) -> None:
    receive(_published(tmp_path / "a", "live"), TRUSTED, shelf, DAY)
    (lock,) = read_locks(shelf)
    assert (lock.id, lock.version, lock.since) == ("ceiling", "1", DAY)
    before = _everything(shelf)
    for status in ("live", "pilot"):
        other = _published(tmp_path / status, status, "Another title")
        with pytest.raises(PackRefused, match="live or published never changes"):
            receive(other, TRUSTED, shelf, DAY)
    assert _everything(shelf) == before


def test_an_older_form_of_a_version_is_not_played_back(shelf: Path, tmp_path: Path) -> None:
    receive(_published(tmp_path / "a", "pilot"), TRUSTED, shelf, DAY)
    with pytest.raises(PackRefused, match="live or published never changes"):
        receive(_published(tmp_path / "b", "pilot", "Other words"), TRUSTED, shelf, DAY)
    assert load(shelf / "ceiling" / "1").title == "Ceiling"


def test_a_damaged_version_is_mended_by_receiving_it_again(shelf: Path, tmp_path: Path) -> None:
    published = _published(tmp_path / "a", "pilot")
    whole = receive(published, TRUSTED, shelf, DAY)
    (shelf / "ceiling" / "1" / "golden.csv").unlink()
    with pytest.raises(PackRefused):
        load(shelf / "ceiling" / "1")
    assert receive(published, TRUSTED, shelf, DAY) == whole


def test_nothing_is_written_of_what_is_not_trusted(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(NotTrusted):
        receive(_published(tmp_path / "a", "pilot"), (), shelf, DAY)
    assert not shelf.exists()


def test_a_crash_on_the_way_leaves_what_was_there(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = _published(tmp_path / "a", "pilot")
    receive(published, TRUSTED, shelf, DAY)
    crashed = []

    def crash(path: Path, content: bytes) -> int:
        crashed.append(path.name)
        raise OSError

    shutil.copytree(shelf, tmp_path / "before")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", crash)
        with pytest.raises(OSError):  # noqa: PT011 (the fault itself)
            receive(published, TRUSTED, shelf, DAY)
    assert crashed
    assert load(shelf / "ceiling" / "1") == load(tmp_path / "before" / "ceiling" / "1")
    assert len(pack_folders(shelf)) == 1
    receive(published, TRUSTED, shelf, DAY)
    assert _everything(shelf) == _everything(tmp_path / "before")
