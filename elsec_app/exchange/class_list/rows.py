"""Rows to children: every row becomes a child or is named with the reason why not."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import msgspec

from elsec_app.exchange.class_list import codes
from elsec_app.exchange.class_list.codes import Trouble
from elsec_app.exchange.class_list.content import surname_comes_first
from elsec_app.exchange.class_list.dates import (
    DateColumn,
    Numeric,
    Order,
    as_said,
    decide_order,
    parse,
)
from elsec_app.exchange.class_list.grid import Cell, Grid, column
from elsec_app.exchange.class_list.headings import Field
from elsec_app.exchange.class_list.layout import Layout
from elsec_app.exchange.class_list.names import (
    is_shouted,
    mostly_shouts,
    part_known_as,
    part_whole,
    proper,
)
from elsec_app.exchange.class_list.spellings import SAYS_NOTHING
from elsec_app.exchange.class_list.words import clean, is_blank, plain, unguarded
from elsec_app.i18n import _
from elsec_app.operations.identifiers import Checked, check_nhs_number, check_upn

T = TypeVar("T")
_FOOTER = re.compile(
    r"(?:grand |sub)?total\b.*|(?:count|number|no) ?(?:of)?\b.*\d.*|page \d.*|\d+ ?of ?\d+"
    r"|\d+ (?:pupils?|students?|children|records?|rows?|learners?)\b.*"
    r"|end of (?:report|list|file).*"
    r"|(?:printed|exported|generated|produced|created|report|run|as at|effective date|date)\b.*"
    r"|(?:boys|girls|male|female|pupils|students|children|average|sum)\b.*\d.*|record count.*"
    r"|.*\bconfidential\b.*"
)
_GROUP = re.compile(
    r"(?:class|reg(?:istration)?(?: group| form)?|form|tutor group|group|room)"
    r"\s*[:\-–]\s*(.{1,40})",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")


class Values(msgspec.Struct):
    """One converted column: ``found[n]`` for row *n*, and what is to be said of some rows."""

    found: list  # type: ignore[type-arg]
    troubles: dict[int, Trouble]


class Table(msgspec.Struct):
    """The rows below the header, converted. ``numbers[n]`` is row *n* as a spreadsheet shows it;
    ``notes`` are a field and a sentence about its whole column."""

    numbers: range
    columns: dict[str, Values]
    dates: DateColumn
    surname: list[str]
    forename: list[str]
    known_as: list[str | None]
    unsure_names: bool
    notes: list[tuple[str, str]]


def convert(cells: list[Cell], to: Callable[[str], tuple[T | None, Trouble | None]]) -> Values:
    """Each cell through *to*, which is asked only once for each different value."""
    memo: dict[Cell, tuple[T | None, Trouble | None]] = {}
    found: list[T | None] = []
    troubles: dict[int, Trouble] = {}
    for n, cell in enumerate(cells):
        known = memo.get(cell)
        if known is None:
            known = memo[cell] = to(unguarded(clean(cell)))
        found.append(known[0])
        if known[1] is not None:
            troubles[n] = known[1]
    return Values(found, troubles)


_CONVERTERS: dict[Field, Callable[[str], tuple[object, Trouble | None]]] = {
    "sex": codes.sex,
    "upn": lambda text: _checked(text, check_upn),
    "nhs_number": lambda text: _checked(text, check_nhs_number),
    "year_group": codes.possible_years,
    "class": lambda text: (text or None, None),
    "first_language": codes.first_language,
    "sen_provision": codes.sen_provision,
}
_NO_NUMBER = SAYS_NOTHING | {"", "none", "no", "0"}


def _checked(text: str, check: Callable[[str], Checked]) -> tuple[str | None, Trouble | None]:
    checked = check(text)
    if checked.severity is None or checked.sentence is None:
        return checked.value, None
    if plain(text) in _NO_NUMBER:
        return None, None
    return checked.value, Trouble(checked.severity, checked.sentence)


def make_table(grid: Grid, layout: Layout, today: date, order: Order | None = None) -> Table:
    """The rows of *grid* below its header, converted column by column. *order* is how a person
    says that dates are to be read."""
    body = grid.rows[layout.start :]
    width = len(layout.headings)
    for row in body:
        if len(row) < width:
            row.extend([None] * (width - len(row)))
    first = layout.start + (0 if grid.fields else 1)
    born = column(body, layout.columns["date_of_birth"])
    made = {cell: parse(cell, today) for cell in set(born)}
    dates = as_said(order) if order else decide_order(born, made)
    columns = {"date_of_birth": _dates(born, dates, made)}
    dated = [n for n, when in enumerate(columns["date_of_birth"].found) if when is not None]
    notes: list[tuple[str, str]] = []
    for field, to in _CONVERTERS.items():
        if field in layout.columns:
            cells = column(body, layout.columns[field])
            if field in ("class", "year_group") and _stands_once(cells, dated):
                notes.append((field, _stood_once()))
                cells = _carried(cells)
            columns[field] = convert(cells, to)
    names = _names(body, layout)
    return Table(range(first, first + len(body)), columns, dates, *names, notes)


def _stands_once(cells: list[Cell], dated: list[int]) -> bool:
    """Whether a column names each class only beside its first child, as merged cells do."""
    said = [clean(cells[n]) for n in dated]
    filled = [word for word in said if word]
    few = 0 < len(filled) * 2 <= len(said)
    return few and bool(said[0]) and len(set(filled)) == len(filled)


def _stood_once() -> str:
    return _("Only the first child of each class has it; it was taken for those below too.")


def _carried(cells: list[Cell]) -> list[Cell]:
    last: Cell = None
    carried: list[Cell] = []
    for cell in cells:
        last = last if is_blank(cell) else cell
        carried.append(last)
    return carried


def _dates(cells: list[Cell], how: DateColumn, made: dict[Cell, date | Numeric | None]) -> Values:
    doubtful = Trouble(
        "warning",
        _("The day and the month of this date of birth may be the other way round; check it."),
    )
    values = {cell: how.date_of(cell, one) for cell, one in made.items()}
    unsure = {cell for cell, one in made.items() if how.is_doubtful(cell, one)}
    troubles = {n: doubtful for n, cell in enumerate(cells) if cell in unsure} if unsure else {}
    return Values([values[cell] for cell in cells], troubles)


def _names(
    body: list[list[Cell]], layout: Layout
) -> tuple[list[str], list[str], list[str | None], bool]:
    columns, unsure = layout.columns, False
    if "surname" in columns and "forename" in columns:
        surnames = [clean(cell) for cell in column(body, columns["surname"])]
        given = [clean(cell) for cell in column(body, columns["forename"])]
        parts = [part_known_as(name) if name[-1:] in ')]"”' else (name, None) for name in given]
        forenames, known = [part[0] for part in parts], [part[1] or "" for part in parts]
    else:
        said = [clean(cell) for cell in column(body, columns["name"])]
        first = _surname_first(plain(layout.headings[columns["name"]]))
        shouts = mostly_shouts(said)
        unsure = first is None and any(
            name and not part_whole(name, shouts=shouts).sure for name in said
        )
        if unsure:
            first = surname_comes_first(said)
        wholes = [part_whole(name, surname_first=first, shouts=shouts) for name in said]
        surnames, forenames = [w.surname for w in wholes], [w.forename for w in wholes]
        known = [w.known_as or "" for w in wholes]
    if "known_as" in columns:
        said = [clean(cell) for cell in column(body, columns["known_as"])]
        known = [other or before for other, before in zip(said, known, strict=True)]
    surnames, forenames = _spoken(surnames, always=True), _spoken(forenames, always=False)
    known = _spoken(known, always=False)
    return (
        surnames,
        forenames,
        [_other(*pair) for pair in zip(known, forenames, strict=True)],
        unsure,
    )


def _surname_first(heading: str) -> bool | None:
    for first, said in (("surname", True), ("last", True), ("forename", False), ("first", False)):
        if heading.startswith(first):
            return said
    return None


def _other(known_as: str, forename: str) -> str | None:
    return known_as if known_as and known_as != forename else None


def _spoken(names: list[str], *, always: bool) -> list[str]:
    """Names out of capitals (or out of small letters where the whole column is so).

    A short forename in capitals, such as AJ or TJ, stays as typed unless the column is in capitals.
    """
    lettered = [name for name in names if name]
    loud = sum(map(is_shouted, lettered))
    if lettered and all(name.islower() for name in lettered):
        return [proper(name) for name in names]
    whole_column = loud * 2 > len(lettered)
    return [
        proper(name) if is_shouted(name) and (always or whole_column or len(name) > 3) else name
        for name in names
    ]


def has_letters(text: str) -> bool:
    """Whether a name is a name, not a dash or a dot put in its place."""
    return text[:1].isalpha() or bool(_LETTER.search(text))


class Reason(msgspec.Struct, frozen=True):
    """Why a row is not a child; ``trouble`` is ``None`` for rows that nobody misses."""

    field: str | None
    trouble: Trouble | None
    group: str | None = None


def why_not(row: list[Cell], layout: Layout, table: Table, n: int) -> Reason:
    """What a row without a usable name or date of birth is."""
    filled = [clean(cell) for cell in row if not is_blank(cell)]
    if not filled or _is_header_again(row, layout):
        return Reason(None, None)
    surname, forename = table.surname[n], table.forename[n]
    named = has_letters(surname) and has_letters(forename)
    born = table.columns["date_of_birth"].found[n]
    if born is None and (len(filled) <= 2 or not named):
        group = _GROUP.fullmatch(" ".join(filled))
        if group:
            return Reason(None, None, group=group[1].strip())
        if _FOOTER.fullmatch(plain(" ".join(filled))):
            return Reason(None, None)
    if named:
        return _date_missing(row, layout)
    if born is None and not (has_letters(surname + forename) and len(filled) > 2):
        return Reason(
            None,
            Trouble(
                "warning",
                _("This row holds neither a full name nor a date of birth and was not read."),
            ),
        )
    field = "forename" if has_letters(surname) else "surname"
    return Reason(field, Trouble("error", _("The {part} is missing.").format(part=_part(field))))


def _part(field: str) -> str:
    return _("forename") if field == "forename" else _("surname")


def _date_missing(row: list[Cell], layout: Layout) -> Reason:
    at = layout.columns["date_of_birth"]
    said = clean(row[at]) if at < len(row) else ""
    if not said:
        message = _("The date of birth is missing.")
    else:
        message = _("“{text}” was not understood as a date of birth.").format(text=said[:40])
    return Reason("date_of_birth", Trouble("error", message))


def _is_header_again(row: list[Cell], layout: Layout) -> bool:
    """Reports repeat their heading row on every page."""
    if layout.header is None:
        return False
    used = list(layout.columns.values())
    same = sum(n < len(row) and plain(clean(row[n])) == plain(layout.headings[n]) for n in used)
    return same * 2 > len(used)


def group_heading(row: list[Cell]) -> str | None:
    """The class that a line such as ``Class: Oak`` announces."""
    filled = [clean(cell) for cell in row if not is_blank(cell)]
    found = _GROUP.fullmatch(" ".join(filled)) if len(filled) in (1, 2) else None
    return found[1].strip() if found else None
