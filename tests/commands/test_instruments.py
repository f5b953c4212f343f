"""``elsec instruments``: 0 done, 1 a fault in the data, 2 wrong use; each explained."""

import json
from pathlib import Path

import msgspec
import pytest

from elsec_app.cli import main
from elsec_app.instruments.library import pack_hash
from tests.instruments.shelf import CASES, broken, newest

SCREEN = str(newest("observation-screen"))


def _ends(*words: str) -> int:
    """The exit code, whether ``main`` returns it or the parser leaves with it."""
    return _main(["instruments", *words])


def _main(words: list[str]) -> int:
    try:
        return main(words)
    except SystemExit as left:
        return int(left.code or 0)


def test_list_names_every_pack(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "observation-screen\t1\tpilot\tadministered\tObservation Screen" in lines
    assert _ends("list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told) == len(lines)
    assert {len(pack["hash"]) for pack in told} == {64}


def test_show_tells_a_pack_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends("show", SCREEN) == 0
    told = capsys.readouterr().out
    assert "2;0 to 2;5: 22 items (Attention and listening 4, Understanding 5" in told
    assert "attention, speech-sounds, social: 3 to 4 All or nearly all seen; 2 to 2 Some" in told
    assert "Classroom strategies in one area (universal): 1 or more in Some seen" in told
    assert "own: This pack's own working rule" in told
    assert _ends("show", str(newest("languagescreen"))) == 0
    assert "81 to 81 no band from the publisher" in capsys.readouterr().out
    assert _ends("show", SCREEN, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["hash"] == pack_hash(Path(SCREEN))
    assert len(told["items"]) > 100


def test_check_says_that_a_pack_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends("check", SCREEN) == 0
    assert capsys.readouterr().out.startswith("Observation Screen 1: proven. ")


def test_check_prints_every_complaint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = broken(
        CASES / "every-type" / "1",
        tmp_path,
        lambda pack, words: (pack["scores"][3].pop("source"), words.pop("title")),
    )
    assert _ends("check", str(folder)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "instrument.yaml, scores.words: Name the source of its numbers (source: …).",
        "strings/en-GB.yaml, title: Write these words; they are missing or empty.",
    ]
    assert _ends("check", str(folder), "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [complaint["key"] for complaint in told["complaints"]] == ["scores.words", "title"]


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("check",),
        ("check", "/there/is/none"),
        ("show", "/there/is/none"),
        ("publish", SCREEN),
        ("publish", SCREEN, "--key", "/there/is/none"),
        ("verify", "/there/is/none", "--trust", "a" * 64),
        ("verify", SCREEN, "--trust", "short"),
    ],
)
def test_wrong_use_ends_with_two(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _ends(*words) == 2
    assert capsys.readouterr().err


@pytest.fixture
def phrase(tmp_path: Path) -> list[str]:
    (tmp_path / "phrase").write_text("correct horse battery\n")
    return ["--passphrase-file", str(tmp_path / "phrase")]


def test_publish_and_verify(
    tmp_path: Path, phrase: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    key, out = str(tmp_path / "area.pem"), str(tmp_path / "screen.zip")
    assert _ends("new-key", key, *phrase) == 0
    public = capsys.readouterr().out.strip()
    assert (tmp_path / "area.pem").stat().st_mode & 0o077 == 0
    assert b"ENCRYPTED" in (tmp_path / "area.pem").read_bytes()
    assert _ends("publish", SCREEN, "--key", key, "--out", out, *phrase) == 0
    capsys.readouterr()
    assert _ends("verify", out, "--trust", public) == 0
    told = capsys.readouterr().out
    assert "Observation Screen 1 (pilot): proven" in told
    assert public in told
    assert _ends("verify", out, "--trust", "0" * 64) == 1
    assert "not published by your service" in capsys.readouterr().err
    assert _ends("new-key", key, *phrase) == 2  # a key is never overwritten
    (tmp_path / "phrase").write_text("another")
    assert _ends("publish", SCREEN, "--key", key, "--out", out, *phrase) == 2


def test_lock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    live = broken(
        CASES / "ceiling" / "1", tmp_path, lambda pack, _words: pack.update(status="live")
    )
    assert _ends("check", str(live)) == 1
    assert "live.csv, ceiling 1: Lock it" in capsys.readouterr().out
    assert _ends("lock", str(live), "--on", "2026-11-24") == 0
    assert _ends("check", str(live)) == 0
    assert "2026-11-24" in (tmp_path / "live.csv").read_text()


def test_only_a_live_pack_is_locked(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends("lock", str(CASES / "ceiling" / "1")) == 1
    assert "is not live" in capsys.readouterr().err


def test_slips_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert _ends("slips", str(newest("ics"))) == 0
    one, total = capsys.readouterr().out.splitlines()
    assert one.startswith("ics 1: ")
    kept, tried = total.removesuffix(" slips noticed").split("/")
    assert kept == tried


def test_a_pack_with_an_unguarded_rule_does_not_go_live(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live = broken(
        CASES / "start-points" / "1", tmp_path, lambda pack, _words: pack.update(status="live")
    )
    cases = live / "golden.csv"
    kept = [line for line in cases.read_text().splitlines() if "does not count" not in line]
    cases.write_text("\n".join(kept))
    assert _ends("slips", str(live)) == 1
    said = "stops.1.no_response_counts: True for False: no golden case shows it"
    assert said in capsys.readouterr().out
    assert _ends("lock", str(live)) == 1
    assert said in capsys.readouterr().out
    assert not (tmp_path / "live.csv").exists()


def _score(tmp_path: Path, answers: object, *more: str) -> int:
    file = tmp_path / "answers.json"
    file.write_bytes(answers if isinstance(answers, bytes) else msgspec.json.encode(answers))
    words = ["score", SCREEN, "--answers", str(file), "--born", "2020-09-01", "--on", "2025-01-10"]
    return _main([*words, *more])


def test_score_tells_the_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = {f"s48-attention-{n}": "pass" for n in (1, 2, 3, 4)} | {"s48-social-1": None}
    assert _score(tmp_path, answers) == 0
    assert "attention\t4\tmost\t4 of 4 seen" in capsys.readouterr().out
    assert _score(tmp_path, answers, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["section"], told["pack"]) == ("s48", pack_hash(Path(SCREEN)))
    assert told["strands"][0]["band"] == "most"
    assert told["strands"][1]["band"] is None


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ({"s48-attention-9": "pass"}, 1, "no item “s48-attention-9”"),
        ({"s48-attention-1": "maybe"}, 1, "“maybe” is not an answer"),
        (b"[1, 2", 1, "JSON object"),
        (b"[1, 2]", 1, "JSON object"),
    ],
)
def test_score_refuses_answers_with_a_reason(
    answers: object, code: int, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _score(tmp_path, answers) == code
    assert said in capsys.readouterr().err


def test_score_refuses_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _score(tmp_path, {}, "--born", "yesterday") == 2
    assert (
        main(["score", SCREEN, "--answers", "/none", "--born", "2020-09-01", "--on", "2025-01-10"])
        == 2
    )
    assert _score(tmp_path, {}, "--born", "2026-09-01") == 1
    assert "before the date of birth" in capsys.readouterr().err
