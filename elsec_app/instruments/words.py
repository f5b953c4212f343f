"""Puts the words of one language into the parts that need them.

``instrument.yaml`` holds ids and numbers, ``strings/<language>.yaml`` every word that a person
reads, so that a pack is translated without touching a rule.
"""

from collections.abc import Iterable
from typing import Any

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint, missing_words

TOP = ("title", "summary", "statement")

NEEDED: dict[str, tuple[str, ...]] = {
    "strands": ("name",),
    "sections": ("name",),
    "items": ("prompt",),
    "bands": ("label", "meaning", "recommendation"),
    "outcomes": ("label", "meaning", "recommendation"),
    "cautions": ("words",),
    "strategies": ("title", "do", "notice"),
}

ALSO: dict[str, tuple[str, ...]] = {
    "items": ("look_for", "expectation", "materials", "say", "accept", "recording"),
}

BY_TYPE: dict[str, tuple[str, ...]] = {
    "observed": ("look_for", "expectation"),
    "rating": ("look_for", "expectation"),
    "repeat": ("say",),
    "pointing": ("say",),
}


def put_words(
    pack: dict[str, Any], words: dict[str, Any], file: str
) -> tuple[dict[str, Any], list[Complaint]]:
    """*pack* with the *words* of *file* in their places, and what is missing or left over.

    A missing word stands as ``?``, so that what else is wrong can be found in the same go.
    """
    complaints = [
        missing_words(file, key)
        for key in TOP
        if not isinstance(words.get(key), str) or not words[key].strip()
    ]
    known = {*TOP, *NEEDED}
    complaints += [_left_over(file, str(key)) for key in words if key not in known]
    worded = pack | {key: _text(words.get(key)) for key in TOP}
    for group in NEEDED:
        parts, faults = _put_group(group, pack.get(group, []), words.get(group) or {}, file)
        worded[group] = parts
        complaints += faults
    return worded, complaints


def _put_group(
    group: str, parts: object, words: object, file: str
) -> tuple[object, list[Complaint]]:
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        return parts, []
    if not isinstance(words, dict):
        return parts, [Complaint(file, group, _("Write one entry for each id here."))]
    name = "when" if group == "cautions" else "id"
    complaints: list[Complaint] = []
    worded = []
    for part in parts:
        key = str(part.get(name))
        given = words.get(key)
        entry = given if isinstance(given, dict) else {NEEDED[group][0]: given}
        complaints += _check_entry(group, part, entry, f"{group}.{key}", file)
        worded.append(part | _fitting(group, part, entry))
    ids = {str(part.get(name)) for part in parts}
    complaints += [_left_over(file, f"{group}.{key}") for key in words if str(key) not in ids]
    return worded, complaints


def _fitting(group: str, part: dict[str, Any], entry: dict[str, Any]) -> dict[str, Any]:
    also = {word: entry[word] for word in ALSO.get(group, ()) if entry.get(word) is not None}
    return also | {word: _text(entry.get(word)) for word in _needed(group, part)}


def _needed(group: str, part: dict[str, Any]) -> tuple[str, ...]:
    return NEEDED[group] + BY_TYPE.get(str(part.get("type")), ())


def _text(word: object) -> str:
    return word if isinstance(word, str) and word.strip() else "?"


def _check_entry(
    group: str, part: dict[str, Any], entry: dict[str, Any], key: str, file: str
) -> Iterable[Complaint]:
    for word in _needed(group, part):
        text = entry.get(word)
        if not isinstance(text, str) or not text.strip():
            yield missing_words(file, f"{key}.{word}")
    for word in entry:
        if word not in NEEDED[group] + ALSO.get(group, ()):
            yield _left_over(file, f"{key}.{word}")


def _left_over(file: str, key: str) -> Complaint:
    return Complaint(file, key, _("Remove or rename this; nothing in instrument.yaml uses it."))
