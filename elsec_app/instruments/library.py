"""The packs: loading one, all that are shipped, and the hash that stands on every result."""

from collections.abc import Container
from pathlib import Path

import msgspec

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint, PackRefused
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import MAIN, Files, files_hash, read_folder
from elsec_app.instruments.locks import hold, read_locks
from elsec_app.instruments.proof import complaints
from elsec_app.instruments.reading import read_pack
from elsec_app.resources import resources


def load(folder: Path, *, language: str = "", proven: Container[str] = ()) -> Instrument:
    """The instrument in *folder*, in *language* or else the first it has.

    *proven* holds hashes of packs that need no second proof: keep ``instrument.hash`` of what was
    loaded and hand it in the next time. Raises :class:`PackRefused` with every complaint, one of
    them when the shelf's ``live.csv`` has another form of this version.
    """
    return open_folder(folder, language=language, proven=proven)[1]


def open_folder(
    folder: Path, *, language: str = "", proven: Container[str] = (), locked: bool = True
) -> tuple[Files, Instrument]:
    """As :func:`load`, with the files that it was read from. Not *locked*: no lock is looked at."""
    files = read_folder(folder)
    known = prove(files, name=folder.name, language=language, proven=proven)
    if (folder.parent.name, folder.name) != (known.id, known.version):
        change = _("Name the folder {id}/{version}, as the pack calls itself.").format(
            id=known.id, version=known.version
        )
        raise PackRefused(known.title, (Complaint(MAIN, "id", change),))
    return files, hold(known, read_locks(folder.parent.parent)) if locked else known


def prove(
    files: Files, *, name: str, language: str = "", proven: Container[str] = ()
) -> Instrument:
    """The instrument that *files* make, proven; *name* is what a refusal calls them.

    Raises :class:`PackRefused` with every complaint.
    """
    instrument, faults = read_pack(files, language)
    if instrument is None:
        raise PackRefused(name, tuple(sorted(set(faults))))
    known = msgspec.structs.replace(instrument, hash=files_hash(files))
    if known.hash not in proven:
        faults += complaints(known, files)
    if faults:
        raise PackRefused(known.title or name, tuple(sorted(set(faults))))
    return known


def shipped(*, language: str = "", proven: Container[str] = ()) -> tuple[Instrument, ...]:
    """Every pack that comes with the application, by id, older versions first."""
    return tuple(load(folder, language=language, proven=proven) for folder in pack_folders())


def pack_folders(shelf: Path | None = None) -> tuple[Path, ...]:
    """The pack folders ``<id>/<version>`` on a shelf; of the application when none is given."""
    root = shelf or resources() / "instruments"
    found = (path.parent for path in root.glob("*/*/instrument.yaml"))
    return tuple(sorted(found, key=lambda folder: (folder.parent.name, _numbers(folder.name))))


def _numbers(version: str) -> list[tuple[int, str]]:
    """A version as it is counted: 10 comes after 9."""
    return [(int(part) if part.isdecimal() else 0, part) for part in version.split(".")]


def pack_hash(folder: Path) -> str:
    """SHA-256, in hex, over the pack's files: see :func:`files.files_hash`."""
    return files_hash(read_folder(folder))
