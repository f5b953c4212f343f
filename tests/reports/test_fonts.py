"""A typeface that is gone or damaged: one plain sentence, no traceback, and nothing half made."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from elsec_app.errors import FontMissing
from elsec_app.reports import fonts, prints
from elsec_app.resources import resources
from tests.reports.samples import REFERRAL

FILES = [name for names in fonts.FILES.values() for name in names]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the typefaces, read afresh, to spoil."""
    shutil.copytree(resources() / "fonts", tmp_path / "fonts")
    monkeypatch.setattr(fonts, "resources", lambda: tmp_path)
    _forget()
    yield tmp_path / "fonts"
    _forget()


def _forget() -> None:
    for kept in (fonts.face, fonts._font, fonts._box):
        kept.cache_clear()


def _deleted(file: Path) -> None:
    file.unlink()


def _empty(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:3000])


def _not_a_font(file: Path) -> None:
    file.write_bytes(b"<html>Sign in to the school network</html>" * 400)


def _one_bit(file: Path) -> None:
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(bytes(held))


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("spoil", [_deleted, _empty, _cut, _not_a_font, _one_bit, _a_folder])
@pytest.mark.parametrize("name", FILES)
def test_a_spoilt_typeface_is_one_sentence(
    shelf: Path, name: str, spoil: Callable[[Path], None]
) -> None:
    before = (shelf / name).read_bytes()
    spoil(shelf / name)
    after = (shelf / name).read_bytes() if (shelf / name).is_file() else None
    assert before != after, "the fault was not put there"
    with pytest.raises(FontMissing) as fault:
        prints.referral(REFERRAL)
    said = fault.value.sentence
    assert said == f"The typeface {name} is missing or damaged: install ELSEC Screening again."


def test_once_it_is_back_printing_goes_on(shelf: Path) -> None:
    held = (shelf / FILES[0]).read_bytes()
    (shelf / FILES[0]).unlink()
    with pytest.raises(FontMissing):
        prints.referral(REFERRAL)
    (shelf / FILES[0]).write_bytes(held)
    assert prints.referral(REFERRAL).startswith(b"%PDF")
