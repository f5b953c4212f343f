"""The JSON Schemas: as the structs are, as committed, and true of every pack."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from elsec_app.cli import main
from elsec_app.instruments.files import inside, read_folder
from elsec_app.instruments.library import pack_folders
from elsec_app.instruments.reading import LISTS
from elsec_app.instruments.schema import FILES, schema, written
from elsec_app.instruments.yaml_file import read_yaml
from elsec_app.resources import resources

from .schema_reader import fits
from .shelf import CASES, SHIPPED

PACKS = (*pack_folders(CASES), *pack_folders(SHIPPED))


@pytest.mark.parametrize("file", FILES)
def test_the_committed_file_is_current(file: str) -> None:
    """Renew it with ``elsec instruments schema FILE > resources/instruments/schema/FILE…``."""
    committed = resources() / "instruments" / "schema" / f"{file}.schema.json"
    assert committed.read_bytes() == written(file)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.parent.name)
def test_every_pack_is_as_the_schemas_say(folder: Path) -> None:
    files = read_folder(folder)
    for name in ("instrument.yaml", "strategies.yaml", *inside(files, "strings")):
        if name in files:
            kind = "strings" if name.startswith("strings/") else name.removesuffix(".yaml")
            assert _fits(read_yaml(files, name)[0], kind), name


def _fits(content: dict[str, Any], kind: str) -> bool:
    told = schema(kind)
    return fits(msgspec.to_builtins(content), told, told)


def _rules() -> dict[str, Any]:
    return read_yaml(read_folder(CASES / "every-type" / "1"), "instrument.yaml")[0]


@pytest.mark.parametrize(
    "change",
    [
        lambda p: p.update(publishr="x"),
        lambda p: p.pop("bands"),
        lambda p: p.update(kind="typed"),
        lambda p: p.update(version=1.0),
        lambda p: p["items"][0].update(type="guess"),
        lambda p: p["items"][0].update(prompt="words do not belong here"),
        lambda p: p["items"][4].pop("target"),
        lambda p: p["scales"][0]["ranges"][0].pop("from"),
        lambda p: p["scores"][0].update(rule="mean"),
        lambda p: p["overall"][0].update(at_least="1"),
        lambda p: p["bands"][0].update(attention=1),
        lambda p: p.update(strategies=[]),
        lambda p: p.update(hash="0"),
    ],
)
def test_a_slip_of_shape_is_seen(change: Any) -> None:
    rules = _rules()
    assert _fits(rules, "instrument")
    change(rules)
    assert not _fits(rules, "instrument")


def test_every_list_and_every_item_type_is_told() -> None:
    told = schema("instrument")
    assert set(LISTS) - {"strategies"} <= set(told["properties"])
    types = {part["properties"]["type"]["enum"][0] for part in _items(told)}
    assert types == {
        "observed", "rating", "pointing", "naming", "repeat", "sound_checklist", "count", "choice",
        "free_note",
    }  # fmt: skip


def _items(told: dict[str, Any]) -> list[dict[str, Any]]:
    refs = told["properties"]["items"]["items"]["anyOf"]
    return [told["$defs"][ref["$ref"].rpartition("/")[2]] for ref in refs]


def test_the_command_prints_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["instruments", "schema", "strings"]) == 0
    assert capsysbinary.readouterr().out == written("strings")
