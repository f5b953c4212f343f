"""Old Excel workbooks (XLS): the cells of each visible sheet.

Records and their layout: [MS-XLS] (https://learn.microsoft.com/openspecs/office_file_formats).
Read: Excel 97 to 2003 and, with one-byte text, Excel 5 and 95.
"""

import struct
from datetime import date
from typing import TypeAlias

import msgspec

from elsec_app.exchange.class_list.biff import records, workbook_stream
from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from elsec_app.exchange.class_list.numbers import EPOCH, EPOCH_1904, as_cell, shows_date
from elsec_app.exchange.class_list.oldtext import byte_text, shared_strings, short_text, text_at
from elsec_app.exchange.class_list.sentences import (
    damaged_workbook,
    locked,
    no_children,
    too_many_cells,
    too_many_rows,
)

_BEGIN, _LAST, _LOCKED, _DATE_MODE, _CODE_PAGE = 0x0809, 0x000A, 0x002F, 0x0022, 0x0042
_SHEET, _FORMAT, _STYLE, _STRINGS, _CONTINUE = 0x0085, 0x041E, 0x00E0, 0x00FC, 0x003C
_SHARED, _LABEL, _RICH, _NUMBER, _RK = 0x00FD, 0x0204, 0x00D6, 0x0203, 0x027E
_MANY_RK, _FORMULA, _FORMULA_TEXT = 0x00BD, 0x0006, 0x0207
_MAX_SHEETS = 30
_Placed: TypeAlias = tuple[int, int, Cell]


class _Book(msgspec.Struct):
    """What the opening part of the stream says of all sheets."""

    wide: bool = True
    page: str = "cp1252"
    epoch: date = EPOCH
    sheets: list[tuple[str, int]] = []
    formats: dict[int, str] = {}
    styles: list[int] = []
    strings: list[str] = []

    def is_date(self, style: int) -> bool:
        """Whether cells of this style show dates."""
        form = self.styles[style] if style < len(self.styles) else 0
        return shows_date(form, self.formats)


def read_old_workbook(data: bytes) -> list[Grid]:
    """The visible sheets of an XLS file. Raises ``ClassListProblem``."""
    try:
        stream = workbook_stream(data)
        book = _open(stream)
        grids = [Grid("xls", _rows(stream, at, book), sheet=name) for name, at in book.sheets]
    except (struct.error, IndexError, ValueError, OverflowError):
        raise damaged_workbook() from None
    if not any(grid.rows for grid in grids):
        raise no_children()
    return [grid for grid in grids if grid.rows]


def _open(stream: bytes) -> _Book:
    book = _Book()
    pieces: list[bytes] = []
    in_strings = False
    for kind, body in records(stream):
        if kind == _LAST:
            break
        in_strings = kind == _STRINGS or (in_strings and kind == _CONTINUE)
        if in_strings:
            pieces.append(body)
        else:
            _note(book, kind, body)
    book.strings = shared_strings(pieces)
    return book


def _note(book: _Book, kind: int, body: bytes) -> None:
    if kind == _LOCKED:
        raise locked()
    if kind == _BEGIN:
        book.wide = struct.unpack_from("<H", body)[0] >= 0x0600
    elif kind == _DATE_MODE and body[:1] == b"\1":
        book.epoch = EPOCH_1904
    elif kind == _CODE_PAGE and not book.wide:
        number = struct.unpack_from("<H", body)[0]
        book.page = f"cp{number}" if 437 <= number <= 1258 else "cp1252"
    elif kind == _FORMAT:
        number = struct.unpack_from("<H", body)[0]
        book.formats[number] = text_at(body, 2) if book.wide else byte_text(body, 2, 1, book.page)
    elif kind == _STYLE:
        book.styles.append(struct.unpack_from("<H", body, 2)[0])
    elif kind == _SHEET:
        at, hidden, sort = struct.unpack_from("<IBB", body)
        if not hidden & 3 and sort == 0 and len(book.sheets) < _MAX_SHEETS:
            name = short_text(body, 6) if book.wide else byte_text(body, 6, 1, book.page)
            book.sheets.append((name, at))


def _rows(stream: bytes, at: int, book: _Book) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    room, depth = MAX_CELLS, 0
    waiting: tuple[int, int] | None = None
    for kind, body in records(stream, at):
        if kind == _BEGIN:
            depth += 1
        elif kind == _LAST:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            if kind == _FORMULA_TEXT and waiting:
                found: list[_Placed] = [(*waiting, _text(body, 0, book))]
            else:
                found = _cells(kind, body, book)
            if kind == _FORMULA:
                waiting = struct.unpack_from("<HH", body)
            for row, column, value in found:
                room -= _put(rows, row, column, value)
            if room < 0:
                raise too_many_cells()
    return rows


def _put(rows: list[list[Cell]], row: int, column: int, value: Cell) -> int:
    """Set one cell; the answer is how many cells the grid grew by."""
    if row >= MAX_ROWS:
        raise too_many_rows()
    if column >= MAX_COLUMNS:
        raise too_many_cells()
    while len(rows) <= row:
        rows.append([])
    grown = max(column + 1 - len(rows[row]), 0)
    rows[row].extend([None] * grown)
    rows[row][column] = value
    return grown


def _cells(kind: int, body: bytes, book: _Book) -> list[_Placed]:
    """``(row, column, value)`` of each cell in one record."""
    if kind not in (_SHARED, _LABEL, _RICH, _NUMBER, _RK, _MANY_RK, _FORMULA):
        return []
    row, column, style = struct.unpack_from("<HHH", body)
    if kind == _SHARED:
        number = struct.unpack_from("<I", body, 6)[0]
        return [(row, column, book.strings[number] if number < len(book.strings) else None)]
    if kind in (_LABEL, _RICH):
        return [(row, column, _text(body, 6, book))]
    if kind == _RK:
        return [(row, column, _value(_rk(body, 6), style, book))]
    if kind == _MANY_RK:
        return [
            (
                row,
                column + n,
                _value(_rk(body, at + 2), struct.unpack_from("<H", body, at)[0], book),
            )
            for n, at in enumerate(range(4, len(body) - 7, 6))
        ]
    if kind == _FORMULA and body[12:14] == b"\xff\xff":
        return []  # text (a record of its own follows), truth or an error
    return [(row, column, _value(struct.unpack_from("<d", body, 6)[0], style, book))]


def _text(body: bytes, at: int, book: _Book) -> str:
    return text_at(body, at) if book.wide else byte_text(body, at, 2, book.page)


def _rk(body: bytes, at: int) -> float:
    """A number in four bytes: an integer or the upper half of a double, perhaps times 100."""
    raw = struct.unpack_from("<I", body, at)[0]
    if raw & 2:
        number = float(struct.unpack_from("<i", body, at)[0] >> 2)
    else:
        number = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))[0]
    return number / 100 if raw & 1 else number


def _value(number: float, style: int, book: _Book) -> Cell:
    return as_cell(number, book.is_date(style), book.epoch)
