"""A program without the centre says so in a sentence, and ends as one that was used wrongly."""

import sys
from pathlib import Path

import pytest

from elsec_app.__main__ import main as desktop
from elsec_app.cli import main as headless


def test_a_packaged_program_does_not_rehearse(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert headless(["tour", "--out", str(tmp_path / "out")]) == 2
    assert desktop(["--demo"]) == 2
    assert capsys.readouterr().err.count("carries no centre") == 2
    assert not (tmp_path / "out").exists()
