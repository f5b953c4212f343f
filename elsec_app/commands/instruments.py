"""``elsec instruments list|show|check``: the packs, one of them, and all that is wrong with one."""

import argparse
import sys
from pathlib import Path

import msgspec

HELP = "List, show or check instrument packs."


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    every = verbs.add_parser("list", help="The packs that come with the application.")
    show = verbs.add_parser("show", help="One pack, whole.")
    check = verbs.add_parser("check", help="Prove a pack and print every complaint.")
    for verb in (show, check):
        verb.add_argument("pack", type=Path, help="the pack's folder")
    for verb in (every, show, check):
        verb.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    return {"list": _list, "show": _show, "check": _check}[options.verb](options)


def _list(options: argparse.Namespace) -> int:
    from elsec_app.instruments.library import shipped

    packs = shipped()
    if options.json:
        _write([_headline(pack) for pack in packs])
    else:
        for pack in packs:
            print(pack.id, pack.version, pack.status, pack.kind, pack.title, sep="\t")
    return 0


def _show(options: argparse.Namespace) -> int:
    from elsec_app.instruments.library import load

    pack = load(options.pack)
    if options.json:
        _write(pack)
        return 0
    for key, value in _headline(pack).items():
        print(f"{key}: {value}")
    for section in pack.sections:
        print(f"{section.name}: {len(pack.items_in(section.id))} items")
    return 0


def _check(options: argparse.Namespace) -> int:
    from elsec_app.instruments.complaint import PackRefused
    from elsec_app.instruments.library import load

    try:
        pack = load(options.pack)
    except PackRefused as refused:
        if options.json:
            _write({"ok": False, "complaints": refused.complaints})
        else:
            for complaint in refused.complaints:
                print(complaint)
        return 1
    if options.json:
        _write({"ok": True, "complaints": [], "hash": pack.hash})
    else:
        print(f"{pack.title} {pack.version}: proven. {pack.hash}")
    return 0


def _headline(pack: object) -> dict[str, object]:
    names = ("id", "version", "kind", "status", "title", "standardised", "licence", "hash")
    return {name: getattr(pack, name) for name in names}


def _write(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
