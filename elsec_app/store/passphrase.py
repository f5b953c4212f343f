"""Which passphrases a vault takes: length and surprise, no composition rules, no expiry.

After OWASP ASVS 5.0 section 6.2 and NCSC advice on three random words. A guess costs a second
(``header.AIM``), so what must be kept out is what a person would try first.
"""

import re
from itertools import pairwise
from unicodedata import normalize

from elsec_app.errors import BadInput
from elsec_app.i18n import _

SHORTEST = 12
LONGEST = 1024
_SURPRISES = 6
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "azertyuiop", "qwertzuiop")
_LOOKALIKES = str.maketrans("013457@$!€", "oieastasie")

# Words that people reach for first, and those of this work: a passphrase made of at most two of
# them, however capitalised, numbered or punctuated, is refused.
_WORDS = """
    password passphrase passwort pass word secret letmein welcome login logon admin administrator
    user guest master access open sesame changeme change default test tester testing temp
    temporary qwerty qwertyuiop azerty asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm abc abcd abcde
    abcdef iloveyou iloveu love lovely loveme forever always mine princess prince queen king angel
    sunshine rainbow summer spring autumn winter monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december
    christmas easter birthday holiday happy football cricket rugby liverpool arsenal chelsea
    everton manchester united city tottenham villa wolves rangers celtic england scotland wales
    ireland britain london birmingham cornwall telford wrekin shropshire shrewsbury ironbridge
    council school nursery primary infant infants junior reception class classroom teacher
    teaching education learning pupil pupils child children kids family mother father mummy daddy
    mum dad baby speech language talk talking communication screening screen therapy therapist
    elsec senco send slcn support early years practitioner health nhs hospital clinic doctor nurse
    computer laptop windows microsoft office google apple facebook internet monkey dragon shadow
    tiger lion bear cat dog kitty puppy bailey charlie daisy molly george harry oliver jack
    thomas james michael david daniel joshua jessica emily sophie chloe charlotte ashley
    superman batman starwars pokemon minecraft fortnite cheese chocolate cookie banana orange
    purple yellow green blue red black white silver gold diamond flower butterfly
    hello hellothere goodbye please thankyou thanks trustno one two three four five six seven
    eight nine ten god jesus heaven blessed freedom whatever nothing money work home house
"""
_EXPECTED = frozenset(_WORDS.split())


def check(passphrase: str) -> None:
    """Let a fit passphrase pass.

    Raises:
        BadInput: too short, too long, one pattern repeated, or what anyone would try first.
    """
    plain = normalize("NFKC", passphrase)
    if len(plain) < SHORTEST:
        raise BadInput(
            _(
                "Use at least {count} characters: three words of your own are easy to remember."
            ).format(count=SHORTEST)
        )
    if len(plain) > LONGEST:
        raise BadInput(_("Use at most {count} characters.").format(count=LONGEST))
    if _surprises(plain.casefold()) < _SURPRISES:
        raise BadInput(_("This repeats one pattern: use three words that have nothing in common."))
    if _expected(plain.casefold()):
        raise BadInput(_("Many people would think of this: use three words of your own instead."))


def _surprises(text: str) -> int:
    """How many characters of *text* could not be told from those before them."""
    unit = _repeated_unit(text)
    return 1 + sum(not _follows(before, after) for before, after in pairwise(unit))


def _repeated_unit(text: str) -> str:
    """The shortest beginning of *text* of which all the rest is a repeat."""
    return text[: (text + text).index(text, 1)] if text else text


def _follows(before: str, after: str) -> bool:
    if -1 <= ord(after) - ord(before) <= 1:
        return True
    return any(before + after in row or after + before in row for row in _ROWS)


def _expected(text: str) -> bool:
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", text)
    readings = (core, core.translate(_LOOKALIKES))
    return any(_made_of(re.sub(r"[\W\d_]", "", reading), 2) for reading in readings)


def _made_of(letters: str, most: int) -> bool:
    """Whether *letters* are at most *most* expected words, run together."""
    if not letters:
        return True
    return most > 0 and any(
        letters.startswith(word) and _made_of(letters[len(word) :], most - 1) for word in _EXPECTED
    )
