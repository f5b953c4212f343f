"""Packs to test with: the shipped ones, the tables, and small ones broken on purpose."""

import copy
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from elsec_app.instruments.answers import Answer, Value
from elsec_app.instruments.csv_file import Row, read_csv
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import GOLDEN, read_folder
from elsec_app.instruments.library import load
from elsec_app.resources import resources

CASES = Path(__file__).parent.parent / "scoring_cases"
SHIPPED = resources() / "instruments"
AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

Pack = dict[str, Any]


@cache
def table_pack(name: str) -> Instrument:
    """A pack of ``tests/scoring_cases``."""
    return load(CASES / name / "1")


@cache
def shipped_pack(name: str) -> Instrument:
    """The newest version of a pack that comes with the application."""
    return load(newest(name))


def newest(name: str) -> Path:
    """The folder of a shipped pack's newest version."""
    return sorted((SHIPPED / name).iterdir())[-1]


def answered(*pairs: tuple[str, Value | None]) -> tuple[Answer, ...]:
    """Answers given one after the other, two seconds apart."""
    return tuple(
        Answer(item, value, AT + timedelta(seconds=2 * place), 2000)
        for place, (item, value) in enumerate(pairs)
    )


def broken(source: Path, tmp_path: Path, change: Callable[[Pack, Pack], object]) -> Path:
    """A copy of a pack after *change* to its instrument.yaml and its English words."""
    folder = tmp_path / source.parent.name / source.name
    shutil.copytree(source, folder)
    pack, words = read(source)
    change(pack, words)
    _write(folder / "instrument.yaml", pack)
    _write(folder / "strings" / "en-GB.yaml", words)
    return folder


def read(folder: Path) -> tuple[Pack, Pack]:
    """A pack's two YAML files as they stand, for a test to change."""
    pack, words = _parsed(folder)
    return copy.deepcopy(pack), copy.deepcopy(words)


@cache
def _parsed(folder: Path) -> tuple[Pack, Pack]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts = (folder / "instrument.yaml", folder / "strings" / "en-GB.yaml")
    pack, words = (yaml.load(path.read_text("utf-8"), loader) for path in texts)  # noqa: S506
    return pack, words


def golden(folder: Path) -> list[Row]:
    """The golden cases of a pack."""
    _heads, rows, faults = read_csv(read_folder(folder), GOLDEN)
    assert not faults
    return rows


def _write(path: Path, content: Pack) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True), "utf-8")
