"""Names as plain words, so that what a person types finds the child whatever the keyboard has."""

import re
import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_INSIDE = re.compile(r"['’`ʼ\-]")


def fold(text: str) -> str:
    """*text* in lower-case plain letters: ``Łukasz`` gives ``lukasz``."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_LETTERS)


def name_words(*names: str) -> str:
    """All words to find somebody by: ``O’Brien`` is found as ``o``, ``brien`` and ``obrien``."""
    folded = fold(" ".join(filter(None, names)))
    joined = _INSIDE.sub("", folded)
    return folded if joined == folded else f"{folded} {joined}"


def in_order(name: str) -> str:
    """What to sort *name* by, so that O’Brien stands before Okafor and Żak with the Zs."""
    return _INSIDE.sub("", fold(name))


def query(typed: str) -> str:
    """*typed* as an FTS5 query: every word must begin a word of the name. Empty when nothing."""
    return " ".join(f'"{word}"*' for word in typed_words(typed))


def typed_words(typed: str) -> list[str]:
    """The words of what was *typed*, in plain letters."""
    return re.findall(r"\w+", _INSIDE.sub("", fold(typed)))
