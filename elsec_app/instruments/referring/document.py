"""A document of an area or a service: its sources, and from bytes to a proven value."""

import difflib
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _, ngettext
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.yaml_file import parse_yaml

T = TypeVar("T", bound=msgspec.Struct)
_ID = re.compile(r"[a-z][a-z0-9_-]{0,63}")


class DocumentRefused(BadInput):
    """Local rules or a form with at least one complaint. All of them are in ``complaints``."""

    code = "referral-document"

    def __init__(self, name: str, complaints: tuple[Complaint, ...]) -> None:
        count = len(complaints)
        sentence = ngettext(
            "{name} was not loaded: {first}",
            "{name} was not loaded, for {count} reasons. The first: {first}",
            count,
        ).format(name=name, count=count, first=complaints[0])
        super().__init__(sentence)
        self.complaints = complaints


class Stated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything that a document states."""


class Source(Stated, frozen=True, kw_only=True):
    """The page that says so, and the day somebody read it.

    ``own`` marks what this product or the area itself decided; it needs no address.
    """

    id: str
    title: str
    checked: date
    url: str = ""
    own: bool = False


def digest(content: bytes) -> str:
    """SHA-256 in hex: what a signed referral names the document by."""
    return hashlib.sha256(content).hexdigest()


def parsed(content: bytes, name: str) -> dict[str, Any]:
    """The document's plain data. Raises :class:`DocumentRefused`."""
    plain, faults = parse_yaml(content, name)
    if faults:
        raise DocumentRefused(name, tuple(faults))
    return plain


def converted(plain: object, kind: Any, name: str, key: str) -> tuple[Any, list[Complaint]]:
    """*plain* as *kind*, or none with the complaint that stands in the way."""
    try:
        return msgspec.convert(plain, kind), []
    except msgspec.ValidationError as fault:
        problem, _sep, path = str(fault).partition(" - at `$")
        where = f"{key}{path.rstrip('`')}".lstrip(".")
        problem = problem.replace("Object contains", "It has")
        problem = problem.replace("Object missing", "It lacks the")
        return None, [Complaint(name, where, f"{problem}.{_meant(problem, kind)}")]


def listed(plain: dict[str, Any], key: str, kind: Any, name: str) -> list[Complaint]:
    """The complaints of each part in the list *key* on its own, so that all are heard at once."""
    parts = plain.get(key, [])
    found: list[Complaint] = []
    for place, part in enumerate(parts if isinstance(parts, list) else [], 1):
        called = part.get("id") if isinstance(part, dict) else None
        found += converted(part, kind, name, f"{key}.{called or place}")[1]
    return found


def source_complaints(name: str, sources: Iterable[Source], used: set[str]) -> Iterator[Complaint]:
    """Sources without an address, that nothing cites, or that are cited and not there."""
    known = {source.id for source in sources}
    for source in sources:
        if not source.own and not source.url.startswith(("https://", "http://")):
            change = _("Give its web address, or mark it “own: true”.")
            yield Complaint(name, f"sources.{source.id}", change)
        if source.id not in used:
            yield Complaint(name, f"sources.{source.id}", _("Remove this; nothing cites it."))
    for lost in sorted(used - known):
        change = _("Correct “{name}”; there is nothing of that name.").format(name=lost)
        yield Complaint(name, "sources", change)


def name_complaints(name: str, key: str, ids: Iterable[str]) -> Iterator[Complaint]:
    """Ids that are given twice or are not plain names."""
    for one, times in Counter(ids).items():
        if times > 1:
            yield Complaint(name, f"{key}.{one}", _("Give each one a name of its own."))
        if not _ID.fullmatch(one):
            yield Complaint(name, f"{key}.{one}", _("Use small letters, digits, - and _ only."))


def _meant(problem: str, kind: Any) -> str:
    """`` Did you mean …?`` for a key or a rule that is one slip away from one that exists."""
    typed = re.search(r"unknown field `(\w+)`|Invalid value '(\w+)'", problem)
    if typed is None:
        return ""
    kinds = getattr(kind, "__args__", (kind,))
    known = {field for one in kinds for field in getattr(one, "__struct_encode_fields__", ())}
    known |= {
        getattr(one, "__struct_config__", None) and one.__struct_config__.tag for one in kinds
    }
    words = sorted(str(word) for word in known if word)
    close = difflib.get_close_matches(typed[1] or typed[2], words, 1)
    return " " + _("Did you mean “{key}”?").format(key=close[0]) if close else ""
