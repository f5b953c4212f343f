"""``elsec score PACK``: answers to a result, by the one engine."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from elsec_app.commands.arguments import FOLDER, day, pack_folder
from elsec_app.errors import BadInput, WrongUse
from elsec_app.i18n import _

HELP = "Score answers with an instrument pack."


def add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pack", type=pack_folder, help=FOLDER)
    parser.add_argument(
        "--answers", type=Path, required=True, help='JSON: {"item": answer, …}; null is unanswered'
    )
    parser.add_argument("--born", type=day, required=True, help="YYYY-MM-DD")
    parser.add_argument("--on", type=day, required=True, help="day of the test, YYYY-MM-DD")
    parser.add_argument("--json", action="store_true", help="for programs")


def run(options: argparse.Namespace) -> int:
    from elsec_app.instruments.answers import Answer, check
    from elsec_app.instruments.library import load
    from elsec_app.instruments.scoring import recommended, score

    pack = load(options.pack)
    at = datetime(options.on.year, options.on.month, options.on.day, tzinfo=UTC)
    answers = []
    for item, value in _answers(options.answers).items():
        if item not in {i.id for i in pack.items}:
            raise BadInput(_("There is no item “{item}” in this pack.").format(item=item))
        check(pack.item(item), value)
        answers.append(Answer(item, value, at))
    result = score(pack, options.born, options.on, answers)
    if options.json:
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(result), indent=2) + b"\n")
        return 0
    for strand in result.strands:
        raw = "-" if strand.raw is None else strand.raw
        print(strand.strand, raw, strand.band or "-", strand.because, sep="\t")
    print(result.overall.because)
    for caution in result.cautions:
        print(caution.words)
    for advice in recommended(pack, result):
        print(f"{advice.title}: {advice.do}")
    return 0


def _answers(path: Path) -> dict[str, str | int | tuple[str, ...] | None]:
    try:
        return msgspec.json.decode(
            path.read_bytes(), type=dict[str, str | int | tuple[str, ...] | None]
        )
    except OSError:
        raise WrongUse(_("The file of answers could not be read.")) from None
    except msgspec.MsgspecError:
        raise BadInput(_("The answers must be a JSON object of item ids and answers.")) from None
