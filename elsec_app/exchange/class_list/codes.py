"""Words of a list to the codes that screening uses; each answers ``(value, trouble)``."""

import re
from functools import lru_cache
from typing import get_args

import msgspec

from elsec_app.exchange.class_list.spellings import NURSERY, SEN, SEN_UNKNOWN, SEX, YEARS
from elsec_app.exchange.class_list.tongues import ALSO
from elsec_app.exchange.class_list.words import plain
from elsec_app.i18n import _
from elsec_app.operations.languages import CODES
from elsec_app.operations.pupils import SenProvision, Severity, Sex, YearGroup


class Trouble(msgspec.Struct, frozen=True, gc=False):
    """What a person should know of one value."""

    severity: Severity
    message: str


_NUMBERS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}
_YEAR = re.compile(
    r"(?:(?:nc|national curriculum|curriculum|school)? ?(?:years?|yrs?|y|grade) ?(?:group)? ?)?"
    r"(?:group )?0?(\d{1,2}|one|two|three|four|five|six)(?: 0)?"
)
_YEAR_AND_MORE = re.compile(r"(?:year|yr|y) ?(\d)(?: \D.*)?|(reception)\b.*|(?:year|yr) (r)\b.*")


def sex(text: str) -> tuple[Sex | None, Trouble | None]:
    """``F``, ``M`` or nothing."""
    word = plain(text)
    if not word or word in SEX:
        return SEX.get(word), None
    return None, Trouble("warning", _("The sex “{text}” was not understood.").format(text=text))


def sen_provision(text: str) -> tuple[SenProvision | None, Trouble | None]:
    """``N``, ``K`` or ``E``, or nothing."""
    word = plain(text)
    if not word or word in SEN:
        return SEN.get(word), None
    if word in SEN_UNKNOWN:
        return None, None
    return None, Trouble(
        "warning",
        _("The SEN provision “{text}” was not understood; it should be N, K or E.").format(
            text=text
        ),
    )


def is_nursery(text: str) -> tuple[bool, Trouble | None]:
    """Whether *text* says only *Nursery*: the date of birth must tell which of its two years."""
    return plain(text) in NURSERY, None


def year_group(text: str) -> tuple[YearGroup | None, Trouble | None]:
    """``N1`` to ``6``, or nothing. A plain *Nursery* is left to ``is_nursery``."""
    word = plain(text)
    if not word or word in NURSERY:
        return None, None
    found = YEARS.get(word) or _numbered(word)
    if found in get_args(YearGroup):
        return found, None  # type: ignore[return-value]
    if found:
        return None, Trouble(
            "warning",
            _("Year {year} is older than this service screens.").format(year=found),
        )
    return None, Trouble(
        "warning", _("The year group “{text}” was not understood.").format(text=text)
    )


def _numbered(word: str) -> str | None:
    found = _YEAR.fullmatch(word)
    if found:
        number = _NUMBERS.get(found[1], found[1])
        return "R" if number == "0" else number if int(number) <= 14 else None
    more = _YEAR_AND_MORE.fullmatch(word)
    if more:
        return more[1] or "R"
    return None


def first_language(text: str) -> tuple[str | None, Trouble | None]:
    """A census code; the words themselves, with a warning, where no code is known for them."""
    word = plain(text)
    if not word:
        return None, None
    code = _languages().get(word)
    if code:
        return code, None
    return text, Trouble(
        "warning",
        _("No code is known for the first language “{text}”; it is kept as written.").format(
            text=text
        ),
    )


def language_name(code: str) -> str:
    """The name of a census code in English, or *code* itself."""
    return CODES.get(code, code)


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Every spelling to its code; names win over codes and codes over other spellings."""
    found: dict[str, str] = {}
    for code, names in ALSO.items():
        found.update((plain(name), code) for name in names.split(","))
    found.update((code.lower(), code) for code in CODES)
    for code, name in CODES.items():
        if "(" not in name:
            for one in name.split("/"):
                found[plain(one)] = code
    found.update((plain(name), code) for code, name in CODES.items())
    found.update((f"{code.lower()} {plain(name)}", code) for code, name in CODES.items())
    return found
