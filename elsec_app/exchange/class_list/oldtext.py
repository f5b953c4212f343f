"""Text in old Excel files: one byte or two for a letter, split over records at any place."""

import struct
from codecs import lookup

from elsec_app.exchange.class_list.limits import MAX_CELL


def text_at(body: bytes, at: int) -> str:
    """A string with a two-byte count ([MS-XLS] 2.5.294)."""
    count, flags = struct.unpack_from("<HB", body, at)
    return _letters(body, at + 3, count, wide=bool(flags & 1))


def short_text(body: bytes, at: int) -> str:
    """A string with a one-byte count ([MS-XLS] 2.5.240)."""
    count, flags = struct.unpack_from("<BB", body, at)
    return _letters(body, at + 2, count, wide=bool(flags & 1))


def byte_text(body: bytes, at: int, width: int, page: str) -> str:
    """A string of Excel 5 or 95 in the code page *page*, its count *width* bytes wide."""
    count = int.from_bytes(body[at : at + width], "little")
    try:
        lookup(page)
    except LookupError:
        page = "cp1252"
    return body[at + width : at + width + count].decode(page, "replace")


def _letters(body: bytes, at: int, count: int, *, wide: bool) -> str:
    if wide:
        return body[at : at + 2 * count].decode("utf-16-le", "replace")
    return body[at : at + count].decode("latin-1")


def shared_strings(pieces: list[bytes]) -> list[str]:
    """The table of strings that cells point to: one record and those that continue it.

    Ends quietly where the pieces end, whatever the count in front promises.
    """
    if not pieces or len(pieces[0]) < 8:
        return []
    count = struct.unpack_from("<I", pieces[0], 4)[0]
    reader = _Pieces(pieces)
    reader.at = 8
    found: list[str] = []
    while len(found) < count and reader.more():
        found.append(reader.string())
    return found


class _Pieces:
    """Reads through several records as if they were one, which they nearly are: where letters
    are split, the next record begins with a new flag for their width."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.pieces = pieces
        self.piece = self.at = 0

    def more(self) -> bool:
        while self.piece < len(self.pieces) and self.at >= len(self.pieces[self.piece]):
            self.piece, self.at = self.piece + 1, 0
        return self.piece < len(self.pieces)

    def take(self, count: int) -> bytes:
        taken = b""
        while count > 0 and self.more():
            part = self.pieces[self.piece][self.at : self.at + count]
            taken += part
            count -= len(part)
            self.at += len(part)
        return taken

    def skip(self, count: int) -> None:
        while count > 0 and self.more():
            step = min(count, len(self.pieces[self.piece]) - self.at)
            count -= step
            self.at += step

    def string(self) -> str:
        count, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        text = self.letters(count, wide=bool(flags & 1))
        self.skip(4 * runs + extra)
        return text[:MAX_CELL]

    def letters(self, count: int, *, wide: bool) -> str:
        parts: list[str] = []
        while count > 0:
            here = self.pieces[self.piece] if self.piece < len(self.pieces) else b""
            size = 2 if wide else 1
            fitting = min(count, (len(here) - self.at) // size)
            parts.append(_letters(here, self.at, fitting, wide=wide))
            self.at += fitting * size
            count -= fitting
            if count > 0:
                self.piece, self.at = self.piece + 1, 1
                if self.piece >= len(self.pieces) or not self.pieces[self.piece]:
                    break
                wide = bool(self.pieces[self.piece][0] & 1)
        return "".join(parts)
