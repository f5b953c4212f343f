"""Excel workbooks (XLSX): weighed, repacked, measured, and only then laid out."""

import io
from typing import TYPE_CHECKING

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.extent import within_reach
from elsec_app.exchange.class_list.grid import Cell, Grid
from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from elsec_app.exchange.class_list.packed import repack, unpack, weigh
from elsec_app.exchange.class_list.sentences import (
    damaged_workbook,
    no_children,
    too_many_cells,
    too_many_rows,
)
from elsec_app.i18n import _

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MAX_SHEETS = 30


def read_zip(data: bytes) -> list[Grid]:
    """The sheets of an XLSX file. Raises ``ClassListProblem`` for any other zip file."""
    entries = weigh(data)
    names = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if "xl/workbook.xml" not in names:
        raise _other_zip(names)
    parts = unpack(data, entries)
    for name, content in parts.items():
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise damaged_workbook()
        if name.lower().startswith("xl/worksheets/"):
            parts[name] = within_reach(content)
    return _sheets(repack(parts))


def _sheets(source: io.BytesIO) -> list[Grid]:
    try:
        return _all_sheets(source)
    except ClassListProblem:
        raise
    except Exception:  # noqa: BLE001  (whatever the reader trips over, the file is at fault)
        raise damaged_workbook() from None
    except BaseException as wrong:
        if type(wrong).__name__ != "PanicException":
            raise
        raise damaged_workbook() from None


def _all_sheets(source: io.BytesIO) -> list[Grid]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with CalamineWorkbook.from_filelike(source) as book:
        shown = [
            sheet.name
            for sheet in book.sheets_metadata[:_MAX_SHEETS]
            if sheet.visible == SheetVisibleEnum.Visible
        ]
        grids = [_grid(book, name) for name in shown or book.sheet_names[:1]]
    found = [grid for grid in grids if grid is not None]
    if not found:
        raise no_children()
    return found


def _grid(book: "CalamineWorkbook", name: str) -> Grid | None:
    try:
        sheet = book.get_sheet_by_name(name)
    except Exception:  # noqa: BLE001  (a chart or a broken sheet beside a good one)
        return None
    _check_size(sheet)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)  # type: ignore[assignment]
    return Grid("xlsx", rows, sheet=name) if rows else None


def _check_size(sheet: "CalamineSheet") -> None:
    if sheet.total_height > MAX_ROWS:
        raise too_many_rows()
    if sheet.total_width > MAX_COLUMNS or sheet.total_height * sheet.total_width > MAX_CELLS:
        raise too_many_cells()


def _other_zip(names: set[str]) -> ClassListProblem:
    if any(name.startswith("word/") for name in names):
        return ClassListProblem(
            _("This is a Word document, not a class list; ask for a CSV or Excel export.")
        )
    if "xl/workbook.bin" in names or "content.xml" in names:
        return ClassListProblem(
            _("This kind of workbook is not read; save it as an Excel workbook (.xlsx) or CSV.")
        )
    return ClassListProblem(
        _("This is a zip file, not a class list; open it and choose the list inside.")
    )
