"""A class list, read: the children in it, everything a person should know, and how it was read."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import get_args

import msgspec

from elsec_app.exchange.class_list import checks
from elsec_app.exchange.class_list.children import children_of
from elsec_app.exchange.class_list.dates import Order
from elsec_app.exchange.class_list.headings import Field
from elsec_app.exchange.class_list.layout import UNREAD, Remembered
from elsec_app.exchange.class_list.opening import load, open_grids
from elsec_app.exchange.class_list.rows import Table, make_table
from elsec_app.exchange.class_list.sentences import no_children
from elsec_app.exchange.class_list.sheets import Found, find_list
from elsec_app.exchange.class_list.words import clean
from elsec_app.i18n import _
from elsec_app.operations.pupils import PupilRow, RowProblem

_SAMPLE_ROWS = 6
DATE_ORDER = "date_order"
"""In what is remembered: which way a person said that the dates are."""


class ByHand(msgspec.Struct, frozen=True):
    """What a person corrects in a reading. ``columns`` stands beside ``Reading.headings``: the
    field of each column, or ``None`` for one that is not to be read; empty leaves it to the reader.
    ``sheet`` names the one sheet to read."""

    columns: tuple[Field | None, ...] = ()
    order: Order | None = None
    sheet: str | None = None


class Reading(msgspec.Struct, frozen=True):
    """What was read.

    ``mapping`` leads from field to heading; ``remember`` is what to give back to ``read`` for the
    next list of the same setting, and ``remembered`` the one of these that was obeyed. ``headings``
    names every column, ``columns`` says what each was read as, and ``sample`` shows the first rows
    as text, for a person to correct the mapping by (never stored). ``ignored_columns`` were not
    read. ``date_order`` is how days and months were taken; ``date_doubt`` is empty when the column
    allows no other reading: ``either`` (no date shows the order), ``both`` (some show each) or
    ``swapped`` (Excel may have exchanged some). ``header_row`` counts from 1. ``kind`` is csv,
    semicolons, tsv, bars, xlsx, xls, excel-xml, web-page or ctf. ``sheet`` is the sheet read, or
    the first of several; ``sheets`` are all that hold a list.
    """

    children: tuple[PupilRow, ...]
    problems: tuple[RowProblem, ...]
    mapping: dict[str, str]
    ignored_columns: tuple[str, ...]
    headings: tuple[str, ...]
    columns: tuple[Field | None, ...]
    sample: tuple[tuple[str, ...], ...]
    date_order: Order
    date_doubt: str
    header_row: int | None
    kind: str
    encoding: str | None
    sheet: str | None
    sheets: tuple[str, ...]
    remembered: Remembered | None
    order_said: Order | None

    @property
    def has_errors(self) -> bool:
        """Whether any row has an error, not only warnings."""
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def remember(self) -> dict[str, object]:
        said = {DATE_ORDER: self.order_said} if self.order_said else {}
        return {**self.mapping, UNREAD: list(self.ignored_columns), **said}


def read(
    source: Path | bytes,
    *,
    mappings: Sequence[Remembered] = (),
    by_hand: ByHand | None = None,
    today: date | None = None,
    strict: bool = True,
) -> Reading:
    """Read the class list *source*. Stores nothing.

    Of *mappings*, what earlier lists of the setting had, the first whose headings are all there is
    obeyed. *today* decides ages and the school year. Raises ``ClassListProblem`` with one sentence
    when it is not a class list; unless *strict*, a table whose names or dates of birth are not
    found is a reading without children, for a person to say which columns they are.
    """
    today = today or datetime.now(tz=UTC).astimezone().date()
    by_hand = by_hand or ByHand()
    data = source if isinstance(source, bytes) else load(source)
    found = find_list(open_grids(data), today, mappings, by_hand.sheet)
    if len(by_hand.columns) == len(found.layout.headings):
        chosen = {field: n for n, field in enumerate(by_hand.columns) if field is not None}
        layout = msgspec.structs.replace(found.layout, columns=chosen)
        found = msgspec.structs.replace(found, layout=layout)
    order = by_hand.order or _order_of(found.remembered)
    if found.layout.complete:
        return _read(found, mappings, order, today)
    if strict or len(found.layout.headings) < 2:
        raise no_children()
    return _reading(found, None, order, [], [])


def _order_of(remembered: Remembered | None) -> Order | None:
    said = (remembered or {}).get(DATE_ORDER)
    return said if said in get_args(Order) else None  # type: ignore[return-value]


def _read(
    found: Found, mappings: Sequence[Remembered], order: Order | None, today: date
) -> Reading:
    table = make_table(found.grid, found.layout, today, order)
    children, problems = children_of(found, table, today)
    children, repeats = checks.without_repeats(children)
    if not children and not problems:
        raise no_children()
    problems = _of_the_list(found, table, bool(mappings)) + problems + repeats
    problems.sort(key=lambda problem: problem.row or 0)
    return _reading(found, table, order, children, problems)


def _reading(
    found: Found,
    table: Table | None,
    order: Order | None,
    children: list[PupilRow],
    problems: list[RowProblem],
) -> Reading:
    grid, layout = found.grid, found.layout
    fields = {n: field for field, n in layout.columns.items()}
    return Reading(
        children=tuple(children),
        problems=tuple(problems),
        mapping=layout.mapping,
        ignored_columns=(*layout.unread, *grid.unread),
        headings=tuple(layout.headings),
        columns=tuple(fields.get(n) for n in range(len(layout.headings))),
        sample=tuple(
            tuple(clean(cell) for cell in row)
            for row in grid.rows[layout.start : layout.start + _SAMPLE_ROWS]
        ),
        date_order=table.dates.order if table else "day-first",
        date_doubt=table.dates.doubt if table else "",
        header_row=None if layout.header is None else layout.header + 1,
        kind=grid.kind,
        encoding=grid.encoding,
        sheet=grid.sheet,
        sheets=found.sheets,
        remembered=found.remembered,
        order_said=order,
    )


def _of_the_list(found: Found, table: Table, has_mappings: bool) -> list[RowProblem]:
    """What there is to say of the list as a whole."""
    said: list[tuple[str | None, str]] = [(None, note) for note in found.grid.notes]
    said += [(field, note) for field, note in table.notes]
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
    if has_mappings and found.remembered is None and found.grid.kind != "ctf":
        said.append(
            (None, _("This list has other headings than last time; check which column is which."))
        )
    problems = [
        RowProblem(row=None, field=field, severity="warning", message=message)
        for field, message in said
    ]
    lost = [RowProblem(row=None, field=None, severity="error", message=m) for m in found.notes]
    return lost + problems


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
