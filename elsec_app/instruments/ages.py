"""Age at test, in completed months, to the day."""

from datetime import date

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _


class BornAfterTest(BadInput):
    """The date of the test is before the date of birth."""

    code = "born-after-test"


class Age(msgspec.Struct, frozen=True, order=True):
    """Completed ``months`` (floor) and the ``days`` (0 to 30) since the last was completed."""

    months: int
    days: int = 0


def age_at(born: date, on: date) -> Age:
    """Age *on* a date. A month is complete when the day of the month of birth comes round.

    In a month without that day it is complete on the first of the next month (born 31 January:
    one month old on 1 March; born 29 February: a year older on 1 March of a common year). So an
    age is never claimed early. Raises :class:`BornAfterTest`.
    """
    if on < born:
        raise BornAfterTest(
            _("The date of the test is before the date of birth. Check both dates.")
        )
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    return Age(months, (on - completes(born, months)).days)


def completes(born: date, months: int) -> date:
    """The day on which a child *born* then completes that many *months* (0 or more)."""
    year, month = divmod(born.year * 12 + born.month - 1 + months, 12)
    try:
        return date(year, month + 1, born.day)
    except ValueError:
        return date(year + (month == 11), (month + 1) % 12 + 1, 1)


def in_words(months: int) -> str:
    """Years and months as therapists write them: 51 months is ``4;3``."""
    return f"{months // 12};{months % 12}"
