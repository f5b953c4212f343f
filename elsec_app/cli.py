"""``elsec``: all headless work. Exit code 0: done; 1: a problem in the data, explained; 2: wrong
use."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from types import ModuleType

from elsec_app import __version__
from elsec_app.errors import ClassListProblem, Problem, WrongUse
from elsec_app.i18n import _

COMMANDS = ("tour", "roster", "register", "score", "instruments", "referrals", "prints")
DONE, DATA_PROBLEM, WRONG_USE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(given).parse_args(given)
    try:
        return int(options.run(options))
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return WRONG_USE if isinstance(problem, WrongUse | ClassListProblem) else DATA_PROBLEM


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="elsec", description=_("Screening of speech, language and communication, headless.")
    )
    parser.add_argument("--version", action="version", version=f"elsec {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in COMMANDS:
        module = _command(name)
        command = commands.add_parser(name, help=module.HELP, description=module.HELP)
        if name in given:
            module.add(command)
            command.set_defaults(run=module.run)
    return parser


def _command(name: str) -> ModuleType:
    return importlib.import_module(f"elsec_app.commands.{name}")
