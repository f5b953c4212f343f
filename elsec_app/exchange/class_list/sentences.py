"""The refusals that several readers share."""

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS
from elsec_app.i18n import _

_MEGABYTE = 1_000_000


def too_many_rows() -> ClassListProblem:
    return ClassListProblem(
        _(
            "This file has more than {rows} rows, far more than a class list;"
            " export one school or year at a time."
        ).format(rows=f"{MAX_ROWS:,}")
    )


def too_many_cells() -> ClassListProblem:
    return ClassListProblem(
        _(
            "This file is far larger than a class list (more than {rows} rows, {columns} columns or"
            " {cells} cells); export only the pupils and columns you need."
        ).format(rows=f"{MAX_ROWS:,}", columns=MAX_COLUMNS, cells=f"{MAX_CELLS:,}")
    )


def too_big() -> ClassListProblem:
    return ClassListProblem(
        _(
            "This file is larger than {size} MB ({rows} rows is the most that is read),"
            " far more than a class list; export one school or year at a time."
        ).format(size=MAX_FILE_BYTES // _MEGABYTE, rows=f"{MAX_ROWS:,}")
    )


def empty() -> ClassListProblem:
    return ClassListProblem(_("This file is empty; export the class list again and choose that."))


def damaged_workbook() -> ClassListProblem:
    return ClassListProblem(
        _(
            "This Excel file is damaged or not complete; open it in Excel and save it again,"
            " or ask for a CSV file."
        )
    )


def locked() -> ClassListProblem:
    return ClassListProblem(
        _("This file is locked with a password; save a copy without the password and choose that.")
    )


def no_children() -> ClassListProblem:
    return ClassListProblem(
        _(
            "No list of children was found in this file: it needs at least a column of names"
            " and a column of dates of birth."
        )
    )
