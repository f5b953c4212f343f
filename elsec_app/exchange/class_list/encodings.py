"""Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, and the old one-byte pages.

Between the one-byte pages the letters decide: the page under which the accented characters look
most like letters inside names is taken, Windows' Western page when in doubt.
"""

import codecs
import re
from functools import lru_cache

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WRITTEN = bytes({*range(9, 14), *range(32, 127), *range(128, 256)})
_PAGES = ("cp1252", "cp1250", "cp1254", "mac_roman", "cp850")
_USUAL = frozenset("éèêëàâäáãåçíìîïñóòôöõøúùûüæßœšžÉÈÁÀÂÄÅÇÍÎÑÓÔÖØÚÜÆŠŽ")
_POSSIBLE = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřťůČĎŘőűŐŰăâîşĂŞğĞıİýÿŸÊËÌÏÒÕÙÛÝãÃ")
_MARKS_IN_NAMES = frozenset("’‘–—“”")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:\-]{1,40})["']"""
)
_SAFE_CODECS = re.compile(
    r"utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|ascii|us[-_]ascii|latin[-_]?\d+|iso[-_]?8859[-_]\d+"
    r"|iso[-_]ir[-_]\d+|(?:windows[-_]|cp)\d+|mac[-_]?\w*|ibm\d+|koi8[-_]\w|ucs[-_]?2|iso-10646-ucs-2",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile(r"[ÂÃÄÅÆâ][\x80-\u024f\u2013-\u203a\u20ac\u2122\u02c6\u02dc]")


def decode(data: bytes) -> tuple[str, str] | None:
    """``(text, encoding)`` of *data*, or ``None`` when it is not text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    if b"\0" in data or _is_binary(data[:4096]):
        return None
    text = _utf8(data)
    if text is not None:
        return text, "utf-8"
    page = _page(data)
    return data.decode(page, "replace"), page


def decode_xml(data: bytes) -> str | None:
    """Text of an XML file by its mark, its declaration, or its bytes."""
    declared = _DECLARED.search(data[:400])
    if declared and not data.startswith(tuple(mark for mark, _ in _MARKS)) and b"\0" not in data:
        encoding = declared[1].decode("ascii")
        if _SAFE_CODECS.fullmatch(encoding):
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError):
                pass
    found = decode(data)
    return found[0] if found else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the opening is mostly zero."""
    opening = data[:2000]
    if len(opening) < 4 or len(data) % 2:
        return None
    high, low = opening[1::2].count(0), opening[0::2].count(0)
    enough = len(opening) // 2 * 0.6
    if high > enough and low * 10 < high:
        return "utf-16-le"
    if low > enough and high * 10 < low:
        return "utf-16-be"
    return None


def _is_binary(opening: bytes) -> bool:
    return len(opening.translate(None, _WRITTEN)) * 50 > len(opening)


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        if wrong.end == len(data) and wrong.reason == "unexpected end of data":
            return data[: wrong.start].decode("utf-8")
        return None


def _page(data: bytes) -> str:
    """The one-byte page under which the text reads best."""
    lines = [line for line in data[:2_000_000].split(b"\n") if not line.isascii()]
    sample = b"\n".join(lines)[:8_000]
    doubt = 0.1 * sum(byte > 127 for byte in sample)  # the first page is by far the commonest
    return max(_PAGES, key=lambda page: _score(sample, page) - (doubt if page != _PAGES[0] else 0))


def _score(sample: bytes, page: str) -> float:
    text = f" {sample.decode(page, 'replace')} "
    return sum(
        _points(text[at - 1], text[at], text[at + 1])
        for at in (found.start() for found in _BEYOND_ASCII.finditer(text))
    )


@lru_cache(maxsize=4096)
def _points(before: str, char: str, after: str) -> float:
    """How likely *char* is between its neighbours, from -1.5 to 1."""
    inside = before.isalpha() or after.isalpha()
    if char in _MARKS_IN_NAMES:
        return 1.0 if char in "‘’" and before.isalpha() and after.isalpha() else 0.5
    if char == "\u00a0":
        return 0.3 if before.isalpha() and after.isalpha() else 1.0
    if not char.isalpha():
        return -1.5 if inside else -0.5
    points = 1.0 if char in _USUAL else 0.6 if char in _POSSIBLE else 0.2
    if char.isupper() and before.islower():
        points -= 2
    if char.islower() and before.isupper() and after.isupper():
        points -= 1
    return points


def is_damaged(text: str) -> bool:
    """Whether *text* holds what UTF-8 becomes when read as Windows' page."""
    return bool(_MOJIBAKE.search(text))


def mend(text: str) -> str:
    """*text* with UTF-8 that was once read as Windows' page put right (``AnaÃ¯s`` to ``Anaïs``)."""
    if not _MOJIBAKE.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
