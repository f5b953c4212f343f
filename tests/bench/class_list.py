"""A class list of 10,000 rows read with all checks, against pandas reading the same bytes.

Each reading is a process of its own, from its start to its end: what a person waits for who reads
one list, and what the machine must have free. pandas gets the table and knows nothing of it; ours
finds the header, parts names, settles dates, turns words to codes and checks every number.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from elsec_app.exchange.synthetic import children
from tests.bench import peers
from tests.bench.frame import ROOT, Row, compare, interleaved, not_measured
from tests.exchange.dialects import TODAY, Dialect, make_table, write_ctf, write_text

PANDAS = ("pandas==3.1.1", "openpyxl==3.1.5", "lxml==6.1.3")
KINDS = ("CSV", "XLSX", "CTF")
ROWS, ROUNDS, REACH = 10_000, 5, 1.0
_FIELDS = [
    *("surname", "forename", "date_of_birth", "sex", "upn", "nhs_number", "year_group"),
    *("class_name", "first_language", "sen_provision"),
]


def rows() -> list[Row]:
    peer = peers.python_with(*PANDAS)
    if peer is None:
        note = "pandas could not be had"
        return [not_measured(_what(kind, "time"), "s", REACH, note) for kind in KINDS]
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as name:
        files = _files(Path(name), peer)
        return [row for kind in KINDS for row in _measured(kind, files[kind], peer)]


def _what(kind: str, measured: str) -> str:
    return f"read a {ROWS:,}-row {kind} with all checks, {measured}, against pandas"


def _files(folder: Path, peer: Path) -> dict[str, Path]:
    """The same children in three kinds of file."""
    pupils = children(1, ROWS, "R", TODAY)
    how = Dialect(
        kind="csv", encoding="utf-8", newline="\r\n", quote_all=False, titles=0, total=False,
        blanks=False, whole_name=False, comma=True, shout=False, parted=False,
        guard=False, two_rows=False, date="uk", year="words", sex="words",
        sen="words", codes=True, spaces="", unread=["FSM Eligible"], seed=3, fields=_FIELDS,
    )  # fmt: skip
    files = {kind: folder / f"list.{kind.lower()}" for kind in KINDS}
    table, _places = make_table(pupils, how)
    table[0][_FIELDS.index("date_of_birth")] = "DOB"
    files["CSV"].write_bytes(write_text(table, how))
    files["CTF"].write_bytes(write_ctf(pupils, msgspec.structs.replace(how, kind="ctf flat")))
    tool = str(peers.HERE / "tables.py")
    files["XLSX"] = folder / "list.xlsx"
    words = [str(peer), tool, "book", str(files["CSV"]), str(files["XLSX"])]
    subprocess.run(words, check=True, capture_output=True)  # noqa: S603
    return files


def _measured(kind: str, file: Path, peer: Path) -> list[Row]:
    peaks: dict[str, list[float]] = {"ours": [], "pandas": []}
    tool = str(peers.HERE / "tables.py")
    sides = {
        "ours": _side([sys.executable, "-m", "tests.bench.read_child", str(file)], peaks["ours"]),
        "pandas": _side([str(peer), tool, "read", kind, str(file)], peaks["pandas"]),
    }
    taken = interleaved(sides, ROUNDS)
    made = []
    for measured, unit, values in (("time", "s", taken), ("memory", "MB", peaks)):
        ours, against = (statistics.median(values[side]) for side in ("ours", "pandas"))
        made.append(compare(_what(kind, measured), unit, ours, against, REACH))
    return made


def _side(command: list[str], peaks: list[float]) -> Callable[[], float]:
    """Seconds from the start of the process to its end; its peak goes to *peaks*."""

    def measure() -> float:
        began = time.perf_counter()
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
        taken = time.perf_counter() - began
        many, peak = json.loads(f"[{told.stdout.strip().replace(' ', ',')}]")
        if many != ROWS:
            raise RuntimeError(f"{command[0]} read {many} rows")
        peaks.append(peak)
        return taken

    return measure
