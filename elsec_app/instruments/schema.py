"""JSON Schemas of a pack's YAML files, for editors that help while one types.

Made from the very structs that read a pack, so that there is one source of what may be written.
They tell shapes only; ``elsec instruments check`` is the proof.
"""

import inspect
from collections.abc import Iterable
from typing import Any

import msgspec

from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.items import Item
from elsec_app.instruments.reading import GIVEN, LISTS
from elsec_app.instruments.words import ALSO, NEEDED, TOP

Schema = dict[str, Any]

FILES = ("instrument", "strategies", "strings")
"""``instrument.yaml``, ``strategies.yaml`` and ``strings/<language>.yaml``."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(file: str) -> Schema:
    """The schema of one of ``FILES``."""
    return {"instrument": _rules, "strategies": _strategies, "strings": _strings}[file]()


def written(file: str) -> bytes:
    """The schema as the file that comes with the application."""
    return msgspec.json.format(msgspec.json.encode(schema(file)), indent=2) + b"\n"


def _rules() -> Schema:
    top, parts = _whole()
    left_out = {*GIVEN, *TOP, "strategies"}
    top["properties"] = {
        key: kept for key, kept in top["properties"].items() if key not in left_out
    }
    top["required"] = [key for key in top["required"] if key not in left_out]
    return _document("The rules of an instrument pack", top, parts)


def _strategies() -> Schema:
    top, parts = _whole()
    listed = top["properties"]["strategies"]
    body = {
        "type": "object",
        "properties": {"strategies": {key: listed[key] for key in ("type", "items")}},
        "required": ["strategies"],
        "additionalProperties": False,
    }
    return _document("The strategies of an instrument pack", body, parts)


def _strings() -> Schema:
    _top, parts = _whole(words=True)
    text = {"type": "string", "minLength": 1}
    groups = {group: _group(group, parts) for group in NEEDED}
    body = {
        "type": "object",
        "properties": {**dict.fromkeys(TOP, text), **groups},
        "required": list(TOP),
        "additionalProperties": False,
    }
    return _document("The words of an instrument pack in one language", body, {})


def _group(group: str, parts: Schema) -> Schema:
    """By id, an entry with the words of a part; only the words where there is one word."""
    words: Schema = {}
    for name in _structs(group):
        for word in NEEDED[group] + ALSO.get(group, ()):
            if word in parts[name]["properties"]:
                words[word] = {k: v for k, v in parts[name]["properties"][word].items()
                               if k != "default"}  # fmt: skip
    entry: Schema = {"type": "object", "properties": words, "additionalProperties": False}
    needed = NEEDED[group]
    if len(needed) == 1:
        entry = {"anyOf": [words[needed[0]], entry]}
    else:
        entry["required"] = list(needed)
    return {"type": "object", "additionalProperties": entry}


def _whole(*, words: bool = False) -> tuple[Schema, Schema]:
    """The instrument's schema and its parts', without the words unless they are asked for."""
    (_ref,), parts = msgspec.json.schema_components((Instrument,), ref_template="#/$defs/{name}")
    if not words:
        for group in NEEDED:
            for name in _structs(group):
                _drop(parts[name], NEEDED[group] + ALSO.get(group, ()))
    return parts.pop("Instrument"), parts


def _structs(group: str) -> Iterable[str]:
    kind = LISTS[group]
    return [one.__name__ for one in (Item.__args__ if kind is Item else (kind,))]


def _drop(part: Schema, words: Iterable[str]) -> None:
    for word in words:
        part["properties"].pop(word, None)
    part["required"] = [name for name in part.get("required", ()) if name not in words]


def _document(title: str, body: Schema, parts: Schema) -> Schema:
    used = _reached(body, parts)
    defs = {"$defs": {name: parts[name] for name in sorted(used)}} if used else {}
    whole: Schema = _plain({"$schema": _DIALECT, **body, "title": title, **defs})
    return whole


def _plain(node: Any) -> Any:
    """Descriptions without the marks and the indentation that they have in the source."""
    if isinstance(node, dict):
        return {
            key: inspect.cleandoc(value).replace("``", "")
            if key == "description" and isinstance(value, str)
            else _plain(value)
            for key, value in node.items()
        }
    return [_plain(part) for part in node] if isinstance(node, list) else node


def _reached(node: object, parts: Schema) -> set[str]:
    """The names of the parts that *node* leads to."""
    found: set[str] = set()
    waiting = [node]
    while waiting:
        here = waiting.pop()
        if isinstance(here, dict):
            name = str(here.get("$ref", "")).removeprefix("#/$defs/")
            if name in parts and name not in found:
                found.add(name)
                waiting.append(parts[name])
            waiting += here.values()
        elif isinstance(here, list):
            waiting += here
    return found
