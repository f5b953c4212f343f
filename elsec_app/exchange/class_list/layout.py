"""Where the header is and which column says what: by headings, by a remembered map, by content."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from elsec_app.exchange.class_list import content
from elsec_app.exchange.class_list.grid import Cell, Grid, column
from elsec_app.exchange.class_list.headings import ALONE, NOISE, OTHER_PEOPLE, SYNONYMS, Field
from elsec_app.exchange.class_list.words import clean, heading_forms, plain

_LOOK_FOR_HEADER = 60
_MAX_HEADING = 60
_LETTERED = re.compile(r"Column ([A-Z]{1,2})")
_ORDER: tuple[Field, ...] = (
    "upn", "nhs_number", "date_of_birth", "sex", "year_group", "class", "first_language",
    "sen_provision", "surname", "forename", "known_as", "name",
)  # fmt: skip


class Layout(msgspec.Struct, frozen=True):
    """``header`` is the index of the heading row or ``None``; ``start`` that of the first row
    below it. ``columns`` leads from field to column; ``headings`` names every column."""

    header: int | None
    start: int
    columns: dict[Field, int]
    headings: list[str]

    @property
    def complete(self) -> bool:
        """Whether it holds what a child needs: a name and a date of birth."""
        named = "name" in self.columns or {"surname", "forename"} <= self.columns.keys()
        return named and "date_of_birth" in self.columns

    @property
    def mapping(self) -> dict[str, str]:
        """Field to heading, as it is remembered for a setting."""
        return {
            field: self.headings[self.columns[field]] for field in SYNONYMS if field in self.columns
        }


def find_layout(grid: Grid, today: date, mapping: Mapping[str, str] | None = None) -> Layout:
    """The layout of *grid*; a remembered *mapping* (field to heading) is obeyed where it fits."""
    if grid.fields:
        headings = [clean(cell) for cell in grid.rows[0]]
        return Layout(0, 1, {field: n for n, field in enumerate(grid.fields)}, headings)
    if mapping:
        remembered = _remembered(grid, mapping, today)
        if remembered:
            return remembered
    header = _find_header(grid.rows)
    if header is None:
        return _by_content(grid.rows, today)
    columns = assign([clean(cell) for cell in grid.rows[header]])
    return _filled(grid.rows, header, columns, today)


def _remembered(grid: Grid, mapping: Mapping[str, str], today: date) -> Layout | None:
    wanted = {field: plain(heading) for field, heading in mapping.items() if field in SYNONYMS}
    lettered = [_LETTERED.fullmatch(heading) for heading in mapping.values()]
    if lettered and all(lettered):
        guess = _by_content(grid.rows, today)
        columns = {
            field: _letter_index(found[1])
            for field, found in zip(mapping, lettered, strict=True)
            if found and field in SYNONYMS
        }
        return msgspec.structs.replace(guess, columns=columns)
    for n, row in enumerate(grid.rows[:_LOOK_FOR_HEADER]):
        places = {plain(clean(cell)): at for at, cell in reversed(list(enumerate(row)))}
        if wanted and all(heading in places for heading in wanted.values()):
            columns = {field: places[wanted[field]] for field in _ORDER if field in wanted}
            return Layout(n, n + 1, columns, _headings(grid.rows, n))
    return None


def _letter_index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters(index: int) -> str:
    """A spreadsheet's name of column *index* (0 is A)."""
    return (letters(index // 26 - 1) if index > 25 else "") + chr(65 + index % 26)


def _find_header(rows: list[list[Cell]]) -> int | None:
    best, most = None, 1
    for n, row in enumerate(rows[:_LOOK_FOR_HEADER]):
        found = len(assign([clean(cell) for cell in row]))
        if found > most:
            best, most = n, found
    return best


def assign(headings: list[str]) -> dict[Field, int]:
    """Field to column, by headings alone."""
    ranks = [_ranks(heading[:_MAX_HEADING]) for heading in headings]
    columns: dict[Field, int] = {}
    taken: set[int] = set()
    for field in _ORDER:
        if field == "name" and {"surname", "forename"} <= columns.keys():
            continue
        if field == "known_as" and "forename" not in columns:
            continue
        fitting = [(r[field], n) for n, r in enumerate(ranks) if field in r and n not in taken]
        if fitting:
            columns[field] = min(fitting)[1]
            taken.add(columns[field])
    if "name" in columns and "surname" in columns:
        del columns["surname"]  # a surname without a forename beside a whole name
    if "name" in columns and "forename" in columns:
        columns["known_as"] = columns.pop("forename")
    return columns


@lru_cache(maxsize=4096)
def _ranks(heading: str) -> dict[Field, int]:
    """The fields that *heading* may mean, with how well (0 is best)."""
    for form in heading_forms(heading):
        found = _synonyms().get(form)
        if found:
            return found
        words = form.split()
        if OTHER_PEOPLE.intersection(words):
            return {}
        bare = [word for word in words if word not in NOISE]
        if not bare and ALONE.intersection(words):
            return {"name": 9}
        found = _synonyms().get(" ".join(bare))
        if found:
            return found
    return {}


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, dict[Field, int]]:
    found: dict[str, dict[Field, int]] = {}
    for field, line in SYNONYMS.items():
        for rank, words in enumerate(line.split(",")):
            found.setdefault(words.strip(), {}).setdefault(field, rank)
    return found


def is_someone_else(heading: str) -> bool:
    """Whether *heading* is about a parent, a teacher or the past."""
    return any(OTHER_PEOPLE.intersection(form.split()) for form in heading_forms(heading))


def _headings(rows: list[list[Cell]], header: int | None) -> list[str]:
    width = max((len(row) for row in rows[(header or 0) : (header or 0) + 500]), default=0)
    named = [clean(cell) for cell in rows[header]] if header is not None else []
    named += [""] * (width - len(named))
    return [name or f"Column {letters(n)}" for n, name in enumerate(named)]


def _filled(rows: list[list[Cell]], header: int, columns: dict[Field, int], today: date) -> Layout:
    """*columns* with the gaps filled by what unrecognised columns hold."""
    headings = _headings(rows, header)
    body = rows[header + 1 :]
    taken = set(columns.values())
    free = {
        n: column(body, n)
        for n, heading in enumerate(headings)
        if n not in taken and not is_someone_else(heading) and not _ranks(heading)
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
    header = _strange_header(rows, start, columns.values())
    return Layout(header, start, columns, _headings(rows, header))


def _strange_header(rows: list[list[Cell]], start: int, used: Iterable[int]) -> int | None:
    """The row just above the first child, if it has a word over every used column."""
    if start == 0:
        return None
    above = [clean(cell) for cell in rows[start - 1]]
    used = list(used)
    return start - 1 if used and all(n < len(above) and above[n] for n in used) else None
