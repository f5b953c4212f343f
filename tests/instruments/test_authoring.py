"""The authoring guide's example is a whole pack: proven, guarded, and used as the guide says."""

import json
import re
from pathlib import Path

import pytest

from elsec_app.cli import main
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.library import load
from elsec_app.instruments.reading import LISTS
from elsec_app.instruments.schema import schema
from elsec_app.resources import resources

GUIDE = (resources() / "instruments" / "AUTHORING.md").read_text("utf-8")
BLOCK = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    for name, text in BLOCK.findall(GUIDE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path / "listening-check" / "1"


def test_the_example_is_proven(example: Path) -> None:
    pack = load(example)
    assert (pack.title, pack.status) == ("Listening check", "draft")
    assert "says nothing about any child" in pack.statement
    assert {path.name for path in example.rglob("*.*")} == {
        "instrument.yaml", "en-GB.yaml", "golden.csv", "strategies.yaml",
    }  # fmt: skip


def test_the_commands_of_the_guide_do_what_it_says(
    example: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["instruments", "check", str(example)]) == 0
    assert main(["instruments", "slips", str(example)]) == 0
    told = re.search(r"^    elsec (score .+)$", GUIDE, re.MULTILINE)
    assert told is not None
    words = told[1].replace("listening-check/1", str(example))
    words = words.replace("answers.json", str(example.parent.parent / "answers.json"))
    capsys.readouterr()
    assert main([*words.split(), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["section"], result["overall"]["outcome"]) == ("s36", "carry-on")


def test_the_guide_names_all_that_may_be_written() -> None:
    parts = schema("instrument")["$defs"]
    rules = {value for part in parts.values() for value in _values(part)}
    for word in sorted({*LISTS, *rules} - {"own"}):
        assert word in GUIDE, word


def _values(part: dict[str, object]) -> set[str]:
    """The names that an author chooses among: types, rules, cautions."""
    properties = part["properties"]
    assert isinstance(properties, dict)
    chosen = (properties.get(key, {}) for key in ("type", "rule", "when", "measure", "tier"))
    return {value for kind in chosen for value in kind.get("enum", ())}


def test_every_key_of_a_pack_is_in_the_guide() -> None:
    for key in set(Instrument.__struct_fields__) - {"hash", "language"}:
        assert key in GUIDE, key
