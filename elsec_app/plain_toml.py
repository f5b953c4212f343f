"""TOML as our own small files write it, read without ``tomllib``, which costs the start 8 ms."""

from pathlib import Path
from typing import Any


class _NotPlain(Exception):
    """Something that only a whole reader understands."""


def read(path: Path) -> dict[str, Any]:
    """The tables and values of a file. Raises OSError, or ValueError for what is not TOML.

    Only ``[table]``, ``key = "words"``, ``key = 12`` and ``key = 1.5`` are read here; a file with
    anything else in it goes to ``tomllib`` whole.
    """
    return loads(path.read_text(encoding="utf-8"))


def loads(text: str) -> dict[str, Any]:
    """As :func:`read`, of the *text* itself."""
    try:
        return _plain(text)
    except _NotPlain:
        import tomllib

        return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    table = tables
    for line in filter(_says, text.splitlines()):
        if line.startswith("["):
            table = _new(tables, line.strip()[1:-1], {}, line.strip().endswith("]"))
        else:
            key, equals, value = line.partition("=")
            _new(table, key.strip(), _value(value.strip()), bool(equals))
    return tables


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _new(table: dict[str, Any], key: str, value: Any, sound: bool) -> Any:
    """*value*, put under a *key* that must be a bare word and not there yet."""
    if not sound or not key.isidentifier() or not key.isascii() or key in table:
        raise _NotPlain
    table[key] = value
    return value


def _value(text: str) -> str | int | float:
    if len(text) > 1 and text[0] == text[-1] == '"' and not set('"\\') & set(text[1:-1]):
        return text[1:-1]
    whole, point, part = text.partition(".")
    if not text.isascii() or not whole.isdigit() or bool(point) != part.isdigit():
        raise _NotPlain
    if whole[0] == "0" and whole != "0":
        raise _NotPlain
    return float(text) if point else int(text)
