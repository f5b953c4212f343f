"""Checks across values and rows: ages against year groups, and the same child twice."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import msgspec

from elsec_app.exchange.class_list.codes import Trouble
from elsec_app.exchange.class_list.years import school_year, whole_years, years_off
from elsec_app.i18n import _, ngettext
from elsec_app.operations.pupils import PupilRow, RowProblem, YearGroup
from elsec_app.store.words import fold

_ADULT = 20
_OLD = 12
_YOUNG = 1
"""Ages in years. A child of 12 or more has left Year 6; under 1 nobody is screened at a desk. Both
are only asked about. From 20 on the date is somebody else's or mistyped and the row is refused."""


def birth_trouble(born: date, today: date) -> Trouble | None:
    """What is wrong with a date of birth by itself; an error means that it cannot be one."""
    if born > today:
        return Trouble("error", _("The date of birth is in the future."))
    age = whole_years(born, today)
    if age >= _ADULT:
        return Trouble(
            "error",
            _("The date of birth makes this person {age}, which is not a child's age.").format(
                age=age
            ),
        )
    if age >= _OLD or age < _YOUNG:
        return Trouble(
            "warning",
            _("The date of birth makes this child {age} years old; check it.").format(age=age),
        )
    return None


def list_shift(pairs: Iterable[tuple[date, YearGroup | None]], today: date) -> int:
    """-1 when the list is last school year's, 1 when next year's, 0 when this year's or unclear."""
    year = school_year(today)
    off: Counter[int] = Counter()
    for (born, group), times in Counter(pairs).items():
        if group:
            off[years_off(born, group, year)] += times
    if sum(off.values()) < 5:
        return 0
    most, times = off.most_common(1)[0]
    return -most if abs(most) == 1 and times * 10 >= sum(off.values()) * 6 else 0


def shift_sentence(shift: int) -> str:
    """What to say of a list of another school year."""
    if shift < 0:
        return _("By the dates of birth this is last school year's list; ask for this year's.")
    return _("By the dates of birth this list is for the next school year.")


def year_trouble(born: date, group: YearGroup | None, year: int) -> Trouble | None:
    """Unusual by one year is a question; two years or more cannot be right."""
    off = years_off(born, group, year) if group else 0
    if off == 0:
        return None
    years = abs(off)
    if off > 0:
        sentence = ngettext(
            "By the date of birth this child is {count} year older than the year group.",
            "By the date of birth this child is {count} years older than the year group.",
            years,
        )
    else:
        sentence = ngettext(
            "By the date of birth this child is {count} year younger than the year group.",
            "By the date of birth this child is {count} years younger than the year group.",
            years,
        )
    message = sentence.format(count=years) + " " + _("Check both.")
    return Trouble("warning" if years == 1 else "error", message)


def without_repeats(
    children: list[PupilRow],
) -> tuple[list[PupilRow], list[RowProblem]]:
    """*children* with each child once, and a problem for each row that repeats another."""
    kept: list[PupilRow] = []
    problems: list[RowProblem] = []
    by_person: dict[tuple[str, str, date], int] = {}
    by_number: dict[str, int] = {}
    for child in children:
        person = (_folded(child.surname), _folded(child.forename), child.date_of_birth)
        other = by_person.get(person)
        if other is not None and _may_be_same(kept[other], child):
            problems.append(_repeat(kept[other], child))
            kept[other] = _merged(kept[other], child)
            _note_numbers(kept[other], other, by_number)
            continue
        if other is not None:
            problems.append(_namesake(kept[other], child))
        single = _with_own_numbers(child, kept, by_number, problems)
        by_person.setdefault(person, len(kept))
        _note_numbers(single, len(kept), by_number)
        kept.append(single)
    return kept, problems


@lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    """Accents, hyphens, spaces and apostrophes do not make another child."""
    return "".join(filter(str.isalnum, fold(name)))


def _may_be_same(one: PupilRow, other: PupilRow) -> bool:
    """No number of the one contradicts the other's."""
    return all(
        not a or not b or a == b
        for a, b in ((one.upn, other.upn), (one.nhs_number, other.nhs_number))
    )


def _repeat(first: PupilRow, again: PupilRow) -> RowProblem:
    apart = [
        field
        for field in ("class_name", "year_group", "sex", "sen_provision", "first_language")
        if getattr(again, field) and getattr(first, field) not in (None, getattr(again, field))
    ]
    if not apart:
        message = _("This is the same child as in row {row} and was taken once.")
        return _problem(again, None, "warning", message.format(row=first.row))
    message = _(
        "This is the same child as in row {row} but says something else of the child;"
        " row {row} was taken."
    )
    field = "class" if apart[0] == "class_name" else apart[0]
    return _problem(again, field, "error", message.format(row=first.row))


def _merged(first: PupilRow, again: PupilRow) -> PupilRow:
    """*first* with what only *again* says."""
    gaps = {
        field: getattr(again, field)
        for field in PupilRow.__struct_fields__
        if getattr(first, field) is None and getattr(again, field) is not None
    }
    return msgspec.structs.replace(first, **gaps) if gaps else first


def _namesake(first: PupilRow, other: PupilRow) -> RowProblem:
    message = _(
        "This child has the same name and date of birth as row {row} but another number;"
        " check whether they are one child."
    )
    return _problem(other, None, "warning", message.format(row=first.row))


def _with_own_numbers(
    child: PupilRow, kept: list[PupilRow], by_number: dict[str, int], problems: list[RowProblem]
) -> PupilRow:
    """*child* without a number that an earlier row already has."""
    for field, name in (("upn", "UPN"), ("nhs_number", _("NHS number"))):
        number = getattr(child, field)
        if number and number in by_number:
            message = _(
                "Row {row} has the same {name}, and no two children share one;"
                " it was left out here."
            ).format(row=kept[by_number[number]].row, name=name)
            problems.append(_problem(child, field, "error", message))
            child = msgspec.structs.replace(child, **{field: None})
    return child


def _note_numbers(child: PupilRow, at: int, by_number: dict[str, int]) -> None:
    for number in (child.upn, child.nhs_number):
        if number:
            by_number.setdefault(number, at)


def _problem(child: PupilRow, field: str | None, severity: str, message: str) -> RowProblem:
    return RowProblem(row=child.row, field=field, severity=severity, message=message)  # type: ignore[arg-type]
