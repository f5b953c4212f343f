"""Numbers in Excel files of both kinds: which of them are shown as dates, and what dates."""

import re
from datetime import date, timedelta

from elsec_app.exchange.class_list.grid import Cell

DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""Built-in number formats that are dates or times (ECMA-376 part 1, 18.8.30)."""
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|general', re.IGNORECASE)


def shows_date(number: int, formats: dict[int, str]) -> bool:
    """Whether number format *number* shows a day or a year; *formats* are the file's own."""
    if number in formats:
        shown = _NOT_LETTERS.sub("", formats[number]).lower()
        return "d" in shown or "y" in shown
    return number in DATE_FORMATS


def as_cell(number: float, is_date: bool, epoch: date) -> Cell:
    """A date where one is shown, else the number, whole where it is whole."""
    if is_date and 1 <= number < 80_000:
        return epoch + timedelta(days=int(number))
    return int(number) if abs(number) < 1e15 and number == int(number) else number
