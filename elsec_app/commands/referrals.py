"""``elsec referrals``: the local rules and receiving services' forms, and the check of one."""

import argparse
import sys
from pathlib import Path

import msgspec

HELP = "List and check local rules and receiving services' forms."


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    told = "The rules and forms that come with the application."
    verbs.add_parser("list", help=told, description=told)
    told = "Check a file of rules or a form, and print every complaint."
    check = verbs.add_parser("check", help=told, description=told)
    check.add_argument("file", type=Path, help="a YAML file")
    for one in verbs.choices.values():
        one.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    return _list(options) if options.verb == "list" else _check(options)


def _list(options: argparse.Namespace) -> int:
    from elsec_app.instruments.referring.forms import shipped_forms
    from elsec_app.instruments.referring.rules import shipped_rules

    found = [
        {"kind": kind, "id": one.id, "version": one.version, "title": one.title, "hash": one.hash}
        for kind, documents in (("rules", shipped_rules()), ("form", shipped_forms()))
        for one in documents
    ]
    if options.json:
        _write(found)
        return 0
    for line in found:
        print(*line.values(), sep="\t")
    return 0


def _check(options: argparse.Namespace) -> int:
    from elsec_app.errors import WrongUse
    from elsec_app.i18n import _
    from elsec_app.instruments.referring.document import DocumentRefused
    from elsec_app.instruments.referring.forms import read_form
    from elsec_app.instruments.referring.rules import read_rules

    try:
        content = options.file.read_bytes()
    except OSError:
        raise WrongUse(_("That file cannot be read: check its name.")) from None
    read = read_form if b"\nsections:" in content else read_rules
    try:
        made = read(content, options.file.name)
    except DocumentRefused as refused:
        complaints = refused.complaints
        _write(complaints) if options.json else print(*complaints, sep="\n")
        return 1
    if options.json:
        _write([])
    else:
        print(_("{title}: all is well.").format(title=made.title))
    return 0


def _write(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
