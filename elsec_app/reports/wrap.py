"""Text into lines: at spaces where it can, inside a word where it must."""

import re

from elsec_app.reports.fonts import Face, clean, face
from elsec_app.reports.look import Style

_WORDS = re.compile(r" *[^ ]+")
# After these a long word (an address, a pair with a stroke) may be broken.
_JOINTS = re.compile(r"(?<=[-/@–—.,_])")


def lines(text: str, style: Style, width: float) -> list[str]:
    """*text* as lines no wider than *width* points.

    A line cut at a space keeps that space at its end, so that the words stay apart when read in
    order. Empty lines of the text are kept.
    """
    found: list[str] = []
    letters = face(style.face)
    for paragraph in clean(text).split("\n"):
        found += _fill(paragraph.rstrip(" "), letters, style.size, width)
    return found


def _fill(paragraph: str, letters: Face, size: float, width: float) -> list[str]:
    found: list[str] = []
    line, used = "", 0.0
    for word in _WORDS.findall(paragraph):
        needed = letters.width(word, size)
        if used + needed <= width:
            line, used = line + word, used + needed
            continue
        if line:
            found.append(line + " ")
            word = word.lstrip(" ")
        *full, line = _broken(word, letters, size, width)
        found += full
        used = letters.width(line, size)
    return [*found, line]


def _broken(word: str, letters: Face, size: float, width: float) -> list[str]:
    """*word* in pieces that each fit; never empty."""
    if letters.width(word, size) <= width:
        return [word]
    pieces: list[str] = []
    piece, used = "", 0.0
    for part in _parts(word, letters, size, width):
        needed = letters.width(part, size)
        if piece and used + needed > width:
            pieces.append(piece)
            piece, used = "", 0.0
        piece, used = piece + part, used + needed
    return [*pieces, piece]


def _parts(word: str, letters: Face, size: float, width: float) -> list[str]:
    parts: list[str] = []
    for part in _JOINTS.split(word):
        parts += [part] if letters.width(part, size) <= width else list(part)
    return parts
