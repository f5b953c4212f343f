"""What a table library does with a class list; runs in the peers' own environment.

``python tables.py read KIND FILE`` reads it and says its own peak memory in megabytes;
``python tables.py book CSV XLSX`` writes a workbook of the same cells, dates as dates.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

pd: Any = import_module("pandas")  # not among our own parts


def read(kind: str, path: str) -> int:
    if kind == "CSV":
        table = pd.read_csv(path, dtype=str)
    elif kind == "XLSX":
        table = pd.read_excel(path, dtype=str)
    else:
        table = pd.read_xml(path, xpath=".//Pupil", dtype=str)
    return len(table)


def book(source: str, target: str) -> int:
    table = pd.read_csv(source, dtype=str)
    table["DOB"] = pd.to_datetime(table["DOB"], dayfirst=True)
    table.to_excel(target, index=False)
    return len(table)


def peak() -> float:
    """This process's own peak memory in megabytes; not that of the one it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    rows = {"read": read, "book": book}[sys.argv[1]](*sys.argv[2:])
    print(rows, peak())  # noqa: T201
