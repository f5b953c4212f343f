"""Zip files weighed before they are opened, and unpacked so that a lying header is caught.

Only the parts that a workbook reader needs are unpacked, each no further than its entry promises
and all together no further than a class list goes.
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
from elsec_app.exchange.class_list.sentences import damaged_workbook, locked
from elsec_app.i18n import _

_NEEDED = re.compile(
    r"\[content_types\]\.xml|_rels/\.rels|xl/(?:workbook|styles|sharedstrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]*\.xml",
    re.IGNORECASE,
)


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
        raise locked()
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


def _bomb() -> ClassListProblem:
    return ClassListProblem(
        _(
            "This Excel file unpacks to far more than a class list holds and was not opened;"
            " save only the list as a new file, or ask for a CSV file."
        )
    )
