"""Text with a separator: commas, tabs, semicolons or bars, quoted well or badly."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.encodings import is_damaged, mend
from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_COLUMNS, MAX_LINE, MAX_ROWS
from elsec_app.exchange.class_list.sentences import too_many_cells, too_many_rows
from elsec_app.i18n import _

_SEPARATORS = ",;\t|"
_FORMULA_START = re.compile(r'(^|[,;\t|\n])="(?!")')
_KINDS = {",": "csv", ";": "semicolons", "\t": "tsv", "|": "bars"}


def read_delimited(text: str, encoding: str) -> list[Grid]:
    """*text* as a grid, or as two where two separators are about as likely.

    Raises ``ClassListProblem`` when it is too long or has no columns.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_ROWS:
        raise too_many_rows()
    declared, text = _declared(text)
    separators = [declared] if declared else _separators(text)
    if not separators:
        raise ClassListProblem(
            _(
                "This file has no columns we can find, so it is not a class list;"
                " ask the school for a CSV or Excel export."
            )
        )
    return [_grid(text, encoding, one, bool(declared)) for one in separators]


def _grid(text: str, encoding: str, separator: str, declared: bool) -> Grid:
    rows, notes = _rows(_FORMULA_START.sub(r'\1"', text) if '="' in text else text, separator)
    if '=""' in text:
        _unwrap_all(rows)
    if declared:
        rows.insert(0, [])
    if is_damaged(text) and _mend_all(rows):
        notes.append(
            _("Accented letters in this file had been damaged by another program; they were mended")
            + "."
        )
    return Grid(_KINDS.get(separator, "csv"), rows, encoding=encoding, notes=tuple(notes))


def _declared(text: str) -> tuple[str | None, str]:
    """Excel's own first line, ``sep=;``, names the separator."""
    line, _gap, rest = text.partition("\n")
    if line[:4].lower() == "sep=" and len(line.strip()) == 5:
        return line[4], rest
    return None, text


def _separators(text: str) -> list[str]:
    """The separators under which most of the opening lines have the same number of cells."""
    opening = [line[:MAX_LINE] for line in text[:200_000].split("\n")[:200] if line.strip()]
    scores: dict[str, float] = {}
    for separator in _SEPARATORS:
        widths = Counter(len(row) for row in _quietly(opening, separator) if len(row) > 1)
        if widths:
            width, times = max(widths.items(), key=lambda one: (one[1] * (one[0] - 1), one[0]))
            scores[separator] = times * (width - 1) ** 0.5
    likely = sorted(scores, key=lambda one: -scores[one])[:2]
    return [one for one in likely if scores[one] * 2 > scores[likely[0]]]


def _quietly(lines: list[str], separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=separator))
    except csv.Error:
        return [line.split(separator) for line in lines]


def _rows(text: str, separator: str) -> tuple[list[list[Cell]], list[str]]:
    if '"' not in text:
        return _parse(text, separator, csv.QUOTE_NONE), []
    if text.count('"') % 2 == 0:
        try:
            rows = _parse(text, separator, csv.QUOTE_MINIMAL)
            if len(rows) >= text.count("\n") or not _swallowed(rows, separator):
                return rows, []
        except csv.Error:
            pass
    rows = _parse(text, separator, csv.QUOTE_NONE)
    for row in rows:
        row[:] = [_unquoted(cell) if isinstance(cell, str) else cell for cell in row]
    note = _("A quotation mark in this file has no partner, so quotation marks were left out.")
    return rows, [note]


def _unquoted(cell: str) -> str:
    return cell.strip().removeprefix('"').removesuffix('"').replace('""', '"')


def _parse(text: str, separator: str, quoting: Literal[0, 3]) -> list[list[Cell]]:
    csv.field_size_limit(MAX_LINE)
    rows: list[list[Cell]] = []
    cells = 0
    reader = csv.reader(
        _lines(text), delimiter=separator, quoting=quoting, skipinitialspace=separator != "\t"
    )
    for row in reader:
        cells += len(row)
        if cells > MAX_CELLS or len(row) > MAX_COLUMNS * 4:
            raise too_many_cells()
        rows.append(row)  # type: ignore[arg-type]
    return rows


def _lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text):
        if len(line) > MAX_LINE:
            raise too_many_cells()
        yield line


def _swallowed(rows: list[list[Cell]], separator: str) -> bool:
    """Whether a stray quotation mark has drawn whole rows into one cell."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and "\n" in cell:
                lines = cell.split("\n")
                if len(lines) > 9 or any(
                    line.count(separator) >= max(width - 2, 1) for line in lines
                ):
                    return True
    return False


def _unwrap_all(rows: list[list[Cell]]) -> None:
    """``="0123"``, by which some systems keep Excel from converting a value, says 0123."""
    for row in rows:
        for n, cell in enumerate(row):
            said = cell.strip() if isinstance(cell, str) else ""
            if said.startswith('="') and said.endswith('"'):
                row[n] = said[2:-1].replace('""', '"')


def _mend_all(rows: list[list[Cell]]) -> bool:
    mended = False
    for row in rows:
        for n, cell in enumerate(row):
            if isinstance(cell, str) and not cell.isascii():
                better = mend(cell)
                if better != cell:
                    row[n], mended = better, True
    return mended
