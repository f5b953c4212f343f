"""Parent letters as data: read, check and fill a template.

A template is a TOML file in ``resources/letters``. To change the words, copy the file, raise
``version`` and edit the text; to add a letter, add a file. ``{name}`` is replaced by the place of
that name (:data:`PLACES`); a block with ``if = "name"`` stands only where that place is filled.
Kinds of block: ``words``, ``heading``, ``list`` (items), ``results``, ``tips``, ``slip``. A letter
in another language stands in a folder named by its code, such as ``pl/before-screening.toml``, with
``draft`` until a person who speaks it has checked it.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
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
BEFORE, AFTER = "before-screening", "after-screening"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
# Arabic, Persian, Hebrew, Pashto, Kurdish (Sorani), Urdu.
_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ps", "ckb", "ur"})
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


class Says(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The letter's own words round the blocks, in its language; empty: those of the program."""

    dear: str = ""
    cut_here: str = ""
    looked_at: str = ""
    saw: str = ""
    means: str = ""
    months: tuple[str, ...] = ()  # twelve, for the date
    track: str = ""  # what a band of each kind means, to a parent; empty: the tool's own words
    watch: str = ""
    refer: str = ""
    quiet: str = ""


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A letter before its places are filled. ``signed``: it tells a result, so it needs one.

    *dated* is the day of these words; *draft* says why they are not yet for families.
    """

    id: str
    version: str
    title: str
    language: str
    author: str
    dated: date
    reviewed: str
    signed: bool
    block: tuple[Block, ...]
    says: Says = Says()
    draft: str = ""


def templates(folder: Path | None = None) -> tuple[str, ...]:
    """The names of the letters there are, in order; those in another language as ``pl/name``."""
    top = folder or _folder()
    found = (*top.glob("*.toml"), *top.glob("*/*.toml"))
    return tuple(sorted(path.relative_to(top).with_suffix("").as_posix() for path in found))


def of_kind(name: str) -> tuple[str, ...]:
    """The letter *name* and its translations: ``before-screening``, ``pl/before-screening``."""
    return tuple(sorted(filter(lambda each: each.rpartition("/")[2] == name, templates()), key=len))


def runs_from_the_right(language: str) -> bool:
    """Whether *language* is written from right to left."""
    return language.split("-")[0] in _FROM_THE_RIGHT


def texts(template: Template) -> Iterator[str]:
    """Every word of a template that is printed."""
    yield from (template.title, template.draft, template.author, template.reviewed)
    yield from (value for value in msgspec.structs.astuple(template.says) if isinstance(value, str))
    yield from template.says.months
    for block in template.block:
        yield from (block.text, *block.items)


def read(name: str, folder: Path | None = None) -> Template:
    """The template *name*, checked. :class:`LetterProblem` names everything that is wrong."""
    path = (folder or _folder()) / f"{name}.toml"
    if name not in templates(folder):
        raise LetterProblem(_("There is no letter named {name}.").format(name=name))
    try:
        template = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Template)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise LetterProblem(
            _("The letter {name} cannot be read: {fault}.").format(name=name, fault=fault)
        ) from fault
    complaints = tuple(complaints_of(template, name))
    if complaints:
        raise LetterProblem(
            _("The letter {name} cannot be used: {list}").format(
                name=name, list=" ".join(complaints)
            )
        )
    return template


def _folder() -> Path:
    return resources() / "letters"


def complaints_of(template: Template, name: str) -> Iterator[str]:
    """All that is wrong with *template*, each in a sentence."""
    if template.id != name.rpartition("/")[2]:
        yield _("Its id is {id}: make it the file's name.").format(id=template.id)
    if not _LANGUAGE.fullmatch(template.language):
        yield _("Its language {code} is not a code such as en-GB.").format(code=template.language)
    for field in ("version", "title", "author", "reviewed"):
        if not getattr(template, field).strip():
            yield _("Its {field} is empty.").format(field=field)
    if len(template.says.months) not in (0, 12):
        yield _("It names {n} months: name twelve or none.").format(n=len(template.says.months))
    if not template.block:
        yield _("It has no block.")
    for number, block in enumerate(template.block, 1):
        for complaint in _of_block(block):
            yield _("Block {n}: {what}").format(n=number, what=complaint)


def _of_block(block: Block) -> Iterator[str]:
    texts = (block.text, *block.items)
    if block.kind in ("words", "heading", "slip") and not block.text.strip():
        yield _("it has no text.")
    if block.kind in ("list", "slip") and not block.items:
        yield _("it has no items.")
    asked = [found for text in texts for found in _PLACE.findall(text)]
    asked += [block.only_if] if block.only_if is not None else []
    for place in dict.fromkeys(asked):
        if place not in PLACES:
            known = ", ".join(sorted(PLACES))
            asks = _("it asks for {place}, which is not known: use one of {known}.")
            yield asks.format(place="{" + place + "}", known=known)
    for text in texts:
        if set("{}") & set(_PLACE.sub("", text)):
            yield _("it has a curly bracket without its pair near: {text}").format(text=text[:60])


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
