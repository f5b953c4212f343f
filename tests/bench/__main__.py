"""Run the benches named, or all; write bench.json; exit code 1 if one does not reach its mark."""

import argparse
import importlib
import os
import sys
import tempfile

import msgspec

from tests.bench.frame import ROOT, Row, machine

BENCHES = (
    "startup",
    "sheet",
    "answer",
    "search",
    "worklist",
    "prints",
    "sync",
    "scoring",
    "packs",
    "class_list",
    "import_gap",
)
COLUMNS = "{:<58} {:>10} {:>10} {:>7} {:>7}  {}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=" or ".join(BENCHES))
    names = parser.parse_args().names or BENCHES
    if strange := set(names) - set(BENCHES):
        parser.error(f"there is no bench {', '.join(sorted(strange))}")
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_QPA_PLATFORM", "")
    facts = machine()
    say(COLUMNS.format("what", "ours", "against", "ratio", "reach", ""))
    with tempfile.TemporaryDirectory(prefix="elsec-bench-") as shared:
        os.environ["ELSEC_TESTS_SHARED"] = shared  # where tests.vaults keeps its model
        taken = {name: measure(name) for name in names}
    report = msgspec.json.encode({"machine": facts, "benches": taken})
    (ROOT / "bench.json").write_bytes(msgspec.json.format(report, indent=2) + b"\n")
    return int(any(row.ok is False for rows in taken.values() for row in rows))


def measure(name: str) -> list[Row]:
    """The rows of one bench, shown as soon as they are there."""
    rows: list[Row] = importlib.import_module(f"tests.bench.{name}").rows()
    for row in rows:
        say(line(row))
    return rows


def line(row: Row) -> str:
    """One row as people read it."""
    aside = row.note if row.ours is not None else f"not measured: {row.note}"
    verdict = {True: "ok", False: "NOT REACHED", None: aside}[row.ok]
    ours, against = (f"{v:g} {row.unit}" if v is not None else "-" for v in (row.ours, row.against))
    ratio = f"{row.ratio:.2f}" if row.ratio is not None else "-"
    return COLUMNS.format(row.what, ours, against, ratio, f"{row.reach:g}", verdict)


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
