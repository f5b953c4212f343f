"""``elsec prints list|check``: what can be printed, and whether a printed page is current."""

import argparse
import getpass
import sys
from pathlib import Path

from elsec_app.errors import WrongUse
from elsec_app.i18n import _

HELP = "List the prints, or check the short code of a printed page."


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("list", help="What can be printed.")
    check = verbs.add_parser("check", help="Is a printed page current or superseded?")
    check.add_argument("code", help="the short code on the page, such as K7QF-2M9D")
    check.add_argument("--vault", type=Path, help="the vault's folder (default: this user's)")


def run(options: argparse.Namespace) -> int:
    return _list() if options.verb == "list" else _check(options)


def _list() -> int:
    from elsec_app.reports.prints import PRINTS

    for each in PRINTS:
        print(each.id, each.title, sep="\t")
    return 0


def _check(options: argparse.Namespace) -> int:
    from elsec_app.instruments.library import shipped
    from elsec_app.operations import desk
    from elsec_app.reports import choosing
    from elsec_app.settings import folders

    packs = {pack.id: pack for pack in shipped()}
    opened = desk.unlock(options.vault or folders().vault, _passphrase(), packs)
    try:
        found = choosing.trace(opened, options.code)
    finally:
        opened.store.close()
    if found.state == "unknown":
        print(_("No print with that code is known on this device."), file=sys.stderr)
        return 1
    print(_("current") if found.state == "current" else _("superseded"), found.what, sep="\t")
    return 0 if found.state == "current" else 1


def _passphrase() -> str:
    """From the terminal, or one line of standard input: never an argument that others can see."""
    if sys.stdin.isatty():
        return getpass.getpass(_("Passphrase: "))
    line = sys.stdin.readline().rstrip("\n")
    if not line:
        raise WrongUse(_("Type the passphrase, or give it as one line of standard input."))
    return line
