"""Which of a file's tables are the class list: one of them, or several of one kind as one.

Schools keep a sheet for each class. Sheets under the same headings are read as one list, and where
no column says the class, the sheet's name does. Rows are then counted on from sheet to sheet.
"""

import re
from collections.abc import Sequence
from datetime import date

import msgspec

from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.layout import Layout, Remembered, find_layout
from elsec_app.exchange.class_list.words import plain
from elsec_app.i18n import _

_BOOKS = frozenset({"xlsx", "xls", "excel-xml", "web-page"})
_NO_CLASS = re.compile(
    r"(?:sheet|table|tab|page|list|class list|worksheet|export|report|data|pupils?|students?"
    r"|children|all.*)? ?\d*"
)


class Found(msgspec.Struct, frozen=True):
    """The table to read and its layout; ``sheets`` are all that hold such a list, ``notes`` what a
    person should know of those left out, ``class_name`` what the first sheet's name says."""

    grid: Grid
    layout: Layout
    remembered: Remembered | None
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    class_name: str | None = None


def find_list(
    grids: Sequence[Grid],
    today: date,
    mappings: Sequence[Remembered],
    sheet: str | None = None,
) -> Found:
    """The best of *grids*, with those of its kind; only *sheet* when one is named."""
    laid = [(grid, *find_layout(grid, today, mappings)) for grid in grids]
    lists = [one for one in laid if one[1].complete and one[0].kind in _BOOKS]
    named = tuple(one[0].sheet for one in lists if one[0].sheet) if len(lists) > 1 else ()
    wanted = [one for one in laid if sheet is not None and one[0].sheet == sheet] or laid
    best = max(wanted, key=lambda one: _worth(one[0], one[1]))
    if len(lists) < 2 or best not in lists:
        return Found(*best, named, _two_lists(best[1]))
    alike = [one for one in lists if one[1].headings == best[1].headings and wanted is laid]
    left_out = [one[0].sheet or "" for one in lists if one not in (alike or [best])]
    (first, layout, remembered), *others = alike or [best]
    by_name = "class" not in layout.columns
    rows = list(first.rows)
    for grid, own, _remembered in others:
        rows += _below(grid, own, by_name=by_name)
    return Found(
        msgspec.structs.replace(first, rows=rows),
        layout,
        remembered,
        named,
        _two_lists(layout) + _left_out(left_out),
        _class_of(first) if by_name else None,
    )


def _worth(grid: Grid, layout: Layout) -> tuple[bool, int, int]:
    return layout.complete, len(layout.columns), len(grid.rows)


def _below(grid: Grid, layout: Layout, *, by_name: bool) -> list[list[Cell]]:
    """The rows of a further sheet, from its headings on, after a row that says its class."""
    rows = grid.rows[layout.start if layout.header is None else layout.header :]
    name = _class_of(grid) if by_name else None
    return [[f"Class: {name}"], *rows] if name else rows


def _class_of(grid: Grid) -> str | None:
    """The class that a sheet's name says; none where it is any sheet's name."""
    return None if _NO_CLASS.fullmatch(plain(grid.sheet or "")) else grid.sheet


def _two_lists(layout: Layout) -> tuple[str, ...]:
    if not layout.two_lists:
        return ()
    return (
        _(
            "This file has two lists side by side and only the left one was read;"
            " put the second below the first, or import it by itself."
        ),
    )


def _left_out(sheets: Sequence[str]) -> tuple[str, ...]:
    if not sheets:
        return ()
    return (
        _("The sheets {names} hold lists too and were not read.").format(names=", ".join(sheets)),
    )
