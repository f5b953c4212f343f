"""Excel workbooks (XLSX): weighed and unpacked under caps, then heard as XML part by part.

Layout: ECMA-376 part 1, sections 12, 18 and 22. The fast readers for Python were tried: on a file
that boasts of its size they ask for that much memory and end the whole program.
"""

import posixpath
from datetime import date

import msgspec

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.grid import Grid
from elsec_app.exchange.class_list.limits import MAX_CELL
from elsec_app.exchange.class_list.markup import Ears, check_depth, listen, local, text_of_xml
from elsec_app.exchange.class_list.numbers import EPOCH, EPOCH_1904, shows_date
from elsec_app.exchange.class_list.packed import unpack, weigh
from elsec_app.exchange.class_list.sentences import damaged_workbook, no_children
from elsec_app.exchange.class_list.worksheet import read_sheet
from elsec_app.i18n import _

_MAX_SHEETS = 30
_TRUE = ("1", "true")


class _Contents(msgspec.Struct):
    """What ``workbook.xml`` and its relations say: where the sheets are, and from when to count."""

    epoch: date = EPOCH
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}


def read_zip(data: bytes) -> list[Grid]:
    """The visible sheets of an XLSX file. Raises ``ClassListProblem`` for any other zip file."""
    entries = weigh(data)
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if "xl/workbook.xml" not in names:
        raise _other_zip(names)
    parts = {name.lower(): content for name, content in unpack(data, entries).items()}
    contents = _contents(parts)
    strings, dates = _strings(parts), _date_styles(parts)
    grids = []
    for name, relation in contents.sheets:
        content = parts.pop(_path(contents.targets.get(relation, "")), None)
        if content is not None:
            rows = read_sheet(text_of_xml(content), strings, dates, contents.epoch)
            grids.append(Grid("xlsx", rows, sheet=name))
    if not any(grid.rows for grid in grids):
        raise no_children()
    return [grid for grid in grids if grid.rows]


def _path(target: str) -> str:
    inside = target[1:] if target.startswith("/") else f"xl/{target}"
    return posixpath.normpath(inside).lower()


def _hear(parts: dict[str, bytes], name: str, ears: Ears) -> None:
    content = parts.get(name)
    if content is not None:
        listen(text_of_xml(content), ears)


def _nothing(_said: str) -> None:
    return


def attributes_of(flat: list[str]) -> dict[str, str]:
    """Attributes by their own names, namespaces left out."""
    return {local(flat[n]): flat[n + 1] for n in range(0, len(flat), 2)}


def _contents(parts: dict[str, bytes]) -> _Contents:
    found = _Contents()

    def start(tag: str, flat: list[str]) -> None:
        name = local(tag)
        if name == "sheet":
            said = attributes_of(flat)
            if said.get("state", "visible") == "visible" and len(found.sheets) < _MAX_SHEETS:
                found.sheets.append((said.get("name", ""), said.get("id", "")))
        elif name == "workbookPr" and attributes_of(flat).get("date1904") in _TRUE:
            found.epoch = EPOCH_1904
        elif name == "Relationship":
            said = attributes_of(flat)
            found.targets[said.get("Id", "")] = said.get("Target", "")

    ears = Ears(start, _nothing, _nothing)
    _hear(parts, "xl/workbook.xml", ears)
    _hear(parts, "xl/_rels/workbook.xml.rels", ears)
    if not found.sheets:
        raise damaged_workbook()
    return found


def _date_styles(parts: dict[str, bytes]) -> frozenset[str]:
    """The cell styles, by their numbers as cells write them, that show dates."""
    formats: dict[int, str] = {}
    styles: list[int] = []
    inside: list[str] = []

    def start(tag: str, flat: list[str]) -> None:
        inside.append(local(tag))
        check_depth(len(inside))
        if inside[-1] == "numFmt":
            said = attributes_of(flat)
            formats[_whole(said.get("numFmtId"))] = said.get("formatCode", "")[:200]
        elif inside[-2:] == ["cellXfs", "xf"]:
            styles.append(_whole(attributes_of(flat).get("numFmtId")))

    def end(_tag: str) -> None:
        inside.pop()

    _hear(parts, "xl/styles.xml", Ears(start, end, _nothing))
    return frozenset(str(n) for n, number in enumerate(styles) if shows_date(number, formats))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _strings(parts: dict[str, bytes]) -> list[str]:
    """The shared strings; runs of letters are joined and readings beside them left out."""
    found: list[str] = []
    words: list[str] = []
    state = {"text": False, "beside": 0, "depth": 0}

    def start(tag: str, _flat: list[str]) -> None:
        name = local(tag)
        state["depth"] += 1
        check_depth(state["depth"])
        if name == "si":
            words.clear()
        elif name == "rPh":
            state["beside"] += 1
        state["text"] = name == "t" and not state["beside"]

    def end(tag: str) -> None:
        name = local(tag)
        state["depth"] -= 1
        state["text"] = False
        if name == "si":
            found.append("".join(words)[:MAX_CELL])
        elif name == "rPh":
            state["beside"] -= 1

    def text(said: str) -> None:
        if state["text"]:
            words.append(said)

    _hear(parts, "xl/sharedstrings.xml", Ears(start, end, text))
    return found


def _other_zip(names: set[str]) -> ClassListProblem:
    if any(name.startswith("word/") for name in names):
        return ClassListProblem(
            _("This is a Word document, not a class list; ask for a CSV or Excel export.")
        )
    if "xl/workbook.bin" in names or "content.xml" in names:
        return ClassListProblem(
            _("This kind of workbook is not read; save it as an Excel workbook (.xlsx) or CSV.")
        )
    return ClassListProblem(
        _("This is a zip file, not a class list; open it and choose the list inside.")
    )
