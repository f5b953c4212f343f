"""A device's own shelf: publications as they arrive, unfolded beside each other.

``<shelf>/<id>/<version>/…`` and ``<shelf>/live.csv``, as the shelf that comes with the application.
"""

import shutil
from collections.abc import Collection, Container
from datetime import date
from pathlib import Path

from elsec_app.i18n import _
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import Files
from elsec_app.instruments.library import open_folder, prove
from elsec_app.instruments.locks import locked, read_locks, write_locks
from elsec_app.instruments.publication import signed_files

_INCOMING = ".incoming"


def receive(
    content: bytes,
    trusted: Collection[bytes],
    shelf: Path,
    on: date,
    *,
    proven: Container[str] = (),
) -> Instrument:
    """Put a publication on *shelf* on the day *on*; doing it again changes nothing.

    A version is locked as it arrives, and never arrives in another form: what is corrected has a
    new version. Nothing is written unless the signature holds and the pack is proven; what was
    there stays whole until all of the new is there. Raises as ``open_signed``, and ``PackRefused``
    for another form of a version that is here.
    """
    files = signed_files(content, trusted)
    pack = prove(files, name=_("publication"), proven=proven)
    locks = locked(read_locks(shelf), pack, on)
    shelf.mkdir(parents=True, exist_ok=True)
    write_locks(shelf, locks)
    _unfold(files, shelf, Path(pack.id) / pack.version)
    return open_folder(shelf / pack.id / pack.version, proven={pack.hash})[1]


def _unfold(files: Files, shelf: Path, place: Path) -> None:
    """Write the files beside, then put them in their place in one step."""
    beside = shelf / _INCOMING / place
    if beside.exists():
        shutil.rmtree(beside)  # left by a crash
    for name, content in files.items():
        (beside / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).write_bytes(content)
    target = shelf / place
    if target.exists():
        shutil.rmtree(target)
    target.parent.mkdir(exist_ok=True)
    beside.rename(target)
    shutil.rmtree(shelf / _INCOMING)
