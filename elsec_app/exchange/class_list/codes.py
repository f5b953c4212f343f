"""Words of a list to the codes that screening uses; each answers ``(value, trouble)``."""

import re
from functools import lru_cache
from typing import get_args

import msgspec

from elsec_app.exchange.class_list.spellings import (
    BEFORE_RECEPTION,
    SAYS_NOTHING,
    SEN,
    SEVERAL,
    SEX,
    YEARS,
)
from elsec_app.exchange.class_list.tongues import ALSO
from elsec_app.exchange.class_list.words import BRACKETS, plain
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
_YEAR_AND_MORE = re.compile(
    r"(?:year|yr|y) ?(\d)(?: \D.*)?|(reception|rec)\b.*|(?:year|yr) (r)\b.*|(\d)[a-z]"
)
_PARTS = re.compile(r"\s*(?:/|&|\+|,|\band\b)\s*", re.IGNORECASE)


def sex(text: str) -> tuple[Sex | None, Trouble | None]:
    """``F``, ``M`` or nothing."""
    word = plain(text)
    if not word or word in SEX or word in SAYS_NOTHING:
        return SEX.get(word), None
    return None, Trouble("warning", _("The sex “{text}” was not understood.").format(text=text))


def sen_provision(text: str) -> tuple[SenProvision | None, Trouble | None]:
    """``N``, ``K`` or ``E``, or nothing."""
    word = plain(text)
    if not word or word in SEN:
        return SEN.get(word), None
    if word in SAYS_NOTHING:
        return None, None
    return None, Trouble(
        "warning",
        _("The SEN provision “{text}” was not understood; it should be N, K or E.").format(
            text=text
        ),
    )


def possible_years(text: str) -> tuple[tuple[YearGroup, ...], Trouble | None]:
    """The year groups that *text* may stand for, such as both nursery years, or both of a mixed
    class (``R/1``): where there are several the date of birth must tell which."""
    word = plain(text)
    if not word or word in SAYS_NOTHING:
        return (), None
    found = _one_year(text)
    several = _several(text) if found is None else ()
    found = found or (None if several else _begins_with_year(text))
    if found in get_args(YearGroup):
        return (found,), None  # type: ignore[return-value]
    if found:
        return (), Trouble(
            "warning",
            _("Year {year} is older than this service screens.").format(year=found),
        )
    if several:
        return several, None
    return (), Trouble(
        "warning", _("The year group “{text}” was not understood.").format(text=text)
    )


def _one_year(text: str) -> str | None:
    if text.startswith("-"):
        return BEFORE_RECEPTION.get(text)
    words = (plain(text), plain(BRACKETS.sub(" ", text)))
    return next(filter(None, (YEARS.get(word) or _numbered(word) for word in words)), None)


def _several(text: str) -> tuple[YearGroup, ...]:
    word = plain(text)
    if word in SEVERAL:
        return SEVERAL[word]
    parts = [part for part in _PARTS.split(text) if part.strip()]
    years = [_one_year(part.strip()) for part in parts] if len(parts) > 1 else []
    if years and all(year in get_args(YearGroup) for year in years):
        return tuple(years)  # type: ignore[arg-type]
    return SEVERAL.get(word.split()[0], ())


def _numbered(word: str) -> str | None:
    found = _YEAR.fullmatch(word)
    if not found:
        return None
    number = _NUMBERS.get(found[1], found[1])
    return "R" if number == "0" else number if int(number) <= 14 else None


def _begins_with_year(text: str) -> str | None:
    found = _YEAR_AND_MORE.fullmatch(plain(text)) if not text.startswith("-") else None
    return (found[1] or found[4] or "R") if found else None


def first_language(text: str) -> tuple[str | None, Trouble | None]:
    """A census code; the words themselves, with a warning, where no code is known for them."""
    word = plain(text)
    if not word:
        return None, None
    code = _languages().get(word) or _languages().get(plain(BRACKETS.sub(" ", text)))
    if code:
        return code, None
    if word in SAYS_NOTHING:
        return None, None
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
    found.update((f"{plain(name)} {code.lower()}", code) for code, name in CODES.items())
    return found
