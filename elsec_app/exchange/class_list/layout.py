"""Where the header is and which column says what: by headings, by a remembered map, by content."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec

from elsec_app.exchange.class_list import content
from elsec_app.exchange.class_list.dates import parse
from elsec_app.exchange.class_list.grid import Cell, Grid, column
from elsec_app.exchange.class_list.headings import SYNONYMS, Field
from elsec_app.exchange.class_list.meanings import assign, is_someone_else, means_something
from elsec_app.exchange.class_list.words import clean, is_blank, plain

_LOOK_FOR_HEADER = 60
Remembered = Mapping[str, object]
"""What an earlier list of the setting had: field to heading, and what else was said of it."""
UNREAD = "unread"
"""In what is remembered: the headings which were not read, so that a new one may be guessed at and
an old one is left alone."""


class Layout(msgspec.Struct, frozen=True):
    """``header`` is the index of the (last) heading row or ``None``; ``start`` that of the first
    row below it. ``columns`` leads from field to column; ``headings`` names every column."""

    header: int | None
    start: int
    columns: dict[Field, int]
    headings: list[str]

    @property
    def complete(self) -> bool:
        """Whether it holds what a child needs: a name and a date of birth."""
        return _complete(self.columns)

    @property
    def mapping(self) -> dict[str, str]:
        """Field to heading, as it is remembered for a setting."""
        return {
            field: self.headings[self.columns[field]] for field in SYNONYMS if field in self.columns
        }

    @property
    def unread(self) -> list[str]:
        """The headings of the columns that no field has."""
        used = set(self.columns.values())
        return [heading for n, heading in enumerate(self.headings) if n not in used]

    @property
    def two_lists(self) -> bool:
        """Whether what is unread is a second list of children beside the first."""
        used = set(self.columns.values())
        others = ["" if n in used else heading for n, heading in enumerate(self.headings)]
        return self.complete and _complete(assign(others))


def _complete(columns: Mapping[Field, int]) -> bool:
    named = "name" in columns or {"surname", "forename"} <= columns.keys()
    return named and "date_of_birth" in columns


def find_layout(
    grid: Grid, today: date, mappings: Iterable[Remembered] = ()
) -> tuple[Layout, Remembered | None]:
    """The layout of *grid*, and which of the remembered *mappings* gave it: the first, if any, all
    of whose headings are there, the one of dates of birth over dates."""
    if grid.fields:
        headings = [clean(cell) for cell in grid.rows[0]]
        return Layout(0, 1, {field: n for n, field in enumerate(grid.fields)}, headings), None
    for mapping in mappings:
        remembered = _remembered(grid, mapping, today)
        if remembered:
            return remembered, mapping
    found = _find_header(grid.rows, today)
    if found is None:
        return _by_content(grid.rows, today), None
    header, headings = found
    named = _named(grid.rows, header, headings)
    return _filled(grid.rows, header, assign(headings), named, today), None


def _remembered(grid: Grid, mapping: Remembered, today: date) -> Layout | None:
    wanted = {
        field: plain(str(heading)) for field, heading in mapping.items() if field in content.FIELDS
    }
    if not wanted:
        return None
    if all(heading.startswith("column ") for heading in wanted.values()):
        guess = _by_content(grid.rows, today)
        places = {plain(heading): n for n, heading in enumerate(guess.headings)}
        columns = _placed(wanted, places)
        fits = content.holds_dates(grid.rows[guess.start :], columns.get("date_of_birth"), today)
        return msgspec.structs.replace(guess, columns=columns) if fits else None
    for header, headings in _candidates(grid.rows, today):
        places = {plain(heading): n for n, heading in reversed(list(enumerate(headings)))}
        columns = _placed(wanted, places)
        if content.holds_dates(grid.rows[header + 1 :], columns.get("date_of_birth"), today):
            named = _named(grid.rows, header, headings)
            more = _new_since(mapping.get(UNREAD), named, columns)
            return Layout(header, header + 1, columns | more, named)
    return None


def _placed(wanted: Mapping[Field, str], places: Mapping[str, int]) -> dict[Field, int]:
    """The columns of all *wanted* headings; empty unless each is there."""
    if not all(heading in places for heading in wanted.values()):
        return {}
    return {field: places[heading] for field, heading in wanted.items()}


def _new_since(
    unread: object, headings: list[str], columns: Mapping[Field, int]
) -> dict[Field, int]:
    """What columns that were not in the remembered list say, beside names and birth."""
    if not isinstance(unread, list):
        return {}
    known = {plain(str(heading)) for heading in unread}
    used = set(columns.values())
    new = [
        "" if n in used or plain(heading) in known else heading
        for n, heading in enumerate(headings)
    ]
    codes = content.FIELDS - {"name", "surname", "forename", "date_of_birth"}
    return {field: n for field, n in assign(new).items() if field in codes - columns.keys()}


def letters(index: int) -> str:
    """A spreadsheet's name of column *index* (0 is A)."""
    return (letters(index // 26 - 1) if index > 25 else "") + chr(65 + index % 26)


def _find_header(rows: list[list[Cell]], today: date) -> tuple[int, list[str]] | None:
    best, most = None, (1, 0)
    for header, headings in _candidates(rows, today):
        worth = (len(assign(headings)), sum(map(is_someone_else, headings)))
        if worth[0] > 1 and worth > most:
            best, most = (header, headings), worth
    return best


def _candidates(rows: list[list[Cell]], today: date) -> Iterator[tuple[int, list[str]]]:
    """``(row, headings)`` of every row near the top, and of every two that may be one heading."""
    above: list[str] = []
    for n, row in enumerate(rows[:_LOOK_FOR_HEADER]):
        here = [clean(cell) for cell in row]
        yield n, here
        if above and any(above) and not any(parse(cell, today) for cell in row):
            yield n, _joined(above, here)
        above = here


def _joined(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Two heading rows as one: a word above stands for the columns up to the next one."""
    joined, over = [], ""
    for n in range(max(len(above), len(below))):
        over = (above[n] if n < len(above) else "") or over
        own_over = above[n] if n < len(above) else ""
        under = below[n] if n < len(below) else ""
        joined.append(f"{over} {under}" if under and is_someone_else(over) else under or own_over)
    return joined


def _named(rows: list[list[Cell]], header: int | None, headings: Sequence[str] = ()) -> list[str]:
    """*headings* for every column that the rows below have, the nameless by their letters."""
    below = rows[(header or 0) : (header or 0) + 500]
    width = max(len(headings), max((len(row) for row in below), default=0))
    named = [*headings, *[""] * (width - len(headings))]
    return [name or f"Column {letters(n)}" for n, name in enumerate(named)]


def _filled(
    rows: list[list[Cell]],
    header: int,
    columns: dict[Field, int],
    headings: list[str],
    today: date,
) -> Layout:
    """*columns* with the gaps filled by what unrecognised columns hold."""
    body = rows[header + 1 :]
    if {"name", "surname"} <= columns.keys():
        columns = content.told_apart(columns, body)
    taken = set(columns.values())
    free = {
        n: column(body, n)
        for n, heading in enumerate(headings)
        if n not in taken and not is_someone_else(heading) and not means_something(heading)
    }
    found = content.guess(free, columns, today, content.UNMISTAKABLE)
    bare = {n: cells for n, cells in free.items() if headings[n] == f"Column {letters(n)}"}
    if bare:
        found = content.guess(
            {n: cells for n, cells in bare.items() if n not in found.values()}, found, today
        )
    return Layout(header, header + 1, found, headings)


def _by_content(rows: list[list[Cell]], today: date) -> Layout:
    """A list without headings, or with headings that mean nothing to us."""
    width = max((len(row) for row in rows[:500]), default=0)
    samples = {n: few for n in range(width) if (few := content.sample(column(rows, n)))}
    columns = content.guess_date({}, samples, today)
    start = content.first_with_date(rows, columns.get("date_of_birth"), today)
    free = {n: column(rows[start:], n) for n in range(width) if n not in columns.values()}
    columns = content.guess(free, columns, today)
    while start and _is_child(rows[start - 1], columns, rows[start : start + 500]):
        start -= 1
    header = _strange_header(rows, start, columns.values())
    headings = [clean(cell) for cell in rows[header]] if header is not None else []
    return Layout(header, start, columns, _named(rows, header, headings))


def _is_child(row: list[Cell], columns: Mapping[Field, int], body: list[list[Cell]]) -> bool:
    """Whether *row*, which stands above the first date of birth, is a child whose date is missing
    or wrong, and not a heading: it says something that the rows below say too, or where they have
    the date it has nothing or a number."""
    names = [columns[field] for field in ("name", "surname", "forename") if field in columns]
    if not names or any(n >= len(row) or is_blank(row[n]) for n in names):
        return False
    at = columns.get("date_of_birth", len(row))
    born = clean(row[at]) if at < len(row) else ""
    if not born or any(map(str.isdigit, born)):
        return True
    others = [n for n, cell in enumerate(row) if n not in (*names, at) and not is_blank(cell)]
    return any(
        n < len(other) and clean(other[n]) == clean(row[n]) for n in others for other in body
    )


def _strange_header(rows: list[list[Cell]], start: int, used: Iterable[int]) -> int | None:
    """The row just above the first child, if it has a word over every used column."""
    if start == 0:
        return None
    above = [clean(cell) for cell in rows[start - 1]]
    used = list(used)
    return start - 1 if used and all(n < len(above) and above[n] for n in used) else None
