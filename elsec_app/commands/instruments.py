"""``elsec instruments``: the packs, the proof of one, its publication and its exchange."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from elsec_app.commands import importing, publishing
from elsec_app.commands.arguments import FOLDER, day, pack_folder
from elsec_app.commands.showing import headline, lines
from elsec_app.errors import InstrumentProblem
from elsec_app.i18n import _

if TYPE_CHECKING:
    from elsec_app.instruments.definition import Instrument
    from elsec_app.instruments.noticed import Guarded

HELP = "List, show, check, lock, publish and exchange instrument packs."


def add(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(
        name: str, does: Callable[[argparse.Namespace], int], told: str
    ) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=told, description=told)
        made.set_defaults(does=does)
        return made

    every = verb("list", _list, "The packs that come with the application.")
    show = verb("show", _show, "One pack, whole.")
    check = verb("check", _check, "Prove a pack and print every complaint.")
    lock = verb("lock", _lock, "Write a live pack's hash into live.csv: it never changes.")
    slips = verb("slips", _slips, "Try every slip of the pen on a pack; print what goes unnoticed.")
    slips.add_argument("pack", type=pack_folder, nargs="?", help=f"{FOLDER}; without it, all")
    schema = verb("schema", _schema, "Print the JSON Schema of one of a pack's files.")
    schema.add_argument("file", choices=("instrument", "strategies", "strings"))
    fhir = verb("export-fhir", _export_fhir, "Print a pack as a FHIR R4 Questionnaire (SDC).")
    fhir.add_argument("--base", default="", help="web address under which you publish forms")
    for one in (show, check, lock, fhir):
        one.add_argument("pack", type=pack_folder, help=FOLDER)
    for one in (every, show, check):
        one.add_argument("--json", action="store_true", help="for programs")
    lock.add_argument("--on", type=day, default=None, help="YYYY-MM-DD; today")
    publishing.add(verb)
    importing.add(verb)


def run(options: argparse.Namespace) -> int:
    return int(options.does(options))


def _list(options: argparse.Namespace) -> int:
    from elsec_app.instruments.library import shipped

    packs = shipped()
    if options.json:
        _write([headline(pack) for pack in packs])
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
    for line in lines(pack):
        print(line)
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


def _schema(options: argparse.Namespace) -> int:
    from elsec_app.instruments.schema import written

    sys.stdout.buffer.write(written(options.file))
    return 0


def _export_fhir(options: argparse.Namespace) -> int:
    from elsec_app.exchange.fhir.questionnaire import questionnaire
    from elsec_app.instruments.library import load

    _write(questionnaire(load(options.pack), options.base))
    return 0


def _slips(options: argparse.Namespace) -> int:
    from elsec_app.instruments.library import open_folder, pack_folders
    from elsec_app.instruments.noticed import guarded

    tried = unnoticed = 0
    for folder in [options.pack] if options.pack else pack_folders():
        files, pack = open_folder(folder, locked=False)
        found = guarded(pack, files)
        _tell(pack, found)
        tried, unnoticed = tried + found.tried, unnoticed + len(found.unnoticed)
    print(f"{tried - unnoticed}/{tried} slips noticed")
    return int(unnoticed > 0)


def _tell(pack: "Instrument", found: "Guarded") -> None:
    for slip in found.unnoticed:
        print(f"{pack.id} {pack.version}, {slip}: no golden case shows it")
    kept = found.tried - len(found.unnoticed)
    print(f"{pack.id} {pack.version}: {kept}/{found.tried}")


def _lock(options: argparse.Namespace) -> int:
    from elsec_app.instruments.library import open_folder
    from elsec_app.instruments.locks import locked, read_locks, write_locks
    from elsec_app.instruments.noticed import guarded

    folder = options.pack
    files, pack = open_folder(folder, locked=False)
    if pack.status != "live":
        raise InstrumentProblem(
            _("{title} is not live: say “status: live” in instrument.yaml first.").format(
                title=pack.title
            )
        )
    if (found := guarded(pack, files)).unnoticed:
        _tell(pack, found)
        return 1
    shelf = folder.parent.parent
    today = options.on or date.today()  # noqa: DTZ011 (the day where the pack is locked)
    write_locks(shelf, locked(read_locks(shelf), pack, today))
    print(f"{pack.title} {pack.version}: locked. {pack.hash}")
    return 0


def _write(value: object) -> None:
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
