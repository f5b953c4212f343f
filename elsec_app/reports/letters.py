"""Parent letters as data: read, check and fill a template.

A template is a TOML file in ``resources/letters``. To change the words, copy the file, raise
``version`` and edit the text; to add a letter, add a file. ``{name}`` is replaced by the place of
that name (:data:`PLACES`); a block with ``if = "name"`` stands only where that place is filled.
Kinds of block: ``words``, ``heading``, ``list`` (items), ``results``, ``tips``, ``slip``.
"""

import re
import tomllib
from pathlib import Path
from typing import Literal

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.resources import resources

PLACES = frozenset(
    {
        "child",
        "class_name",
        "setting",
        "service",
        "area",
        "contact",
        "when",
        "deadline",
        "screened_on",
        "screened_by",
        "tool",
        "next_step",
        "rescreen_on",
        "hearing",
        "language",
        "sender",
        "sender_role",
        "tips",
    }
)
_PLACE = re.compile(r"\{([^{}]*)\}")


class LetterProblem(BadInput):
    """A letter template cannot be used as it is."""

    code = "letter"


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One paragraph, heading, list or slip of a letter."""

    kind: Literal["words", "heading", "list", "results", "tips", "slip"]
    text: str = ""
    items: tuple[str, ...] = ()
    only_if: str | None = msgspec.field(name="if", default=None)


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter before its places are filled. ``signed``: it tells a result, so it needs one."""

    id: str
    version: str
    title: str
    language: str
    author: str
    reviewed: str
    signed: bool
    block: tuple[Block, ...]


def templates(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the letters there are, in order."""
    return tuple(sorted(path.stem for path in (folder or _folder()).glob("*.toml")))


def read(name: str, folder: Path | None = None) -> Template:
    """The template *name*, checked. Raises :class:`LetterProblem`, which says what is wrong."""
    path = (folder or _folder()) / f"{name}.toml"
    if name not in templates(folder):
        raise LetterProblem(_("There is no letter named {name}.").format(name=name))
    try:
        template = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Template)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise LetterProblem(
            _("The letter {name} cannot be read: {fault}.").format(name=name, fault=fault)
        ) from fault
    _check(template)
    return template


def _folder() -> Path:
    return resources() / "letters"


def _check(template: Template) -> None:
    for block in template.block:
        for text in (block.text, *block.items):
            _check_text(template, text)
        if block.only_if is not None and block.only_if not in PLACES:
            raise _unknown(template, block.only_if)


def _check_text(template: Template, text: str) -> None:
    for name in _PLACE.findall(text):
        if name not in PLACES:
            raise _unknown(template, name)
    if set("{}") & set(_PLACE.sub("", text)):
        raise LetterProblem(
            _("The letter {name} has a curly bracket without its pair near: {text}").format(
                name=template.id, text=text[:60]
            )
        )


def _unknown(template: Template, place: str) -> LetterProblem:
    return LetterProblem(
        _("The letter {name} asks for {place}, which is not known: use one of {known}.").format(
            name=template.id, place="{" + place + "}", known=", ".join(sorted(PLACES))
        )
    )


def filled(template: Template, places: dict[str, str]) -> tuple[Block, ...]:
    """The blocks of *template* with *places* filled in; what is filled in is plain text."""
    kept = [b for b in template.block if b.only_if is None or places.get(b.only_if)]
    return tuple(
        Block(
            block.kind,
            _fill(template, block.text, places),
            tuple(_fill(template, item, places) for item in block.items),
        )
        for block in kept
    )


def _fill(template: Template, text: str, places: dict[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if not places.get(name):
            raise LetterProblem(
                _("The letter {letter} needs {place}, and it is empty: fill it in.").format(
                    letter=template.id, place=name
                )
            )
        return places[name]

    return _PLACE.sub(value, text)
