"""A class list, read: the children in it, everything a person should know, and how it was read."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec

from elsec_app.exchange.class_list import checks
from elsec_app.exchange.class_list.codes import Trouble
from elsec_app.exchange.class_list.dates import Order
from elsec_app.exchange.class_list.grid import Grid
from elsec_app.exchange.class_list.layout import Layout, find_layout
from elsec_app.exchange.class_list.opening import load, open_grids
from elsec_app.exchange.class_list.rows import (
    Table,
    group_heading,
    has_letters,
    make_table,
    why_not,
)
from elsec_app.exchange.class_list.sentences import no_children
from elsec_app.exchange.class_list.words import clean, plain
from elsec_app.exchange.class_list.years import school_year, year_among
from elsec_app.i18n import _
from elsec_app.operations.pupils import PupilRow, RowProblem, YearGroup

_SAMPLE_ROWS = 5
_FIELDS = ("sex", "upn", "nhs_number", "year_group", "class", "first_language", "sen_provision")


class Reading(msgspec.Struct, frozen=True):
    """What was read.

    ``mapping`` leads from field to heading and may be given back to ``read`` for the next list of
    the same setting; ``headings`` names every column and ``sample`` shows the first rows as text,
    for a person to correct the mapping by (never stored). ``ignored_columns`` were not read.
    ``date_order`` is how days and months were taken; ``date_order_certain`` is false when the
    column allows another reading, and a problem then says so. ``header_row`` counts from 1.
    ``kind`` is csv, semicolons, tsv, bars, xlsx, xls, excel-xml, web-page or ctf.
    """

    children: tuple[PupilRow, ...]
    problems: tuple[RowProblem, ...]
    mapping: dict[str, str]
    ignored_columns: tuple[str, ...]
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    date_order: Order
    date_order_certain: bool
    header_row: int | None
    kind: str
    encoding: str | None
    sheet: str | None

    @property
    def has_errors(self) -> bool:
        """Whether any row has an error, not only warnings."""
        return any(problem.severity == "error" for problem in self.problems)


def read(
    source: Path | bytes,
    *,
    mapping: Mapping[str, str] | None = None,
    today: date | None = None,
) -> Reading:
    """Read the class list *source*. Stores nothing.

    ``mapping`` (field to heading) is obeyed where its headings are found; ``today`` decides ages
    and the school year. Raises ``ClassListProblem`` with one sentence when it is not a class list.
    """
    today = today or datetime.now(tz=UTC).astimezone().date()
    data = source if isinstance(source, bytes) else load(source)
    grids = open_grids(data)
    laid = [(grid, find_layout(grid, today, mapping)) for grid in grids]
    grid, layout = max(laid, key=lambda one: _worth(*one))
    if not layout.complete:
        raise no_children()
    return _read_grid(grid, layout, mapping, today)


def _worth(grid: Grid, layout: Layout) -> tuple[bool, int, int]:
    return layout.complete, len(layout.columns), len(grid.rows)


def _read_grid(
    grid: Grid, layout: Layout, mapping: Mapping[str, str] | None, today: date
) -> Reading:
    table = make_table(grid, layout, today)
    children, problems = _children(grid, layout, table, today)
    children, repeats = checks.without_repeats(children)
    if not children and not problems:
        raise no_children()
    problems = _of_the_list(grid, layout, table, mapping) + problems + repeats
    problems.sort(key=lambda problem: problem.row or 0)
    used = set(layout.columns.values())
    ignored = [name for n, name in enumerate(layout.headings) if n not in used]
    return Reading(
        children=tuple(children),
        problems=tuple(problems),
        mapping=layout.mapping,
        ignored_columns=(*ignored, *grid.unread),
        headings=tuple(layout.headings),
        sample=tuple(
            tuple(clean(cell) for cell in row)
            for row in grid.rows[layout.start : layout.start + _SAMPLE_ROWS]
        ),
        date_order=table.dates.order,
        date_order_certain=table.dates.certain,
        header_row=None if layout.header is None else layout.header + 1,
        kind=grid.kind,
        encoding=grid.encoding,
        sheet=grid.sheet,
    )


def _children(
    grid: Grid, layout: Layout, table: Table, today: date
) -> tuple[list[PupilRow], list[RowProblem]]:
    """Every row as a child or as a problem."""
    body = grid.rows[layout.start :]
    born = table.columns["date_of_birth"].found
    announced = next(filter(None, map(group_heading, reversed(grid.rows[: layout.start]))), None)
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


def _of_the_list(
    grid: Grid, layout: Layout, table: Table, mapping: Mapping[str, str] | None
) -> list[RowProblem]:
    """What there is to say of the list as a whole."""
    said: list[tuple[str | None, str]] = [(None, note) for note in grid.notes]
    if table.dates.doubt:
        said.append(("date_of_birth", _date_sentence(table)))
    if table.unsure_names:
        said.append(
            (
                "surname",
                _(
                    "Some names have no comma between surname and forename, so which is which was"
                    " guessed; check that it is right."
                ),
            )
        )
    if mapping and any(plain(layout.mapping.get(f, "")) != plain(h) for f, h in mapping.items()):
        said.append(
            (None, _("This list has other headings than last time; check which column is which."))
        )
    return [
        RowProblem(row=None, field=field, severity="warning", message=message)
        for field, message in said
    ]


def _date_sentence(table: Table) -> str:
    if table.dates.doubt == "either":
        return _(
            "No date of birth here shows whether the day or the month comes first;"
            " the {order} was taken first. Check one child you know."
        ).format(order=_("day") if table.dates.order == "day-first" else _("month"))
    if table.dates.doubt == "both":
        return _(
            "Some dates of birth here have the day first and some the month;"
            " check the rows that are marked."
        )
    return _(
        "Some dates of birth here are text and some are Excel dates whose day and month may have"
        " been exchanged by Excel; check the rows that are marked."
    )
