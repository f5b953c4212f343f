"""``elsec tour``: a headless school day with real parts and made-up children."""

import argparse
import sys
from pathlib import Path

HELP = "Rehearse a school day with made-up children: real stores, real centre, real prints."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, help="a new folder for what comes of it")
    parser.add_argument("--children", type=int, default=30, help="in the class (default: 30)")
    parser.add_argument("--seed", type=int, default=1, help="the same day again (default: 1)")
    parser.add_argument("--json", action="store_true", help="print the whole summary")


def run(options: argparse.Namespace) -> int:
    import msgspec

    from elsec_app.rehearsal.here import need_centre

    need_centre()
    from elsec_app.rehearsal.tour import tour

    summary = tour(options.out, options.children, options.seed)
    whole = all(summary["digests_equal"].values())
    if options.json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(summary), indent=2) + b"\n")
    else:
        cohort = summary["cohort"]
        print(f"{cohort['screened']} of {cohort['children']} children screened")
        print(f"{summary['centre']['records']} records at the centre")
        print(f"{len(summary['prints'])} prints in {options.out / 'prints'}")
        print(f"all of it in {options.out / 'summary.json'}")
    if not whole:
        print("A device and the centre differ: see summary.json.", file=sys.stderr)
    return 0 if whole else 1
