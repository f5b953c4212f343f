"""``elsec referrals``: what ships, and the check of an area's own file."""

import json
from pathlib import Path

import pytest

from elsec_app.cli import main
from elsec_app.resources import resources

Out = pytest.CaptureFixture[str]


def test_what_ships_is_listed(capsys: Out) -> None:
    assert main(["referrals", "list", "--json"]) == 0
    found = {(one["kind"], one["id"]) for one in json.loads(capsys.readouterr().out)}
    assert {("rules", "neutral"), ("rules", "bolton"), ("form", "neutral")} <= found


@pytest.mark.parametrize("name", ["referral-rules/bolton.yaml", "referral-forms/derbyshire.yaml"])
def test_a_shipped_file_is_well(name: str, capsys: Out) -> None:
    assert main(["referrals", "check", str(resources() / name)]) == 0
    assert "all is well" in capsys.readouterr().out


def test_every_complaint_of_a_file_is_printed(tmp_path: Path, capsys: Out) -> None:
    bolton = (resources() / "referral-rules" / "bolton.yaml").read_text(encoding="utf-8")
    file = tmp_path / "ours.yaml"
    file.write_text(bolton.replace("weeks: 12", "weeks: 0").replace("voice, ", ""), "utf-8")
    assert main(["referrals", "check", str(file)]) == 1
    said = capsys.readouterr().out
    assert "ours.yaml, rules.review-screen: Give a number from 1 to 156." in said
    assert "Give voice a direct route: it never waits." in said
    assert main(["referrals", "check", str(file), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path, capsys: Out) -> None:
    assert main(["referrals", "check", str(tmp_path / "none.yaml")]) == 2
    assert "cannot be read" in capsys.readouterr().err
