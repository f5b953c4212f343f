"""Every number and rule of a pack, changed by one slip of the pen, is caught before it loads."""

import copy
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from elsec_app.instruments.definition import NormTable
from elsec_app.instruments.files import read_folder
from elsec_app.instruments.library import pack_folders
from elsec_app.instruments.norms import read_norms
from elsec_app.instruments.proof import complaints
from elsec_app.instruments.reading import build, read_rules

from .shelf import CASES, SHIPPED, Pack, read

Mutant = tuple[str, Pack]

NOT_RULES = ("format", "sources", "pictures")
PACKS = (*pack_folders(CASES), *pack_folders(SHIPPED))


@cache
def _read(folder: Path) -> tuple[Pack, Pack, tuple[NormTable, ...]]:
    return *_together(folder), read_norms(_files(folder))[0]


def _together(folder: Path) -> tuple[Pack, Pack]:
    rules, faults = read_rules(_files(folder))
    assert not faults
    return rules, read(folder)[1]


@cache
def _files(folder: Path) -> dict[str, bytes]:
    return read_folder(folder)


def _caught(folder: Path, pack: Pack, norms: tuple[NormTable, ...]) -> bool:
    built, faults = build(pack, _read(folder)[1], "en-GB")
    if built is None:
        return bool(faults)
    return bool(complaints(msgspec.structs.replace(built, norms=norms), _files(folder)))


def _leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if path or key not in NOT_RULES:
                yield from _leaves(value, (*path, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from _leaves(value, (*path, place))
    else:
        yield path, node


def _with(pack: Pack, *changes: tuple[tuple[Any, ...], Any]) -> Pack:
    mutant = copy.deepcopy(pack)
    for path, value in changes:
        node: Any = mutant
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value
    return mutant


def _numbers(pack: Pack) -> Iterator[Mutant]:
    """Each number one more and one less; each yes a no."""
    for path, value in _leaves(pack):
        if isinstance(value, bool):
            if path != ("standardised",):
                yield f"{path}: {not value}", _with(pack, (path, not value))
        elif isinstance(value, int):
            for other in (value - 1, value + 1):
                yield f"{path}: {other}", _with(pack, (path, other))


def _shifted_edges(pack: Pack) -> Iterator[Mutant]:
    """Each edge between two neighbours moved on both sides: no gap, no overlap, only wrong."""
    numbers = [(path, value) for path, value in _leaves(pack) if type(value) is int]
    for path, value in numbers:
        ends = {"to": 1, "to_months": 0}.get(str(path[-1]))
        begins = {"to": "from", "to_months": "from_months"}.get(str(path[-1]))
        for other, begun in numbers:
            if ends is None or other[-1] != begins or other[:-2] != path[:-2]:
                continue
            if begun == value + ends:
                for step in (-1, 1):
                    yield (
                        f"{path} and {other}: {step:+}",
                        _with(pack, (path, value + step), (other, begun + step)),
                    )


def _names(pack: Pack) -> Iterator[Mutant]:
    """Each band, outcome, tier and rule name changed for each other one of its kind."""
    kinds = {
        "band": [band["id"] for band in pack["bands"]],
        "outcome": [outcome["id"] for outcome in pack["outcomes"]],
        "outcomes": [outcome["id"] for outcome in pack["outcomes"]],
        "strands": [strand["id"] for strand in pack["strands"]],
        "tier": ["universal", "targeted", "specialist"],
        "measure": ["raw", "standard"],
    }
    for path, value in _leaves(pack):
        for other in kinds.get(str(path[-1] if isinstance(path[-1], str) else path[-2]), []):
            if other != value:
                yield f"{path}: {other}", _with(pack, (path, other))
    for place, score in enumerate(pack["scores"]):
        if score["rule"] in ("sum", "entered"):
            other = "entered" if score["rule"] == "sum" else "sum"
            yield f"scores {place}: {other}", _with(pack, (("scores", place, "rule"), other))
    if pack["kind"] == "recorded":
        return  # one number or one colour: no missing-item rule could change anything
    for rule in ("none_missing", "same_either_way", "prorate"):
        if pack.get("missing", {"rule": "none_missing"})["rule"] != rule:
            told = {"rule": rule} | ({"allow": 1} if rule == "prorate" else {})
            yield f"missing: {rule}", _with(pack, (("missing",), told))


def _left_out(pack: Pack) -> Iterator[Mutant]:
    """Each rule, and each name in a list of names, left out. Items: the first of each group."""
    groups = ["scores", "scales", "overall", "stops", "basals", "cautions", "rescreen", "sections",
              "strategies"]  # fmt: skip
    for key in (group for group in groups if group in pack):
        for place, part in enumerate(pack[key]):
            yield f"{key} {place} left out", _with(pack, ((key,), _without(pack[key], place)))
            for name, names in part.items():
                if isinstance(names, list) and len(names) > 1 and name != "sources":
                    for at in range(len(names)):
                        path = (key, place, name)
                        yield f"{path} {at} left out", _with(pack, (path, _without(names, at)))


def _moved_items(pack: Pack) -> Iterator[Mutant]:
    """The first item of each strand of each section put elsewhere."""
    seen = set()
    strands = [strand["id"] for strand in pack["strands"]]
    sections = [section["id"] for section in pack["sections"]]
    for place, item in enumerate(pack["items"]):
        group = (item["strand"], *item["sections"])
        if group in seen:
            continue
        seen.add(group)
        for other in strands[:2]:
            if other != item["strand"]:
                yield f"{item['id']} in {other}", _with(pack, (("items", place, "strand"), other))
        for other in sections[:2]:
            if [other] != item["sections"]:
                path = ("items", place, "sections")
                yield f"{item['id']} in {other}", _with(pack, (path, [other]))


def _answers(pack: Pack) -> Iterator[Mutant]:
    """Each target moved to each foil; each sound to listen for, and each band to choose, lost."""
    for place, item in enumerate(pack["items"]):
        for foil in item.get("pictures", []):
            if foil != item["target"]:
                yield f"{item['id']}: {foil}", _with(pack, (("items", place, "target"), foil))
        for key in ("sounds", "options"):
            for at in range(len(item.get(key, []))):
                path = ("items", place, key)
                yield f"{item['id']}: {key} {at} lost", _with(pack, (path, _without(item[key], at)))


def _without(parts: list[Any], place: int) -> list[Any]:
    return [part for at, part in enumerate(parts) if at != place]


def _mutants(pack: Pack) -> Iterator[Mutant]:
    for kind in (_numbers, _shifted_edges, _names, _left_out, _moved_items, _answers):
        yield from kind(pack)


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.parent.name)
def test_every_mutant_of_a_pack_is_caught(folder: Path) -> None:
    pack, _words, norms = _read(folder)
    assert not _caught(folder, pack, norms), "the pack itself must stand"
    mutants = list(_mutants(pack))
    survivors = [name for name, mutant in mutants if not _caught(folder, mutant, norms)]
    print(f"{folder.parent.name}: {len(mutants) - len(survivors)}/{len(mutants)} killed")  # noqa: T201
    assert survivors == []
    assert len(mutants) > 25


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.parent.name)
def test_every_changed_table_cell_is_caught(folder: Path) -> None:
    pack, _words, norms = _read(folder)
    survivors = [name for name, table in _tables(norms) if not _caught(folder, pack, table)]
    assert survivors == []


def _tables(norms: tuple[NormTable, ...]) -> Iterator[tuple[str, tuple[NormTable, ...]]]:
    for table in norms:
        for place, row in enumerate(table.rows):
            for field in row.__struct_fields__:
                for step in (-1, 1):
                    cell = {field: getattr(row, field) + step}
                    changed = msgspec.structs.replace(row, **cell)
                    rows = (*table.rows[:place], changed, *table.rows[place + 1 :])
                    yield f"{table.id} row {place} {cell}", (NormTable(table.id, rows),)
