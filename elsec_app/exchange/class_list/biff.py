"""The container of old Excel files (XLS) and the records in it, read with no trust in a number.

Layout: [MS-CFB] for the container, [MS-XLS] for the records
(https://learn.microsoft.com/openspecs/office_file_formats). Readers in other languages were tried:
on a damaged file they ask for memory by the numbers in it and end the whole program.
"""

import struct
from collections.abc import Iterator

from elsec_app.exchange.class_list.sentences import damaged_workbook, locked

_END = 0xFFFFFFFA


def records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """``(kind, body)`` of each record from offset *at* on."""
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def workbook_stream(data: bytes) -> bytes:
    """The stream named Workbook (or Book) of a compound file.

    Raises ``ClassListProblem`` when it is locked or has none, and ``struct.error`` or
    ``IndexError`` when the file is damaged.
    """
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
        raise locked()
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
