"""Cells as clean words: spaces, invisible characters and headings."""

import re
import unicodedata
from datetime import date, datetime

from elsec_app.exchange.class_list.grid import Cell
from elsec_app.exchange.class_list.limits import MAX_CELL

_INVISIBLE = dict.fromkeys(
    (
        *(*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xAD, 0x61C),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFFE),
    )
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
BRACKETS = re.compile(r"[(\[{][^()\[\]{}]*[)\]}]")


def clean(cell: Cell) -> str:
    """*cell* as text: composed accents (NFC), single plain spaces, nothing invisible."""
    if isinstance(cell, str):
        text = cell[:MAX_CELL]
        if text.isascii() and text.isprintable():
            return " ".join(text.split())
        return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())
    return _number_or_date(cell)


def _number_or_date(cell: Cell) -> str:
    if cell is None or isinstance(cell, bool):
        return {None: "", True: "TRUE", False: "FALSE"}[cell]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def unguarded(text: str) -> str:
    """*text* without the apostrophe by which a spreadsheet is told not to convert a value."""
    return text[1:].lstrip() if text[:1] in ("'", "’") else text


def is_blank(cell: Cell) -> bool:
    """Whether *cell* says nothing."""
    return cell is None or (isinstance(cell, str) and not clean(cell))


def plain(text: str) -> str:
    """Lower-case words of letters and digits, one space between: for looking things up."""
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def heading_forms(heading: str) -> list[str]:
    """The ways to look *heading* up: as it stands, joined words parted, brackets left out."""
    bare = BRACKETS.sub(" ", heading)
    forms = [heading, _CAMEL.sub(" ", heading), bare, _CAMEL.sub(" ", bare)]
    return list(dict.fromkeys(form for form in map(plain, forms) if form))
