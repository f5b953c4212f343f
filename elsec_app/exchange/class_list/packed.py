"""Zip files weighed before they are opened, and repacked so that a lying header is caught.

What is handed on holds only the parts that a workbook reader needs, each unpacked here under a
cap and stored plain: entries that overlap, lie about their size or unpack for ever never get there.
"""

import io
import re
import zipfile
import zlib

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.limits import (
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_ZIP_ENTRIES,
    RATIO_MATTERS_FROM,
)
from elsec_app.exchange.class_list.sentences import damaged_workbook, too_many_cells
from elsec_app.i18n import _

_NEEDED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedstrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]*\.xml",
    re.IGNORECASE,
)
_STEP = 1 << 20


def weigh(data: bytes) -> list[zipfile.ZipInfo]:
    """The directory of the zip *data*, within the caps. Raises ``ClassListProblem``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, UnicodeError, EOFError):
        raise damaged_workbook() from None
    total = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ZIP_ENTRIES or total > MAX_UNPACKED_BYTES:
        raise _bomb()
    if any(_too_dense(entry) for entry in entries):
        raise _bomb()
    return entries


def _too_dense(entry: zipfile.ZipInfo) -> bool:
    return (
        entry.file_size > RATIO_MATTERS_FROM
        and entry.file_size > max(entry.compress_size, 1) * MAX_RATIO
    )


def unpack(data: bytes, entries: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """The needed parts, by name. An entry that unpacks to more than it says is refused."""
    needed = [entry for entry in entries if _NEEDED.fullmatch(entry.filename.replace("\\", "/"))]
    return {entry.filename.replace("\\", "/"): _content(data, entry) for entry in needed}


def _content(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & 1:
        raise _locked()
    head = data[entry.header_offset : entry.header_offset + 30]
    if len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise damaged_workbook()
    start = entry.header_offset + 30 + int.from_bytes(head[26:28], "little")
    start += int.from_bytes(head[28:30], "little")
    packed = memoryview(data)[start : start + entry.compress_size]
    if len(packed) < entry.compress_size:
        raise damaged_workbook()
    if entry.compress_type == zipfile.ZIP_STORED:
        return bytes(packed)
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged_workbook()
    return _inflate(packed, entry.file_size)


def _inflate(packed: memoryview, promised: int) -> bytes:
    inflater = zlib.decompressobj(-15)
    try:
        content = inflater.decompress(packed, promised + 1)
    except zlib.error:
        raise damaged_workbook() from None
    if len(content) > promised:
        raise _bomb()
    if len(content) < promised or not inflater.eof:
        raise damaged_workbook()
    return content


def repack(parts: dict[str, bytes]) -> io.BytesIO:
    """A plain zip of *parts*."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    out.seek(0)
    return out


_STRAY_COLUMN = re.compile(rb"""\br\s*=\s*["'](?:[A-Za-z]{3,}|[J-Zj-z][A-Za-z]|[Ii][W-Zw-z])\d""")
_STRAY_ROW = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,2}(?:[5-9]\d{4}|\d{6,})["']""")
_COLUMN = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,2})\d""")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_PLACED_CELL = re.compile(rb"""<(?:\w+:)?c [^<>]*?\br\s*=\s*["'][A-Za-z]""")


_BLANKS = re.compile(
    rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br\s*=\s*["'][^<>]*/>"""
    rb"""|<((?:\w+:)?c)\s[^<>]*?\br\s*=\s*["'][^<>]*></\1>"""
)


def without_blanks(content: bytes) -> bytes:
    """A sheet without its empty cells and rows: formatting often runs to the last row of all."""
    return _BLANKS.sub(b"", content)


def check_sheet(content: bytes, max_cells: int) -> None:
    """Refuse a sheet whose used rectangle is too large, before anything lays it out.

    A reader lays out every cell of the rectangle from the first cell to the last: one stray cell
    at XFD1048576 would ask for hundreds of gigabytes.
    """
    if _STRAY_COLUMN.search(content) or _STRAY_ROW.search(content):
        raise too_many_cells()
    columns: set[bytes] = set()
    for start in range(0, len(content), _STEP):
        columns.update(_COLUMN.findall(content, start, start + _STEP + 64))
    width = max((_number(letters) for letters in columns), default=0)
    rows = sum(1 for _row in _ROW.finditer(content))
    cells = sum(1 for _cell in _CELL.finditer(content))
    placed = sum(1 for _cell in _PLACED_CELL.finditer(content)) if cells else 0
    if placed < cells:
        width = max(width, _longest_row(content)) + width
    last = _last_row(content, rows)
    if last * width > max_cells or cells > max_cells:
        raise too_many_cells()


def _number(letters: bytes) -> int:
    number = 0
    for byte in letters.upper():
        number = number * 26 + byte - 64
    return number


def _last_row(content: bytes, rows: int) -> int:
    highest = 0
    pattern = re.compile(rb"""\br\s*=\s*["'][A-Za-z]{0,2}(\d{1,5})["']""")
    for start in range(0, len(content), _STEP):
        found = set(pattern.findall(content, start, start + _STEP + 64))
        highest = max(highest, max(map(int, found), default=0))
    return highest + (rows if rows > highest else 0)


def _longest_row(content: bytes) -> int:
    longest, before = 0, 0
    for found in _ROW.finditer(content):
        longest = max(longest, sum(1 for _c in _CELL.finditer(content, before, found.start())))
        before = found.start()
    return max(longest, sum(1 for _c in _CELL.finditer(content, before)))


def _bomb() -> ClassListProblem:
    return ClassListProblem(
        _(
            "This Excel file unpacks to far more than a class list holds and was not opened;"
            " save only the list as a new file, or ask for a CSV file."
        )
    )


def _locked() -> ClassListProblem:
    return ClassListProblem(
        _("This file is locked with a password; save a copy without the password and choose that.")
    )
