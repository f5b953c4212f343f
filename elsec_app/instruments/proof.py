"""The proof of a pack. A pack with a complaint is never loaded."""

from collections.abc import Callable, Iterable
from pathlib import Path

from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.definition import Instrument


def complaints(instrument: Instrument, folder: Path) -> tuple[Complaint, ...]:
    """Everything that is wrong with a pack that can be read, in order of file and key."""
    return ()
