"""As much of FHIR R4 (4.0.1) as a Questionnaire touches, written down from the specification.

Each element: its type, the fewest and the most times. Read on 2026-11-24:
https://hl7.org/fhir/R4/questionnaire.html and https://hl7.org/fhir/R4/datatypes.html
"""

import re
from collections.abc import Iterator
from typing import Any

MANY = 10_000
Elements = dict[str, tuple[str, int, int]]

TYPES: dict[str, Elements] = {
    "Questionnaire": {
        "resourceType": ("code", 1, 1), "id": ("id", 0, 1), "meta": ("Meta", 0, 1),
        "language": ("code", 0, 1), "extension": ("Extension", 0, MANY), "url": ("uri", 0, 1),
        "identifier": ("Identifier", 0, MANY), "version": ("string", 0, 1),
        "name": ("string", 0, 1), "title": ("string", 0, 1), "derivedFrom": ("uri", 0, MANY),
        "status": ("code", 1, 1), "experimental": ("boolean", 0, 1),
        "subjectType": ("code", 0, MANY), "date": ("date", 0, 1), "publisher": ("string", 0, 1),
        "description": ("markdown", 0, 1), "purpose": ("markdown", 0, 1),
        "copyright": ("markdown", 0, 1), "item": ("Item", 0, MANY),
    },
    "Item": {
        "extension": ("Extension", 0, MANY), "linkId": ("string", 1, 1),
        "definition": ("uri", 0, 1),
        "code": ("Coding", 0, MANY), "prefix": ("string", 0, 1), "text": ("string", 0, 1),
        "type": ("code", 1, 1), "enableWhen": ("EnableWhen", 0, MANY),
        "enableBehavior": ("code", 0, 1), "required": ("boolean", 0, 1),
        "repeats": ("boolean", 0, 1), "readOnly": ("boolean", 0, 1), "maxLength": ("integer", 0, 1),
        "answerOption": ("AnswerOption", 0, MANY), "item": ("Item", 0, MANY),
    },
    "EnableWhen": {
        "question": ("string", 1, 1), "operator": ("code", 1, 1),
        "answerInteger": ("integer", 0, 1),
    },
    "AnswerOption": {
        "extension": ("Extension", 0, MANY), "valueCoding": ("Coding", 0, 1),
        "initialSelected": ("boolean", 0, 1),
    },
    "Coding": {
        "system": ("uri", 0, 1), "version": ("string", 0, 1), "code": ("code", 0, 1),
        "display": ("string", 0, 1),
    },
    "CodeableConcept": {"coding": ("Coding", 0, MANY), "text": ("string", 0, 1)},
    "Attachment": {"contentType": ("code", 0, 1), "url": ("uri", 0, 1), "title": ("string", 0, 1)},
    "Identifier": {"system": ("uri", 0, 1), "value": ("string", 0, 1)},
    "Meta": {"profile": ("uri", 0, MANY)},
    "Extension": {
        "url": ("uri", 1, 1), "valueDecimal": ("decimal", 0, 1), "valueInteger": ("integer", 0, 1),
        "valueBoolean": ("boolean", 0, 1), "valueCodeableConcept": ("CodeableConcept", 0, 1),
        "valueAttachment": ("Attachment", 0, 1),
    },
}  # fmt: skip

TEXT = {
    "string": r"(?s)\S.*", "markdown": r"(?s)\S.*", "uri": r"\S+", "id": r"[A-Za-z0-9\-.]{1,64}",
    "code": r"[^\s]+(\s[^\s]+)*", "date": r"\d{4}-\d\d-\d\d",
}  # fmt: skip
CODES = {
    ("Questionnaire", "status"): {"draft", "active", "retired", "unknown"},
    ("Item", "type"): {
        "group", "display", "boolean", "decimal", "integer", "date", "dateTime", "time", "string",
        "text", "url", "choice", "open-choice", "attachment", "reference", "quantity",
    },
    ("Item", "enableBehavior"): {"all", "any"},
    ("EnableWhen", "operator"): {"exists", "=", "!=", ">", "<", ">=", "<="},
}  # fmt: skip


def faults(resource: dict[str, Any]) -> list[str]:
    """What R4 would refuse in a Questionnaire."""
    found = list(_element(resource, "Questionnaire", "Questionnaire"))
    return found + list(_rules(resource))


def _element(node: Any, kind: str, where: str) -> Iterator[str]:
    if kind not in TYPES:
        yield from _simple(node, kind, where)
        return
    if not isinstance(node, dict) or not node:
        yield f"{where}: not an object"
        return
    known = TYPES[kind]
    yield from (f"{where}.{key}: not in R4" for key in node.keys() - known.keys())
    for key, (of, least, most) in known.items():
        values = node.get(key, [])
        if (key in node) and (most > 1) != isinstance(values, list):
            yield f"{where}.{key}: one or many"
            continue
        values = values if isinstance(values, list) else [values]
        if not least <= len(values) <= most or (key in node and not values):
            yield f"{where}.{key}: {len(values)} times"
        for place, value in enumerate(values):
            yield from _element(value, of, f"{where}.{key}[{place}]")
            if (kind, key) in CODES and value not in CODES[kind, key]:
                yield f"{where}.{key}: the code {value}"


def _simple(node: Any, kind: str, where: str) -> Iterator[str]:
    if kind in TEXT:
        good = isinstance(node, str) and re.fullmatch(TEXT[kind], node) and len(node) <= 1_048_576
    elif kind == "boolean":
        good = isinstance(node, bool)
    else:
        numbers: tuple[type, ...] = (int,) if kind == "integer" else (int, float)
        good = isinstance(node, numbers) and not isinstance(node, bool)
    if not good:
        yield f"{where}: no {kind}"


def _rules(resource: dict[str, Any]) -> Iterator[str]:
    """The invariants que-0 to que-13 that can be broken by what we write."""
    if not re.fullmatch(r"[A-Z]([A-Za-z0-9_]){0,254}", resource.get("name", "A")):
        yield "que-0"
    items = list(_items(resource))
    links = [item.get("linkId") for item in items]
    if len(set(links)) < len(links):
        yield "que-2"
    for item in items:
        kind, inner = item.get("type"), item.get("item", [])
        if (kind == "group" and not inner) or (kind == "display" and inner):
            yield f"que-1: {item['linkId']}"
        if kind == "display" and (item.keys() & {"code", "required", "repeats", "readOnly"}):
            yield f"que-3, 6 or 9: {item['linkId']}"
        if "answerOption" in item and kind not in (
            "choice", "open-choice", "integer", "date", "time", "string",
        ):  # fmt: skip
            yield f"que-5: {item['linkId']}"
        if len(item.get("enableWhen", [])) > 1 and "enableBehavior" not in item:
            yield f"que-12: {item['linkId']}"
        yield from (
            f"enableWhen: {item['linkId']}"
            for when in item.get("enableWhen", [])
            if when["question"] not in links
        )


def _items(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in node.get("item", []):
        yield item
        yield from _items(item)
