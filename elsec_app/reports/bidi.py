"""The order on paper of a line with right-to-left words, in a page that runs either way.

Readers of PDF turn such words round when they extract them, so they must stand in visual order
for the text to come out as it was typed. A word of digits keeps its own direction. This covers
names and short phrases; it is not the whole of Unicode Annex 9.
"""

import re
import unicodedata

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RUN = re.compile(f"[{_RTL}](?:[{_RTL}\\s\\d.,:;'\"/-]*[{_RTL}])?")
_DIGITS = re.compile(r"\d[\d.,:/]*")
_ANY = re.compile(f"[{_RTL}]")


_LTR = re.compile(f"[^\\W{_RTL}](?:[^{_RTL}]*[^\\W{_RTL}])?")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def visual(line: str, *, rtl: bool = False) -> str:
    """*line* in the order in which it is drawn; *rtl*: on a page that runs right to left."""
    if rtl:
        return _from_the_right(line)
    if line.isascii() or not _ANY.search(line):
        return line
    return _RUN.sub(lambda found: _turned(found.group()), line)


def _from_the_right(line: str) -> str:
    """Everything turned round, but for words and numbers that run left to right."""
    turned, at = "", 0
    for run in _LTR.finditer(line):
        between = line[at : run.start()].translate(_MIRRORED)
        turned += between + "".join(reversed(_with_marks(run.group())))
        at = run.end()
    turned += line[at:].translate(_MIRRORED)
    return "".join(reversed(_with_marks(turned)))


def _turned(run: str) -> str:
    clusters = _DIGITS.sub(lambda found: found.group()[::-1], run)
    return "".join(reversed(_with_marks(clusters)))


def _with_marks(run: str) -> list[str]:
    """Each letter with the marks that sit on it, so that they stay together."""
    clusters: list[str] = []
    for character in run:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters
