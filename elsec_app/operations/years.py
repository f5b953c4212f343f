"""The school year in England: when it begins, what it is called, and which year group follows."""

import re
from datetime import date

from elsec_app.operations.pupils import YEAR_GROUPS

LEAVES = ""  # the year group after the last: the child leaves for another school


def starts(day: date) -> date:
    """1 September on or before *day*."""
    return date(day.year if day.month >= 9 else day.year - 1, 9, 1)


def academic_year(day: date) -> str:
    """The school year of *day*: ``2026-27``."""
    first = starts(day).year
    return f"{first}-{(first + 1) % 100:02}"


def following(year_group: str) -> str:
    """The year group after *year_group*; ``LEAVES`` after year 6. One not known stays."""
    if year_group not in YEAR_GROUPS:
        return year_group
    place = YEAR_GROUPS.index(year_group) + 1
    return YEAR_GROUPS[place] if place < len(YEAR_GROUPS) else LEAVES


_RECEPTION = re.compile(r"\b(?:Reception|(?:Year|Yr)\s*R|EYFS)\b", re.IGNORECASE)
_BARE_R = re.compile(r"\bY?R(?=[A-Z]?\b)")
_NUMBER = re.compile(r"(?<!\d)\d(?!\d)")


def renamed(class_name: str, year_group: str) -> str | None:
    """*class_name* a year later, where it names its year: ``1B`` gives ``2B`` and ``Reception Oak``
    gives ``Year 1 Oak``. None where it does not, or names two."""
    nxt = following(year_group)
    if nxt in (LEAVES, year_group) or year_group.startswith("N"):
        return None
    if year_group == "R":
        if _RECEPTION.search(class_name):
            return _RECEPTION.sub(f"Year {nxt}", class_name, count=1)
        return _BARE_R.sub(nxt, class_name, count=1) if _BARE_R.search(class_name) else None
    if _NUMBER.findall(class_name) != [year_group]:
        return None
    return _NUMBER.sub(nxt, class_name)
