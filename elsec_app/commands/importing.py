"""``elsec instruments import-xlsform``: a draft pack from a form, and what is left to do."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from elsec_app.commands.arguments import FOLDER, day
from elsec_app.errors import WrongUse
from elsec_app.i18n import _

_Verb = Callable[[str, Callable[[argparse.Namespace], int], str], argparse.ArgumentParser]


def add(verb: _Verb) -> None:
    made = verb("import-xlsform", _import, "Make a draft pack of an XLSForm's survey.")
    made.add_argument("form", type=Path, help="the form, an Excel workbook")
    made.add_argument("pack", type=Path, help=f"{FOLDER}; it is made, and must not be there")
    made.add_argument("--on", type=day, default=None, help="day of reading, YYYY-MM-DD; today")


def _import(options: argparse.Namespace) -> int:
    from elsec_app.exchange.xlsform.draft import draft
    from elsec_app.exchange.xlsform.form import read_form

    folder = options.pack.resolve()
    if folder.exists():
        raise WrongUse(_("Give a folder that is not there yet, such as my-screen/1."))
    try:
        content = options.form.read_bytes()
    except OSError:
        raise WrongUse(_("The form could not be read.")) from None
    checked = options.on or date.today()  # noqa: DTZ011 (the day where it is read)
    made = draft(read_form(content), folder.parent.name, folder.name, checked)
    for name, text in made.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    _tell(_("Left out, or to be looked at:"), made.left_out)
    _tell(_("Fill in:"), _complaints(folder))
    return 0


def _complaints(folder: Path) -> tuple[object, ...]:
    from elsec_app.instruments.complaint import PackRefused
    from elsec_app.instruments.library import load

    try:
        load(folder)
    except PackRefused as refused:
        return refused.complaints
    return ()


def _tell(heading: str, lines: tuple[object, ...]) -> None:
    if lines:
        print(heading)
        for line in lines:
            print(f"  {line}")
