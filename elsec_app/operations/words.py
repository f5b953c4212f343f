"""What codes and numbers on record are called, on every screen and page alike."""

import re
from datetime import date

from elsec_app.i18n import _, ngettext
from elsec_app.operations.languages import CODES
from elsec_app.protocol.bodies import Context


def role_words(role: str) -> str:
    """A role as it reads on paper."""
    return {
        "practitioner": _("Speech, language and communication practitioner"),
        "therapist": _("Speech and language therapist"),
        "senco": _("SENCO"),
        "administrator": _("Service administrator"),
    }.get(role, role)


def language_words(code: str) -> str:
    """The language's name; a code that is in no list, or words, as they stand."""
    return CODES.get(code, code)


def year_words(year_group: str) -> str | None:
    named = {"N1": _("Nursery 1"), "N2": _("Nursery 2"), "R": _("Reception"), "": ""}
    return named.get(year_group, _("Year {n}").format(n=year_group)) or None


def age_words(months: int) -> str:
    """``4 years 2 months`` from whole months."""
    years, rest = divmod(months, 12)
    first = ngettext("{n} year", "{n} years", years).format(n=years)
    return f"{first} {ngettext('{n} month', '{n} months', rest).format(n=rest)}"


def hearing_words(context: Context) -> str:
    return {
        "yes": _("Hearing has been checked."),
        "no": _("Hearing has not been checked: please ask for a hearing check."),
    }.get(context.hearing_checked, _("It is not known whether hearing has been checked."))


def sex_words(sex: str | None) -> str:
    """As the school's list has it; a code that is not known, as it stands."""
    return {"F": _("Female"), "M": _("Male")}.get(sex or "", sex or "")


def day_words(day: date) -> str:
    """``9 November 2026``."""
    return f"{day.day} {day:%B %Y}"


_MONTHS = "january february march april may june july august september october november december"


def day_written(text: str) -> date | None:
    """The day that somebody wrote: ``3 September 2026``, ``3 sep 26``, ``3/9/2026`` or ISO; none
    where it is not one, or could be two."""
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b", "", text.strip().lower())
    parts = re.split(r"[\s/.,-]+", plain)
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        parts.reverse()
    day, month, year = parts
    named = [n for n, name in enumerate(_MONTHS.split(), 1) if name.startswith(month)]
    if month.isalpha() and len(month) >= 3 and len(named) == 1:
        month = str(named[0])
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
    except ValueError:
        return None
