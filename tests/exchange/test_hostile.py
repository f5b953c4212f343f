"""Every bad file gets one clear sentence, within the time and memory that the reader promises."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from elsec_app.errors import ClassListProblem
from elsec_app.exchange.class_list import read
from tests.exchange.dialects import TODAY
from tests.exchange.hostile import LARGE, NOT_CLASS_LISTS, quotes

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the limits are asked of Linux")
MEMORY_MB = 500
SECONDS_EACH = 10

WORKER = """
import resource, sys
from pathlib import Path

seconds, room = int(sys.argv[2]), int(sys.argv[3]) * 1_000_000
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_AS, (room, room))
from elsec_app.cli import main

code = main(["roster", "read", sys.argv[1], "--json"])
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024, file=sys.stderr)
sys.exit(code)
"""
"""The command in a process of its own: the kernel ends it past the seconds, gives it no more memory
than that, and knows its peak."""


class Ran(NamedTuple):
    code: int
    out: str
    said: str
    peak: int


def run(data: bytes, folder: Path, before: str = "", room: int = MEMORY_MB) -> Ran:
    """``elsec roster read`` on *data*, after the program *before*, within *room* megabytes."""
    file = folder / "list.csv"
    file.write_bytes(data)
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-c", before + WORKER, str(file), str(SECONDS_EACH), str(room)],
        capture_output=True,
        text=True,
        check=False,
    )
    *said, peak = ran.stderr.splitlines() or ["0"]
    assert peak.isdigit(), ran.stderr[-500:]
    return Ran(ran.returncode, ran.stdout, "\n".join(said), int(peak))


HEAVY = (
    *("zip bomb", "lying header", "overlapping entries", "stray cell", "cells without a place"),
    *(
        "boasting dimension",
        "boasting counts",
        "million-row workbook",
        "stray cell in an old workbook",
        "deep XML",
    ),
    *("million pupils", "page without end", "million rows", "commas", "lines of commas"),
    *("one long line", "entity bomb", "too big", "stray cell in a small stream", "binary"),
    *("page of comments", "circular old workbook"),
)


QUICK = ("fifty thousand wrong rows", "a million cells in a workbook")


def a_plain_sentence(sentence: str, words: str) -> bool:
    return words in sentence and sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize("name", sorted(NOT_CLASS_LISTS.keys() - set(HEAVY)))
def test_one_sentence(name: str) -> None:
    make, words = NOT_CLASS_LISTS[name]
    with pytest.raises(ClassListProblem) as caught:
        read(make(), today=TODAY)
    assert a_plain_sentence(caught.value.sentence, words)


@LINUX
@pytest.mark.parametrize("name", HEAVY)
def test_one_sentence_within_ten_seconds_and_500_mb(name: str, tmp_path: Path) -> None:
    make, words = NOT_CLASS_LISTS[name]
    ran = run(make(), tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert a_plain_sentence(ran.said, words)


@LINUX
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in QUICK else pytest.mark.deep) for name in sorted(LARGE)],
)
def test_the_largest_lists_are_read_within_ten_seconds_and_500_mb(
    name: str, tmp_path: Path
) -> None:
    make, many = LARGE[name]
    ran = run(make(), tmp_path)
    assert ran.code in (0, 1)
    assert len(json.loads(ran.out)["children"]) == many


@LINUX
def test_the_memory_gauge_sees_memory(tmp_path: Path) -> None:
    """A gauge that reads low, or a limit that does not hold, would let every test above pass."""
    hungry = "x = b'1' * 600_000_000\n"
    assert run(b"", tmp_path, hungry, room=2_000).peak > MEMORY_MB
    after = WORKER.replace("code = main", "x = b'1' * 600_000_000\ncode = main")
    with pytest.raises(AssertionError, match="MemoryError"):
        run(b"", tmp_path, after)


def test_a_stray_quotation_mark_leaves_nicknames_alone() -> None:
    text = 'Surname,Forename,DOB\nLi,"Robert ""Bobby""",13/02/2022\nO"Brien,Al,14/02/2022\n'
    reading = read(text.encode(), today=TODAY)
    assert [(c.forename, c.known_as) for c in reading.children] == [
        ("Robert", "Bobby"),
        ("Al", None),
    ]


def test_stray_quotation_marks_swallow_no_child() -> None:
    reading = read(quotes(), today=TODAY)
    assert len(reading.children) + len({p.row for p in reading.problems if p.row}) >= 6_000
    assert any("quotation mark" in problem.message for problem in reading.problems)
