"""Words of a command line that several commands take."""

import argparse
from datetime import date
from pathlib import Path

FOLDER = "the pack's folder, <id>/<version>"


def pack_folder(text: str) -> Path:
    """A folder that is there, in full: its last two names are the pack's id and version."""
    folder = Path(text).resolve()
    if not folder.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text}")
    return folder


def day(text: str) -> date:
    """A date as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("write the date as YYYY-MM-DD") from None
