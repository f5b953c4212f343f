"""Packs to test with: the shipped ones, the tables, and small ones broken on purpose."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from elsec_app.instruments.answers import Answer, Value
from elsec_app.instruments.definition import Instrument
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
    main, words = folder / "instrument.yaml", folder / "strings" / "en-GB.yaml"
    pack, text = yaml.safe_load(main.read_text()), yaml.safe_load(words.read_text())
    change(pack, text)
    main.write_text(yaml.safe_dump(pack, sort_keys=False, allow_unicode=True))
    words.write_text(yaml.safe_dump(text, sort_keys=False, allow_unicode=True))
    return folder
