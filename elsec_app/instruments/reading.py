"""A pack folder to an :class:`Instrument`, or to the complaints that stand in the way."""

import difflib
import re
from typing import Any

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import (
    Advice,
    Band,
    Instrument,
    Outcome,
    Picture,
    Section,
    Source,
    Strand,
)
from elsec_app.instruments.files import MAIN, STRATEGIES, Files, strings_file
from elsec_app.instruments.items import Item
from elsec_app.instruments.norms import read_norms
from elsec_app.instruments.rules import (
    Basal,
    Caution,
    OverallRule,
    Rescreen,
    Scale,
    Score,
    StopRule,
)
from elsec_app.instruments.words import ALSO, NEEDED, put_words
from elsec_app.instruments.yaml_file import read_yaml

LISTS: dict[str, Any] = {
    "sources": Source,
    "strands": Strand,
    "sections": Section,
    "items": Item,
    "scores": Score,
    "scales": Scale,
    "bands": Band,
    "outcomes": Outcome,
    "overall": OverallRule,
    "stops": StopRule,
    "basals": Basal,
    "cautions": Caution,
    "rescreen": Rescreen,
    "pictures": Picture,
    "strategies": Advice,
}

GIVEN = ("language", "hash", "norms")
"""What the reader fills in; a pack that states them itself is mistaken."""


def read_pack(files: Files, language: str = "") -> tuple[Instrument | None, list[Complaint]]:
    """Read a pack in *language*, or in the first that it lists. None when it has no meaning.

    An instrument may come with complaints (a word is missing): then it is there to be proven
    further, so that its author hears of everything at once, and never to be used.
    """
    pack, complaints = read_rules(files)
    if complaints:
        return None, complaints
    listed = pack.get("languages")
    languages = [str(code) for code in listed] if isinstance(listed, list) and listed else ["en-GB"]
    chosen = language if language in languages else languages[0]
    words, complaints = read_yaml(files, strings_file(chosen))
    norms, norm_complaints = read_norms(files)
    built, faults = build(pack, words, chosen)
    complaints += norm_complaints + faults
    if built is None:
        return None, complaints
    return msgspec.structs.replace(built, norms=norms), complaints


def read_rules(files: Files) -> tuple[dict[str, Any], list[Complaint]]:
    """What ``instrument.yaml`` and, where there is one, ``strategies.yaml`` say, together."""
    pack, complaints = read_yaml(files, MAIN)
    if "strategies" in pack:
        complaints.append(Complaint(MAIN, "strategies", _("Put these into strategies.yaml.")))
    if STRATEGIES not in files or complaints:
        return pack, complaints
    advice, complaints = read_yaml(files, STRATEGIES)
    if not complaints and set(advice) != {"strategies"}:
        complaints.append(Complaint(STRATEGIES, "", _("Write one key here: “strategies”.")))
    return pack | advice, complaints


def build(
    pack: dict[str, Any], words: dict[str, Any], language: str
) -> tuple[Instrument | None, list[Complaint]]:
    """An instrument from what its YAML files say (norms and hash still to come)."""
    worded, complaints = put_words(pack, words, strings_file(language))
    stated = [key for key in GIVEN if key in pack]
    change = _("Remove this; it is not the pack’s to state.")
    complaints += [Complaint(MAIN, key, change) for key in stated]
    faults = _convert_parts(worded, strings_file(language))
    if faults or stated:
        return None, complaints + faults
    try:
        return msgspec.convert(worded | {"language": language}, Instrument), complaints
    except msgspec.ValidationError as fault:
        return None, [*complaints, _complaint("", fault, Instrument)]


def _convert_parts(worded: dict[str, Any], words_file: str) -> list[Complaint]:
    """Each part on its own, so that an author hears of every fault at once."""
    complaints = []
    for key, kind in LISTS.items():
        parts = worded.get(key, [])
        for place, part in enumerate(parts if isinstance(parts, list) else []):
            try:
                msgspec.convert(part, kind)
            except msgspec.ValidationError as fault:
                found = _complaint(f"{key}.{_name(part, place)}", fault, kind)
                word = found.key.rpartition(".")[2].partition("[")[0]
                of_words = word in NEEDED.get(key, ()) + ALSO.get(key, ())
                file = words_file if of_words else STRATEGIES if key == "strategies" else MAIN
                complaints.append(msgspec.structs.replace(found, file=file))
    return complaints


def _name(part: object, place: int) -> str:
    if isinstance(part, dict):
        for key in ("id", "when", "strand"):
            if isinstance(part.get(key), str):
                return str(part[key])
    return str(place + 1)


def _complaint(key: str, fault: msgspec.ValidationError, kind: Any) -> Complaint:
    problem, _sep, path = str(fault).partition(" - at `$")
    inner = path.rstrip("`")
    where = f"{key}{inner}" if key else inner.lstrip(".")
    problem = problem.replace("Object contains", "It has").replace("Object missing", "It lacks the")
    return Complaint(MAIN, where, f"{problem}.{_meant(problem, kind)}")


def _meant(problem: str, kind: Any) -> str:
    """`` Did you mean …?`` for a key that is one slip away from one that exists."""
    typed = re.search(r"unknown field `(\w+)`", problem)
    if typed is None:
        return ""
    kinds = getattr(kind, "__args__", (kind,))
    fields = sorted({field for one in kinds for field in one.__struct_encode_fields__})
    close = difflib.get_close_matches(typed[1], fields, 1)
    return " " + _("Did you mean “{key}”?").format(key=close[0]) if close else ""
