"""Dates of birth in every shape that lists hold, the day and month order decided per column."""

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Literal

import msgspec

from elsec_app.exchange.class_list.grid import Cell
from elsec_app.exchange.class_list.words import clean, unguarded

Order = Literal["day-first", "month-first", "exchanged"]
"""``exchanged``: text has the day first, and Excel took the day of its own dates for the month."""

_MONTHS = {
    spelling: number
    for number, name in enumerate(calendar.month_name)
    for spelling in (name.lower(), name[:3].lower(), name[:4].lower())
    if name
}
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?)?"
_NUMERIC = re.compile(rf"(\d{{1,4}})[ ]?[/.\-\u2010-\u2015 ][ ]?(\d{{1,2}})[ ]?[/.\-\u2010-\u2015 ]"
                      rf"[ ]?(\d{{1,4}}){_TIME}")  # fmt: skip
_NAMED = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?(\d{{1,2}})(?:st|nd|rd|th)?[ \-/.\u2010-\u2015]*(?:of )?"
    rf"([A-Za-z]{{3,9}})[.,]?[ \-/.\u2010-\u2015]*(\d{{4}}|\d{{2}}){_TIME}"
)
_NAMED_US = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?([A-Za-z]{{3,9}})[. \-]+(\d{{1,2}})(?:st|nd|rd|th)?[, \-]+"
    rf"(\d{{4}}|\d{{2}}){_TIME}"
)
_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Excel serials of 1954 to 2119; other numbers are not dates."""


class DateColumn(msgspec.Struct, frozen=True):
    """How a column of dates is to be read. ``doubt`` is a sentence if it could be otherwise."""

    order: Order
    certain: bool
    doubt: Literal["", "either", "both", "swapped"] = ""

    def date_of(self, cell: Cell, made: "date | Numeric | None") -> date | None:
        """The date that *cell*, parsed as *made*, is."""
        if isinstance(made, Numeric):
            return made.as_date(self.order)
        if self.order == "exchanged" and made and isinstance(cell, date) and made.day <= 12:
            return made.replace(day=made.month, month=made.day)
        return made

    def is_doubtful(self, cell: Cell, made: "date | Numeric | None") -> bool:
        """Whether this one value may have its day and month the other way round."""
        if self.doubt == "both" and isinstance(made, Numeric):
            return _shows(made) == "either"
        return self.doubt == "swapped" and isinstance(made, date) and isinstance(cell, date)


class Numeric(msgspec.Struct, frozen=True):
    """Three numbers of which the day and the month may stand either way."""

    first: int
    second: int
    year: int

    def as_date(self, order: Order) -> date | None:
        """The date in *order*, or in the other one if only that exists."""
        ways = [(self.first, self.second), (self.second, self.first)]
        for day, month in ways[::-1] if order == "month-first" else ways:
            made = _date(self.year, month, day)
            if made:
                return made
        return None


def parse(cell: Cell, today: date) -> date | Numeric | None:
    """A date, three numbers whose order the column must decide, or ``None``."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _serial(cell)
    text = unguarded(clean(cell))
    return _numeric(text, today) or _named(text, today) or _digits(text)


def _serial(number: float) -> date | None:
    if number != number or not _SERIALS.start <= number < _SERIALS.stop:
        return _digits(str(int(number))) if 10**7 <= number < 10**8 else None
    return _EPOCH + timedelta(days=int(number))


def _digits(text: str) -> date | None:
    serial = _SERIAL.fullmatch(text)
    if serial:
        return _serial(int(serial[1]))
    compact = _COMPACT.fullmatch(text)
    if not compact:
        return None
    a, b, c, d = compact.groups()
    return _date(int(a + b), int(c), int(d)) or _date(int(c + d), int(b), int(a))


def _numeric(text: str, today: date) -> date | Numeric | None:
    found = _NUMERIC.fullmatch(text)
    if not found:
        return None
    first, second, third = found.groups()
    if len(first) == 4:
        return _date(int(first), int(second), int(third))
    if len(first) > 2 or len(third) == 3:
        return None
    numbers = Numeric(int(first), int(second), _year(third, today))
    return numbers if numbers.as_date("day-first") else None


def _named(text: str, today: date) -> date | None:
    found = _NAMED.fullmatch(text)
    if found:
        day, month, year = found.groups()
    else:
        found = _NAMED_US.fullmatch(text)
        if not found:
            return None
        month, day, year = found.groups()
    return _date(_year(year, today), _MONTHS.get(month.lower(), 0), int(day))


def _year(text: str, today: date) -> int:
    """Two digits mean the latest such year that has begun."""
    if len(text) > 2:
        return int(text)
    century = today.year - today.year % 100
    year = century + int(text)
    return year if year <= today.year else year - 100


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1900 else None
    except ValueError:
        return None


def as_said(order: Order) -> DateColumn:
    """What a person says of the column, which leaves no doubt."""
    return DateColumn(order=order, certain=True)


def decide_order(cells: Iterable[Cell], made: Mapping[Cell, "date | Numeric | None"]) -> DateColumn:
    """The order of day and month that the whole column shows; *made* is each cell parsed."""
    seen: Counter[str] = Counter()
    for cell, times in Counter(cells).items():
        one = made[cell]
        if isinstance(one, Numeric):
            seen[_shows(one)] += times
        elif isinstance(cell, date):
            seen["cell-low" if cell.day <= 12 else "cell-high"] += times
    if seen["month-first"] and seen["day-first"]:
        more = "day-first" if seen["day-first"] >= seen["month-first"] else "month-first"
        return DateColumn(order=more, certain=False, doubt="both")  # type: ignore[arg-type]
    if seen["day-first"] and seen["cell-low"] > 1 and not seen["cell-high"] + seen["either"]:
        return DateColumn(order="day-first", certain=False, doubt="swapped")
    if seen["month-first"]:
        return DateColumn(order="month-first", certain=True)
    if seen["either"] and not seen["day-first"]:
        return DateColumn(order="day-first", certain=False, doubt="either")
    return DateColumn(order="day-first", certain=True)


def _shows(numbers: Numeric) -> str:
    if numbers.first > 12:
        return "day-first"
    if numbers.second > 12:
        return "month-first"
    return "same" if numbers.first == numbers.second else "either"
