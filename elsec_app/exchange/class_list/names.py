"""Names as families write them: parted, tidied, and out of capital letters, never simplified."""

import re

import msgspec


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PARTICLES = _words(
    "van von der den dem de del della di da do dos das du des ten ter zu zum af av bin ibn"
)
_ARTICLES = frozenset({"la", "las", "los", "el"})
_MAC = _words(
    """
    alister allister arthur askill aulay bean beth bride callum carthy connell cormack coll
    cullough dermott diarmid donald donnell dougal dougall duff eachern ewan farlane fie gillivray
    gowan gregor innes intosh intyre isaac iver kay kenna kenzie kinlay kinnon kintosh lachlan
    laren laughlin lean leish lellan lennan leod mahon manus master millan nab namara naughton neil
    neill nicol phail phee pherson quarrie queen rae taggart tavish vicar
    """
)
"""After *Mac* these take a capital by custom; other names in Mac (Mackie, Macey) do not."""

_SMALL_IN_CAPITALS = re.compile(r"\bMa?c(?=[^\W\d_a-z]{2})")
_PART = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\s*[(\[\"“]([^()\[\]\"“”]{1,60})[)\]\"”]\s*$")


class Whole(msgspec.Struct, frozen=True):
    """A whole name in parts; ``sure`` is false where the division is only the likely one."""

    surname: str
    forename: str
    known_as: str | None
    sure: bool


def part_whole(text: str, *, surname_first: bool | None = None, shouts: bool = False) -> Whole:
    """Divide a whole name: at a comma, by the part in capitals, or at the first space.

    ``surname_first`` is what a heading says of names without a comma, if anything; ``shouts`` says
    that the list writes surnames in capitals, so that even ``NG`` is one and not initials.
    """
    text, known_as = part_known_as(text)
    if "," in text or ";" in text:
        surname, forename = re.split("[,;]", text, maxsplit=1)
        forename, after = part_known_as(forename.strip(" ,;"))
        return Whole(surname.strip(), forename, after or known_as, sure=True)
    words = text.split()
    cut = _capitals_cut(words, shouts)
    if cut:
        shouted, spoken = cut
        return Whole(" ".join(shouted), " ".join(spoken), known_as, sure=True)
    if surname_first:
        return Whole(" ".join(words[:-1]), " ".join(words[-1:]), known_as, sure=len(words) == 2)
    return Whole(" ".join(words[1:]), " ".join(words[:1]), known_as, sure=surname_first is not None)


def mostly_shouts(names: list[str]) -> bool:
    """Whether most whole names of a list have a part in capitals."""
    several = [words for name in names if len(words := name.split()) > 1]
    return sum(_capitals_cut(words, True) is not None for words in several) * 2 > len(several)


def _capitals_cut(words: list[str], shouts: bool) -> tuple[list[str], list[str]] | None:
    """The surname in capitals before or after the rest, as in ``VAN DER BERG Łukasz``."""
    loud = [is_shouted(word) for word in words]
    if not any(loud) or all(loud):
        return None
    first, last = loud.index(True), len(loud) - 1 - loud[::-1].index(True)
    if not all(loud[first : last + 1]) or (first > 0 and last < len(words) - 1):
        return None
    shouted = words[first : last + 1]
    if not shouts and all(len(word) < 3 for word in shouted):
        return None
    return shouted, words[:first] + words[last + 1 :]


def part_known_as(text: str) -> tuple[str, str | None]:
    """``Chloe-May (Chloe)`` is Chloe-May, known as Chloe."""
    found = _BRACKETED.search(text)
    if found and found.start() > 0:
        return text[: found.start()].strip(), found[1].strip() or None
    return text.strip(), None


def is_shouted(text: str) -> bool:
    """Whether *text* is all capitals but for a ``Mc`` or ``Mac``, with at least two of them."""
    if text.islower() or text.istitle():
        return False
    bare = text if text.isupper() else _SMALL_IN_CAPITALS.sub("M", text)
    return bare.isupper() and sum(c.isupper() for c in bare) > 1


def proper(text: str) -> str:
    """Capitals to the usual mixed case: ``O'BRIEN-MCDONALD`` to ``O'Brien-McDonald``."""
    made: list[str] = []
    words = text.split(" ")
    for n, word in enumerate(words):
        small = _lower(word)
        after_de = bool(made) and made[-1] == "de" and small in _ARTICLES
        particle = (small in _PARTICLES or after_de) and n < len(words) - 1
        made.append(small if particle else _proper_word(word))
    return " ".join(made)


def _proper_word(word: str) -> str:
    return _PART.sub(lambda found: _proper_part(found[0], word[: found.start()]), word)


def _proper_part(part: str, before: str) -> str:
    small = _lower(part)
    if before.endswith(("'", "’", "ʼ", "`")) and len(part) == 1:
        return small  # a possessive or an elided ending, as in ROSE'S
    if small.startswith("mc") and len(small) > 3:
        return "Mc" + _capital(part[2:])
    if small.startswith("mac") and small[3:] in _MAC:
        return "Mac" + _capital(part[3:])
    return _capital(part)


def _capital(part: str) -> str:
    """The first letter large, as it was written (İ stays İ), the others small."""
    first = part[:1] if part[:1].isupper() else part[:1].upper()
    return (first if len(first) == 1 else part[:1]) + _lower(part[1:])


def _lower(text: str) -> str:
    return text.replace("İ", "i").lower()
