"""Opens the desktop: ``python -m elsec_app``; with ``--demo`` on a made-up school and centre."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from elsec_app import __version__
from elsec_app.errors import Problem, WrongUse


def main(argv: Sequence[str] | None = None) -> int:
    """Run until the window is closed. Exit codes: 0 done, 1 a problem explained, 2 wrong use."""
    asked = _parser().parse_args(argv)
    try:
        return _demo() if asked.demo else _open()
    except Problem as problem:
        sys.stderr.write(f"{problem.sentence}\n")
        return 2 if isinstance(problem, WrongUse) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="elsec-screening", description="ELSEC Screening")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument(
        "--demo", action="store_true", help="a made-up school, gone when the window is closed"
    )
    return parser


def _open() -> int:
    from ui.app import run

    return run()


def _demo() -> int:
    """Nothing of the user's own is read or written."""
    from elsec_app.rehearsal.here import need_centre

    need_centre()
    from elsec_app.demo import prepared
    from elsec_app.i18n import _
    from elsec_app.rehearsal.team import PASSPHRASE
    from elsec_app.settings import HOME_VARIABLE, folders
    from ui.app import run

    with tempfile.TemporaryDirectory(prefix="elsec-demo-", ignore_cleanup_errors=True) as name:
        os.environ[HOME_VARIABLE] = name
        with prepared(Path(name)) as desk:
            hello = _("Demo: all of it is invented. If it locks, the passphrase is “{words}”.")
            return run(folders(), desk, hello.format(words=PASSPHRASE))


if __name__ == "__main__":
    sys.exit(main())
