"""The code of a print that many records stand behind: it tells which print it is and what it said.

Nothing is kept of a print. Whoever holds the same records can draw it again: if it would say the
same today, the page is current; if not, it is superseded.
"""

from datetime import date
from typing import Any, TypeVar

import msgspec

from elsec_app.operations import codes
from elsec_app.reports import letters
from elsec_app.reports.facts import Imprint

F = TypeVar("F", bound=msgspec.Struct)


def coded(facts: F, *which: str) -> F:
    """*facts* with the code of the print that *which* names: its kind, then whose it is."""
    imprint: Imprint = facts.imprint  # type: ignore[attr-defined]
    code = codes.drawn_code(name(*which), msgspec.json.encode(_still(facts)))
    return msgspec.structs.replace(facts, imprint=msgspec.structs.replace(imprint, code=code))


def letter_code(template: str, child: str) -> str:
    """The code of a letter that tells no result: superseded when its words are changed."""
    words = letters.read(template)
    said = f"{words.version} {words.dated} {words.language}"
    return codes.drawn_code(name("letter", template, child), said.encode())


def name(*which: str) -> str:
    """The kind of a print and whose it is, as one name."""
    return "/".join(which)


def _still(value: Any) -> Any:
    """*value* without what changes from day to day while the records stay the same."""
    if isinstance(value, tuple):
        return tuple(_still(each) for each in value)
    if not isinstance(value, msgspec.Struct):
        return value
    changes = {field: _still(getattr(value, field)) for field in value.__struct_fields__}
    changes |= {field: date.min for field in ("made", "as_at") if field in changes}
    changes |= {"code": None} if isinstance(value, Imprint) else {}
    return msgspec.structs.replace(value, **changes)
