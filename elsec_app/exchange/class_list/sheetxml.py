"""Tables that call themselves Excel but are not: Excel 2003 XML, and web pages with a table.

Several school systems' "export to Excel" buttons write one of these with the ending .xls.
"""

import html
import re

from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from elsec_app.exchange.class_list.markup import Ears, check_depth, listen, local
from elsec_app.exchange.class_list.sentences import no_children, too_many_cells, too_many_rows

_INDEX = "Index"
_TAG = re.compile(r"<(/?)(table|tr|td|th)\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


def read_sheet_xml(text: str) -> list[Grid]:
    """The worksheets of an Excel 2003 XML file."""
    listener = _Sheets()
    listen(text, Ears(listener.start, listener.end, listener.text))
    if not listener.sheets:
        raise no_children()
    return [Grid("excel-xml", rows, sheet=name) for name, rows in listener.sheets]


class _Sheets:
    """Hears Worksheet, Row, Cell and Data."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[list[Cell]]]] = []
        self.words: list[str] | None = None
        self.cells = self.depth = 0

    def start(self, tag: str, attributes: list[str]) -> None:
        self.depth += 1
        check_depth(self.depth)
        name = local(tag)
        if name == "Cell":
            if self.sheets and self.sheets[-1][1]:
                self._cell(_attribute(attributes, _INDEX))
        elif name == "Data":
            self.words = []
        elif name == "Row":
            if self.sheets:
                self._row(_attribute(attributes, _INDEX))
        elif name == "Worksheet":
            self.sheets.append((_attribute(attributes, "Name") or "", []))

    def _row(self, index: str | None) -> None:
        rows = self.sheets[-1][1]
        _pad(rows, index, MAX_ROWS, too_many_rows)
        rows.append([])

    def _cell(self, index: str | None) -> None:
        row = self.sheets[-1][1][-1]
        _pad(row, index, MAX_COLUMNS, too_many_cells)
        row.append(None)
        self.cells += len(row) if index else 1
        if self.cells > MAX_CELLS:
            raise too_many_cells()

    def text(self, text: str) -> None:
        if self.words is not None:
            self.words.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.words is not None and local(tag) == "Data":
            rows = self.sheets[-1][1] if self.sheets else []
            if rows and rows[-1]:
                rows[-1][-1] = "".join(self.words)
            self.words = None


def _pad(row: list, index: str | None, most: int, refusal) -> None:  # type: ignore[type-arg, no-untyped-def]
    wanted = int(index) - 1 if index and index.isascii() and index.isdigit() else len(row)
    if max(wanted, len(row)) >= most:
        raise refusal()
    row.extend([] if most == MAX_ROWS else None for _n in range(wanted - len(row)))


def _attribute(attributes: list[str], name: str) -> str | None:
    for n in range(0, len(attributes), 2):
        if local(attributes[n]) == name:
            return attributes[n + 1]
    return None


def read_web_page(text: str) -> list[Grid]:
    """The tables of a web page."""
    tables: list[list[list[Cell]]] = []
    cell_from, cells = None, 0
    for found in _TAG.finditer(text):
        closing, name = found[1], found[2].lower()
        if cell_from is not None:
            tables[-1][-1].append(_inner(text[cell_from : found.start()]))
            cell_from, cells = None, cells + 1
            if cells > MAX_CELLS or len(tables[-1]) > MAX_ROWS:
                raise too_many_rows()
        if closing:
            continue
        if name == "table" or not tables:
            tables.append([])
        if name == "tr" or (name != "table" and not tables[-1]):
            tables[-1].append([])
        if name in ("td", "th"):
            cell_from = found.end()
    if not any(tables):
        raise no_children()
    return [Grid("web-page", rows) for rows in tables if rows]


def _inner(markup: str) -> str:
    return html.unescape(_ANY_TAG.sub(" ", markup))
