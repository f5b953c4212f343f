"""A small XLS writer: BIFF8 records in a compound file, to read, to damage and to overload.

Layout: [MS-CFB] and [MS-XLS] at https://learn.microsoft.com/openspecs/office_file_formats.
"""

import struct
from collections.abc import Sequence
from datetime import date

from tests.exchange.workbooks import Value, serial

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def cell(row: int, column: int, value: Value) -> bytes:
    place = struct.pack("<HHH", row, column, 1 if isinstance(value, date) else 0)
    if isinstance(value, date):
        return record(0x0203, place + struct.pack("<d", serial(value)))
    if isinstance(value, int | float):
        return record(0x0203, place + struct.pack("<d", value))
    text = str(value)
    return record(0x0204, place + struct.pack("<HB", len(text), 1) + text.encode("utf-16-le"))


def rk(row: int, column: int, value: int) -> bytes:
    return record(0x027E, struct.pack("<HHHi", row, column, 0, value << 2 | 2))


def many_rk(row: int, column: int, values: Sequence[int]) -> bytes:
    """Integers times a hundred, as Excel packs a run of numbers; the second style is a date."""
    cells = b"".join(struct.pack("<Hi", 1, (value * 100) << 2 | 3) for value in values)
    last = column + len(values) - 1
    return record(0x00BD, struct.pack("<HH", row, column) + cells + struct.pack("<H", last))


def formula(row: int, column: int, value: Value) -> bytes:
    """A formula and its result; text follows in a record of its own."""
    place = struct.pack("<HHH", row, column, 0)
    rest = struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00"
    if isinstance(value, int | float):
        return record(0x0006, place + struct.pack("<d", value) + rest)
    text = str(value)
    said = struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
    return record(0x0006, place + b"\0" * 6 + b"\xff\xff" + rest) + record(0x0207, said)


def shared(row: int, column: int, number: int) -> bytes:
    return record(0x00FD, struct.pack("<HHHI", row, column, 0, number))


def shared_strings(texts: Sequence[str], cut: int = 8000) -> bytes:
    """The table of shared strings, cut into records of about *cut* bytes, within letters too."""
    pieces, piece = [], bytearray(struct.pack("<II", len(texts), len(texts)))
    for text in texts:
        wide = not text.isascii()
        piece += struct.pack("<HB", len(text), wide)
        for letter in text:
            if len(piece) + 2 > cut:
                pieces.append(bytes(piece))
                piece = bytearray([wide])
            piece += letter.encode("utf-16-le") if wide else letter.encode("ascii")
        if len(piece) + 3 > cut:
            pieces.append(bytes(piece))
            piece = bytearray()
    pieces.append(bytes(piece))
    kinds = [0x00FC, *([0x003C] * (len(pieces) - 1))]
    return b"".join(record(kind, body) for kind, body in zip(kinds, pieces, strict=True))


def stream(cells: bytes, extra: bytes = b"") -> bytes:
    """A workbook stream of one sheet that holds *cells*; *extra* goes among the globals."""
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    date1904 = record(0x0022, b"\0\0")
    formats = b"".join(
        record(0x00E0, struct.pack("<HHHHIHI", 0, form, 0, 0, 0, 0, 0)) for form in (0, 14)
    )
    name = b"List"
    end = record(0x000A, b"")
    before = begin + extra + date1904 + formats
    at = len(before) + 4 + 8 + len(name) + len(end)
    sheet = record(0x0085, struct.pack("<IHBB", at, 0, len(name), 0) + name)
    sheet_begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
    return before + sheet + end + sheet_begin + cells + end


def compound(content: bytes, name: str = "Workbook") -> bytes:
    """A compound file of one stream."""
    content += b"\0" * (max(4096 - len(content), 0))
    content += b"\0" * (-len(content) % _SECTOR)
    sectors = len(content) // _SECTOR
    fats = 1
    while (fats * 128) < sectors + 1 + fats:
        fats += 1
    table = [*([_FAT] * fats), _END]
    first = fats + 1
    table += [*(range(first + 1, first + sectors)), _END]
    table += [_FREE] * (fats * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, fats, fats, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fats), *([_FREE] * (109 - fats)))
    directory = _entry("Root Entry", 5, 1, _END, 0) + _entry(name, 2, _FREE, first, len(content))
    directory += b"\0" * (_SECTOR - len(directory))
    return header + struct.pack(f"<{len(table)}I", *table) + directory + content


def small_compound(content: bytes, name: str = "Workbook") -> bytes:
    """The same for a stream below 4096 bytes, which lives in 64-byte pieces of another stream."""
    size = len(content)
    content += b"\0" * (-len(content) % 64)
    pieces = len(content) // 64
    small = [*range(1, pieces), _END]
    content += b"\0" * (-len(content) % _SECTOR)
    sectors = len(content) // _SECTOR
    table = [_FAT, _END, _END, *range(4, 3 + sectors), _END]
    table += [_FREE] * (128 - len(table))
    small += [_FREE] * (128 - len(small))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 2, 1, _END, 0)
    header += struct.pack("<109I", 0, *([_FREE] * 108))
    directory = _entry("Root Entry", 5, 1, 3, pieces * 64) + _entry(name, 2, _FREE, 0, size)
    directory += b"\0" * (_SECTOR - len(directory))
    tables = struct.pack("<128I", *table) + directory + struct.pack("<128I", *small)
    return header + tables + content


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    entry = raw + b"\0" * (64 - len(raw)) + struct.pack("<HBB", len(raw) + 2, kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + b"\0" * 36
    return entry + struct.pack("<IQ", start, size)


def old_workbook(rows: Sequence[Sequence[Value]]) -> bytes:
    cells = b"".join(
        cell(r, c, value)
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value not in (None, "")
    )
    return compound(stream(cells))
