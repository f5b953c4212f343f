"""Old Excel files (XLS) measured before they are opened: the cells that they claim to have.

A reader lays out the whole rectangle of used cells, so a file of a few kilobytes with one cell in
the last corner would ask for half a gigabyte. Layout: [MS-CFB] for the container, [MS-XLS] for the
records (https://learn.microsoft.com/openspecs/office_file_formats).
"""

import struct
from collections.abc import Iterator

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_ROWS
from elsec_app.exchange.class_list.sentences import (
    damaged_workbook,
    too_many_cells,
    too_many_rows,
)
from elsec_app.i18n import _

_END = 0xFFFFFFFA
_CELLS = frozenset(
    {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
    | {0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x007E, 0x0206, 0x0406}
)
"""Records of one or more cells; each begins with its row and its column."""
_SHEET_BEGINS = frozenset({0x0809, 0x0409, 0x0209, 0x0009})
_LOCKED = 0x002F


def check_biff(data: bytes) -> None:
    """Refuse a locked, damaged or over-large XLS. Raises ``ClassListProblem``."""
    try:
        stream = _workbook(data)
        _measure(stream)
    except (struct.error, IndexError, ValueError):
        raise damaged_workbook() from None


def _measure(stream: bytes) -> None:
    total = rows = columns = 0
    for kind, body in _records(stream):
        if kind == _LOCKED:
            raise _locked()
        if kind in _SHEET_BEGINS:
            total += rows * columns
            rows = columns = 0
        elif kind in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            if kind in (0x00BD, 0x00BE) and len(body) >= 6:
                column = max(column, *struct.unpack_from("<H", body, len(body) - 2))
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if rows > MAX_ROWS:
                raise too_many_rows()
            if rows * columns + total > MAX_CELLS:
                raise too_many_cells()


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _workbook(data: bytes) -> bytes:
    """The stream named Workbook (or Book) of a compound file."""
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
    table = _allocation(data, sector)
    directory = _chain(data, table, struct.unpack_from("<I", data, 48)[0], sector)
    if len(directory) % 128:
        raise damaged_workbook()
    names = {}
    for at in range(0, len(directory), 128):
        length = min(struct.unpack_from("<H", directory, at + 64)[0], 64)
        name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        names[name] = at
    if "encryptedpackage" in names:
        raise _locked()
    at = names.get("workbook", names.get("book", -1))
    if at < 0:
        raise damaged_workbook()
    start, size = struct.unpack_from("<II", directory, at + 116)
    if size >= struct.unpack_from("<I", data, 56)[0]:
        return _chain(data, table, start, sector)[:size]
    return _small(data, table, directory, start, sector)[:size]


def _small(data: bytes, table: list[int], directory: bytes, start: int, sector: int) -> bytes:
    """A stream below the cut-off lives in 64-byte pieces inside the root entry's stream."""
    root = struct.unpack_from("<I", directory, 116)[0]
    pieces = _chain(data, table, root, sector)
    raw = _chain(data, table, struct.unpack_from("<I", data, 60)[0], sector)
    return _chain(pieces, list(struct.unpack(f"<{len(raw) // 4}I", raw)), start, 64, skip=0)


def _allocation(data: bytes, sector: int) -> list[int]:
    """The sector allocation table, from the header's list and the further lists it points to."""
    places = list(struct.unpack_from("<109I", data, 76))
    further, count = struct.unpack_from("<II", data, 68)
    for _n in range(min(count, len(data) // sector + 1)):
        if further >= _END:
            break
        block = struct.unpack_from(f"<{sector // 4}I", data, (further + 1) * sector)
        places.extend(block[:-1])
        further = block[-1]
    table: list[int] = []
    for place in places[: len(data) // sector + 1]:
        if place < _END:
            table.extend(struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector))
    return table


def _chain(data: bytes, table: list[int], start: int, sector: int, skip: int = 1) -> bytes:
    parts: list[bytes] = []
    at = start
    for _n in range(len(table) + 1):
        if at >= _END:
            return b"".join(parts)
        parts.append(data[(at + skip) * sector : (at + skip + 1) * sector])
        at = table[at]
    raise damaged_workbook()  # a chain that bites its tail


def _locked() -> ClassListProblem:
    return ClassListProblem(
        _("This file is locked with a password; save a copy without the password and choose that.")
    )
