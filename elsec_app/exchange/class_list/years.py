"""Year groups and the dates of birth that belong to them."""

from collections.abc import Sequence
from datetime import date

from elsec_app.operations.pupils import YEAR_GROUPS, YearGroup

_AGE_BEFORE = {group: n + 2 for n, group in enumerate(YEAR_GROUPS)}
"""Age in whole years on 31 August before the school year: Reception 4, Year 1 5, and so on. In
England a child starts school in the September after the fourth birthday
(https://www.gov.uk/schools-admissions/school-starting-age); nursery years count back from there."""


def school_year(on: date) -> int:
    """The calendar year in which the school year that holds *on* began (1 September)."""
    return on.year if on.month >= 9 else on.year - 1


def usual_group_index(born: date, year: int) -> int:
    """How many years above N1 a child born on *born* usually is in the school year *year*."""
    birth_year = born.year if born.month < 9 else born.year + 1
    return year - birth_year - _AGE_BEFORE["N1"]


def years_off(born: date, group: YearGroup, year: int) -> int:
    """0 when *born* fits *group*; 1 when the child is a year older than usual, -1 younger."""
    return usual_group_index(born, year) - YEAR_GROUPS.index(group)


def year_among(groups: Sequence[YearGroup], born: date, year: int) -> YearGroup:
    """Which of *groups* a child born on *born* is in: the one whose usual age is nearest."""
    usual = usual_group_index(born, year)
    return min(groups, key=lambda group: abs(YEAR_GROUPS.index(group) - usual))


def born_between(group: YearGroup, year: int) -> tuple[date, date]:
    """The first and last usual date of birth of *group* in the school year *year*."""
    birth_year = year - _AGE_BEFORE[group]
    return date(birth_year - 1, 9, 1), date(birth_year, 8, 31)


def whole_years(born: date, on: date) -> int:
    """Age in completed years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
