"""A laid-out table to children: every row becomes one, or is named with the reason why not."""

from datetime import date
from typing import Any

from elsec_app.exchange.class_list import checks
from elsec_app.exchange.class_list.codes import Trouble
from elsec_app.exchange.class_list.rows import Table, group_heading, has_letters, why_not
from elsec_app.exchange.class_list.sheets import Found
from elsec_app.exchange.class_list.years import school_year, year_among
from elsec_app.operations.pupils import PupilRow, RowProblem, YearGroup

_FIELDS = ("sex", "upn", "nhs_number", "year_group", "class", "first_language", "sen_provision")


def children_of(found: Found, table: Table, today: date) -> tuple[list[PupilRow], list[RowProblem]]:
    """Every row as a child or as a problem."""
    grid, layout = found.grid, found.layout
    body = grid.rows[layout.start :]
    born = table.columns["date_of_birth"].found
    above = map(group_heading, reversed(grid.rows[: layout.start]))
    announced = next(filter(None, above), found.class_name)
    good: list[int] = []
    problems: list[RowProblem] = []
    groups: dict[int, str] = {}
    impossible = {when: checks.birth_trouble(when, today) for when in set(born) if when}
    for n, when in enumerate(born):
        if when is not None and has_letters(table.surname[n]) and has_letters(table.forename[n]):
            trouble = impossible[when]
            _say(problems, table.numbers[n], "date_of_birth", trouble)
            if trouble is None or trouble.severity == "warning":
                good.append(n)
                if announced:
                    groups[n] = announced
        else:
            reason = why_not(body[n], layout, table, n)
            _say(problems, table.numbers[n], reason.field, reason.trouble)
            announced = reason.group or announced
    return _build(table, good, groups, problems, today), problems


def _say(problems: list[RowProblem], row: int, field: str | None, trouble: Trouble | None) -> None:
    if trouble is not None:
        problems.append(
            RowProblem(row=row, field=field, severity=trouble.severity, message=trouble.message)
        )


def _build(
    table: Table,
    good: list[int],
    groups: dict[int, str],
    problems: list[RowProblem],
    today: date,
) -> list[PupilRow]:
    born = table.columns["date_of_birth"].found
    values: dict[str, list[Any]] = {
        field: table.columns[field].found if field in table.columns else [None] * len(born)
        for field in _FIELDS
    }
    shift, years = _years(values["year_group"], born, good, today)
    values["year_group"] = years
    if shift:
        problems.append(
            RowProblem(
                row=None,
                field="year_group",
                severity="warning",
                message=checks.shift_sentence(shift),
            )
        )
    _row_troubles(table, good, problems, school_year(today) + shift, years)
    return [_pupil(table, values, groups, n) for n in good]


def _years(
    possible: list[tuple[YearGroup, ...] | None], born: list[date], good: list[int], today: date
) -> tuple[int, list[YearGroup | None]]:
    """Of which school year the list is (see ``checks.list_shift``), and each row's year group."""
    years: list[YearGroup | None] = [
        groups[0] if groups and len(groups) == 1 else None for groups in possible
    ]
    shift = checks.list_shift(((born[n], years[n]) for n in good), today)
    year = school_year(today) + shift
    for n in good:
        groups = possible[n]
        if groups and len(groups) > 1:
            years[n] = year_among(groups, born[n], year)
    return shift, years


def _row_troubles(
    table: Table,
    good: list[int],
    problems: list[RowProblem],
    year: int,
    years: list[YearGroup | None],
) -> None:
    kept = set(good)
    for field, values in table.columns.items():
        for n, trouble in values.troubles.items():
            if n in kept:
                _say(problems, table.numbers[n], field, trouble)
    born = table.columns["date_of_birth"].found
    pairs = {(born[n], years[n]) for n in good}
    wrong = {(when, group): checks.year_trouble(when, group, year) for when, group in pairs}
    for n in good:
        _say(problems, table.numbers[n], "date_of_birth", wrong[born[n], years[n]])


def _pupil(table: Table, values: dict[str, list[Any]], groups: dict[int, str], n: int) -> PupilRow:
    return PupilRow(
        row=table.numbers[n],
        surname=table.surname[n],
        forename=table.forename[n],
        known_as=table.known_as[n],
        date_of_birth=table.columns["date_of_birth"].found[n],
        sex=values["sex"][n],
        upn=values["upn"][n],
        nhs_number=values["nhs_number"][n],
        year_group=values["year_group"][n],
        class_name=values["class"][n] or groups.get(n),
        first_language=values["first_language"][n],
        sen_provision=values["sen_provision"][n],
    )
