"""Letters of the Arabic script joined as they are written, by Unicode's own presentation forms.

The forms come from the character database (Unicode 15, Arabic Presentation Forms A and B): each
says which letter it is, and whether that stands alone, first, between or last. This covers Arabic,
Persian and Urdu in ordinary print; it is no substitute for a shaping engine.
"""

import re
import unicodedata
from functools import cache

_ARABIC = re.compile("[\u0620-\u06d3]")
_BLOCKS = (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD))
_LAM, _ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
Forms = dict[str, dict[str, str]]


@cache
def _forms() -> Forms:
    """The shapes of each letter (lam with alef counts as one letter), by where it stands."""
    found: Forms = {}
    for code in _BLOCKS:
        kind, *base = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(each, 16)) for each in base)
        one = len(letters) == 1 or (letters[:1] == _LAM and letters[1:] in _ALEFS)
        if kind.strip("<>") in ("isolated", "initial", "medial", "final") and letters and one:
            found.setdefault(letters, {}).setdefault(kind.strip("<>"), chr(code))
    return found


@cache
def plain_of() -> dict[str, str]:
    """Which letters each shape stands for; a pair is given from the right, as it is drawn."""
    return {
        shape: letters[::-1] for letters, shapes in _forms().items() for shape in shapes.values()
    }


def joined(text: str) -> str:
    """*text* with its Arabic letters in the shapes that their neighbours ask for."""
    if text.isascii() or not _ARABIC.search(text):
        return text
    return "".join(_shapes(_letters(text)))


def _letters(text: str) -> list[str]:
    """Lam and alef together, all else by itself; the marks follow their letter."""
    found: list[str] = []
    for character in text:
        if character in _ALEFS and found and found[-1] == _LAM:
            found[-1] += character
        else:
            found.append(character)
    return found


def _shapes(letters: list[str]) -> list[str]:
    forms = _forms()
    bare = [n for n, letter in enumerate(letters) if not unicodedata.combining(letter[0])]
    shown = list(letters)
    for place, n in enumerate(bare):
        before = letters[bare[place - 1]] if place else ""
        after = letters[bare[place + 1]] if place + 1 < len(bare) else ""
        shape = _KINDS[_reaches(before, letters[n]), _reaches(letters[n], after)]
        shown[n] = forms.get(letters[n], {}).get(shape, letters[n])
    return shown


_KINDS = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, True): "medial",
    (True, False): "final",
}


def _reaches(letter: str, after: str) -> bool:
    """Whether *letter* is joined to the one after it."""
    forms = _forms()
    return "initial" in forms.get(letter, ()) and "final" in forms.get(after, ())
