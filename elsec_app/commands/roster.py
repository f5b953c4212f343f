"""``elsec roster read FILE``: what a class list says, and what is wrong with it. Stores nothing."""

import argparse
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Any

HELP = "Read a class list as the application would, and store nothing."


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    read = verbs.add_parser("read", help="Read a class list from any school system.")
    read.add_argument("file", type=Path, help="CSV, TSV, XLSX, XLS or Common Transfer File")
    read.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    import msgspec

    from elsec_app.exchange.class_list.command import roster_read

    reading, code = roster_read(options.file)
    if options.json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(reading), indent=2) + b"\n")
    else:
        _show(reading)
    return code


def _show(reading: dict[str, Any]) -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a name that the screen cannot write ends nothing
            stream.reconfigure(errors="replace")
    for child in reading["children"]:
        who = f"{child['forename']} {child['surname']}"
        print(child["row"], who, child["date_of_birth"], child["class"] or "-", sep="\t")
    for problem in reading["problems"]:
        where = "" if problem["row"] is None else f"row {problem['row']}: "
        print(f"{problem['severity']}: {where}{problem['message']}", file=sys.stderr)
    if reading["ignored_columns"]:
        print("left unread:", ", ".join(reading["ignored_columns"]), file=sys.stderr)
    print(f"{len(reading['children'])} children", file=sys.stderr)
