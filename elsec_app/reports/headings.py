"""The headings of evidence for an EHC needs assessment, which are data: each area has its own.

A TOML file in ``resources/ehc``. To change headings or their order, copy the file, edit it and
raise ``version``.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.resources import resources

Show = Literal["needs", "views", "screening", "tried", "strategies", "advice"]


class HeadingsProblem(BadInput):
    """A file of headings cannot be used as it is."""

    code = "headings"


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    text: str
    show: Show


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Headings in their order; *source* says where that order comes from."""

    id: str
    version: str
    dated: date
    source: str
    heading: tuple[Heading, ...]


def names(folder: Path | None = None) -> tuple[str, ...]:
    """The headings there are; an area adds its own as a file."""
    return tuple(sorted(path.stem for path in (folder or _folder()).glob("*.toml")))


def _folder() -> Path:
    return resources() / "ehc"


def read(name: str = "neutral", folder: Path | None = None) -> Headings:
    """The headings *name*, checked. :class:`HeadingsProblem` names everything that is wrong."""
    path = (folder or _folder()) / f"{name}.toml"
    try:
        found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Headings)
    except FileNotFoundError:
        raise HeadingsProblem(_("There are no headings named {name}.").format(name=name)) from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise HeadingsProblem(
            _("The headings {name} cannot be read: {fault}.").format(name=name, fault=fault)
        ) from fault
    complaints = tuple(_complaints(found, name))
    if complaints:
        raise HeadingsProblem(
            _("The headings {name} cannot be used: {list}").format(
                name=name, list=" ".join(complaints)
            )
        )
    return found


def _complaints(found: Headings, name: str) -> Iterator[str]:
    if found.id != name:
        yield _("Their id is {id}: make it the file's name.").format(id=found.id)
    for field in ("version", "source"):
        if not getattr(found, field).strip():
            yield _("Their {field} is empty.").format(field=field)
    if not any(each.show == "screening" for each in found.heading):
        yield _("No heading shows the screening.")
    for text, times in Counter(each.text.strip() for each in found.heading).items():
        if not text:
            yield _("A heading has no text.")
        elif times > 1:
            yield _("The heading {text} stands there twice.").format(text=text)
