"""``elsec register read FILE``: what the national schools register says. Stores nothing."""

import argparse
import sys
from pathlib import Path

HELP = "Read the national schools register, and store nothing."
MOST_SHOWN = 100  # unread rows that are told one by one


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    read = verbs.add_parser("read", help="Read edubasealldataYYYYMMDD.csv.")
    read.add_argument("file", type=Path, help="CSV of Get information about schools")
    read.add_argument("--authority", default="", metavar="CODE", help="three digits, such as 894")
    read.add_argument("--closed", action="store_true", help="closed schools too")
    read.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    import msgspec

    from elsec_app.errors import WrongUse
    from elsec_app.i18n import _
    from elsec_app.protocol import register

    schools: list[register.School] = []
    problems: list[register.Unread] = []
    try:
        with options.file.open("rb") as file:
            for row in register.read(file):
                if isinstance(row, register.Unread):
                    problems.append(row)
                elif row.open or options.closed:
                    schools.extend(register.for_service([row], options.authority))
    except OSError as error:
        raise WrongUse(_("The file cannot be read: {why}.").format(why=error.strerror)) from error
    if options.json:
        data = {"schools": schools, "problems": problems}
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n")
    else:
        for school in schools:
            one = school.setting
            print(one.urn, one.laestab, one.phase or "-", one.name, sep="\t")
        for problem in problems[:MOST_SHOWN]:
            print(f"row {problem.row}: {problem.message}", file=sys.stderr)
        print(f"{len(schools)} schools, {len(problems)} rows left out", file=sys.stderr)
    return 1 if problems else 0
