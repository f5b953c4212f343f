"""What this device remembers of how its user likes the screen."""

from pathlib import Path

import pytest

from elsec_app.settings import Folders, Preferences, keep_preferences, preferences

BROKEN = [
    b"not toml",
    b"\xff",
    b"scale = 400",
    b'scale = "100"',
    b'theme = "pink"',
    b"language = 7",
    b"language = 'en\"'",
    b"unknown = 1",
]


def test_what_was_chosen_is_remembered(tmp_path: Path) -> None:
    where = Folders(tmp_path / "not there yet")
    chosen = Preferences("contrast", 150, "cy")
    keep_preferences(where, chosen)
    assert preferences(where) == chosen


@pytest.mark.parametrize("kept", BROKEN)
def test_a_broken_file_means_the_defaults(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / "preferences.toml").write_bytes(kept)
    assert preferences(Folders(tmp_path)) == Preferences()


def test_nothing_is_kept_that_the_screen_cannot_show(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="400"):
        keep_preferences(Folders(tmp_path), Preferences(scale=400))
    assert list(tmp_path.iterdir()) == []
