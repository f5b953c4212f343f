"""``elsec roster read FILE``: the reading as plain data and an exit code."""

from pathlib import Path
from typing import Any

import msgspec

from elsec_app.exchange.class_list.reading import Reading, read

READ, ROWS_WITH_ERRORS = 0, 1


def roster_read(path: Path) -> tuple[dict[str, Any], int]:
    """The list at *path* as JSON-able data, and 0 (read) or 1 (read with errors in rows).

    Raises ``ClassListProblem`` (exit code 2) when it is not a class list. Stores nothing.
    """
    reading = read(path)
    return as_data(reading), ROWS_WITH_ERRORS if reading.has_errors else READ


def as_data(reading: Reading) -> dict[str, Any]:
    """The part of *reading* that the command promises: dates ISO, absent values null.

    What a child is called by is read (``mapping`` shows where from) but is not part of that.
    """
    children = msgspec.to_builtins(list(reading.children))
    for child in children:
        del child["known_as"]
    data: dict[str, Any] = {
        "children": children,
        "problems": msgspec.to_builtins(list(reading.problems)),
        "mapping": dict(reading.mapping),
        "ignored_columns": list(reading.ignored_columns),
    }
    return data
