"""One worksheet of an XLSX file, heard cell by cell: only what is said takes room.

Empty cells are nothing here, so formatting that runs to the last row of all does no harm.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from elsec_app.exchange.class_list.grid import Cell
from elsec_app.exchange.class_list.limits import (
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_XML_DEPTH,
)
from elsec_app.exchange.class_list.markup import Ears, check_depth, listen, local
from elsec_app.exchange.class_list.numbers import as_cell
from elsec_app.exchange.class_list.sentences import too_many_cells, too_many_rows

_DIGITS = "0123456789"
_DOWN = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", re.ASCII)
_SAID = frozenset({"v", "t"})


def read_sheet(
    text: str, strings: Sequence[str], dates: frozenset[str], epoch: date
) -> list[list[Cell]]:
    """The rows of the sheet *text*; *dates* are the styles that show dates."""
    sheet = _Sheet(strings, dates, epoch)
    listen(text, Ears(sheet.start, sheet.end, sheet.text))
    return sheet.rows


class _Sheet:
    """Hears ``row``, ``c``, ``v`` and ``t``."""

    def __init__(self, strings: Sequence[str], dates: frozenset[str], epoch: date) -> None:
        self.strings, self.dates, self.epoch = strings, dates, epoch
        self.rows: list[list[Cell]] = []
        self.room = MAX_CELLS
        self.row = self.column = -1
        self.sort = self.style = ""
        self.words: list[str] = []
        self.listening = False
        self.depth = 0

    def start(self, tag: str, flat: list[str]) -> None:
        self.depth += 1
        if self.depth > MAX_XML_DEPTH:
            check_depth(self.depth)
        name = _name(tag)
        if name == "c":
            self._cell(flat)
        elif name in _SAID:
            self.listening = True
        elif name == "row":
            self._row(flat)
        elif name == "mergeCell":
            self._merged(flat)

    def _merged(self, flat: list[str]) -> None:
        """A word that stands for the cells below it stands in each of them."""
        said = next((flat[n + 1] for n in range(0, len(flat), 2) if flat[n] == "ref"), "")
        place = _DOWN.fullmatch(said)
        if place is None or place[1] != place[3]:
            return
        at, first, last = _column(place[1], -1), int(place[2]) - 1, int(place[4])
        below = self.rows[first + 1 : last]
        head = self.rows[first] if first < len(self.rows) else []
        if not 0 <= at < len(head):
            return
        for row in below:
            if row:
                row.extend([None] * (at + 1 - len(row)))
                self.room -= 1
                row[at] = head[at] if row[at] is None else row[at]
        if self.room < 0:
            raise too_many_cells()

    def _row(self, flat: list[str]) -> None:
        self.row, self.column = self.row + 1, -1
        for n in range(0, len(flat), 2):
            if flat[n] == "r" and flat[n + 1].isascii() and flat[n + 1].isdigit():
                self.row = max(int(flat[n + 1][:9]) - 1, self.row, 0)

    def _cell(self, flat: list[str]) -> None:
        self.column += 1
        self.sort = self.style = ""
        if self.words:
            self.words = []
        pairs = iter(flat)
        for name, said in zip(pairs, pairs, strict=True):
            if name == "r":
                self.column = _column(said.rstrip(_DIGITS), self.column)
            elif name == "t":
                self.sort = said
            elif name == "s":
                self.style = said

    def text(self, text: str) -> None:
        if self.listening and len(self.words) < MAX_CELL:
            self.words.append(text)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.listening = False
        if self.words and _name(tag) == "c":
            value = self._value("".join(self.words)[:MAX_CELL])
            self.words = []
            if value is not None:
                self._put(value)

    def _value(self, said: str) -> Cell:
        sort = self.sort
        if sort == "s":
            number = int(said) if said.isascii() and said.isdigit() else -1
            return self.strings[number] if 0 <= number < len(self.strings) else None
        if sort in ("inlineStr", "str", "d"):
            return said
        if sort in ("b", "e"):
            return {"1": True, "0": False}.get(said) if sort == "b" else None
        try:
            number_said = float(said)
        except ValueError:
            return said
        return as_cell(number_said, self.style in self.dates, self.epoch)

    def _put(self, value: Cell) -> None:
        if self.row >= MAX_ROWS:
            raise too_many_rows()
        if self.column >= MAX_COLUMNS:
            raise too_many_cells()
        while len(self.rows) <= self.row:
            self.rows.append([])
        row = self.rows[self.row]
        missing = self.column - len(row)
        if missing >= 0:
            row.extend([None] * missing)
            row.append(value)
            self.room -= missing + 1
            if self.room < 0:
                raise too_many_cells()
        else:
            row[self.column] = value


_name = lru_cache(maxsize=1024)(local)


@lru_cache(maxsize=1024)
def _column(letters: str, otherwise: int) -> int:
    """Column *letters* from 0; *otherwise* when they are none."""
    number = 0
    for letter in letters.upper()[:4]:
        if not "A" <= letter <= "Z":
            return otherwise
        number = number * 26 + ord(letter) - 64
    return number - 1 if number else otherwise
