"""Every number and rule of every pack, changed by one slip of the pen, is noticed.

``elsec instruments slips`` does the same and prints the total.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from elsec_app.instruments import noticed
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.library import open_folder, pack_folders
from elsec_app.instruments.noticed import guarded
from elsec_app.instruments.slips import NO_RULES, plain, slips
from elsec_app.instruments.words import ALSO, NEEDED

from .shelf import CASES, SHIPPED, golden, table_pack

PACKS = (*pack_folders(CASES), *pack_folders(SHIPPED))


def _name(folder: Path) -> str:
    return f"{folder.parent.name} {folder.name}"


@pytest.mark.parametrize("folder", PACKS, ids=_name)
def test_every_slip_is_noticed(folder: Path) -> None:
    """Of items that are alike, the first is put elsewhere; the long run does it with each."""
    _try(folder, every_item=False)


@pytest.mark.deep
@pytest.mark.parametrize("folder", PACKS, ids=_name)
def test_every_slip_with_every_item_is_noticed(folder: Path) -> None:
    _try(folder, every_item=True)


def _try(folder: Path, *, every_item: bool) -> None:
    files, pack = open_folder(folder)
    found = guarded(pack, files, every_item=every_item)
    print(f"{_name(folder)}: {found.tried - len(found.unnoticed)}/{found.tried} noticed")  # noqa: T201
    assert found.unnoticed == ()
    assert found.tried > 25


@pytest.mark.parametrize("folder", PACKS, ids=_name)
def test_each_number_of_a_pack_slips_both_ways(folder: Path) -> None:
    """So the list of slips is whole: it was not written by hand for the packs that there are."""
    pack = open_folder(folder)[1]
    tried = [slip.pack for slip in slips(pack)]
    rules = {key: part for key, part in plain(pack).items() if key not in NO_RULES}
    for path, value in _numbers(rules):
        found = {_at(slip, path) for slip in tried}
        assert {value - 1, value + 1} <= found, path


def _numbers(
    node: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], int]]:
    if isinstance(node, dict | list):
        entries = node.items() if isinstance(node, dict) else enumerate(node)
        for key, value in entries:
            yield from _numbers(value, (*path, key))
    elif type(node) is int:
        yield path, node


def _at(node: object, path: tuple[str | int, ...]) -> object:
    for key in path:
        try:
            node = node[key]  # type: ignore[index]
        except (LookupError, TypeError):
            return None
    return node


@pytest.mark.parametrize("folder", PACKS, ids=_name)
def test_a_pack_as_it_is_is_no_slip(folder: Path) -> None:
    """Otherwise everything would be noticed."""
    pack = plain(open_folder(folder)[1])
    assert not noticed._noticed(pack, pack, golden(folder))


@pytest.mark.parametrize(
    ("folder", "without", "slip"),
    [
        ("start-points", "does not count", "stops.1.no_response_counts: True for False"),
        ("every-type", "82 is high up to 14", "norms.1.rows.7.raw_to: -1 on both sides of 14"),
    ],
)  # fmt: skip
def test_a_slip_that_no_case_shows_is_told(folder: str, without: str, slip: str) -> None:
    """The fault is real: take away the case that shows a rule, and its slip goes unnoticed."""
    files, pack = open_folder(CASES / folder / "1")
    lines = files["golden.csv"].decode().splitlines(keepends=True)
    fewer = "".join(line for line in lines if without not in line)
    found = guarded(pack, {**files, "golden.csv": fewer.encode()}, every_item=False)
    assert slip in found.unnoticed


def test_what_is_not_a_rule_is_said() -> None:
    """Every field of a pack is a rule, a word or named as neither: a new one must choose."""
    pack = plain(table_pack("every-type"))
    assert set(pack) - NO_RULES == {
        "strands", "sections", "items", "scores", "scales", "bands", "outcomes", "overall",
        "missing", "stops", "basals", "cautions", "rescreen", "repeat", "strategies", "norms",
    }  # fmt: skip
    assert set(pack) == set(Instrument.__struct_fields__)
    words = {word for group in (*NEEDED.values(), *ALSO.values()) for word in group}
    assert not words & {"from", "to", "band", "outcome", "not_yet", "passes", "least", "most"}
    assert msgspec.convert(pack, Instrument) == table_pack("every-type")
