"""The packs: loading one, all that are shipped, and the hash that stands on every result."""

import hashlib
from collections.abc import Container
from pathlib import Path

import msgspec

from elsec_app.instruments.complaint import PackRefused
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.proof import complaints
from elsec_app.instruments.reading import read_pack
from elsec_app.resources import resources


def load(folder: Path, *, language: str = "", proven: Container[str] = ()) -> Instrument:
    """The instrument in *folder*, in *language* or else the first it has.

    *proven* holds hashes of packs that need no second proof: keep ``instrument.hash`` of what was
    loaded and hand it in the next time. Raises :class:`PackRefused` with every complaint.
    """
    instrument, faults = read_pack(folder, language)
    if instrument is None:
        raise PackRefused(folder.name, tuple(faults))
    known = msgspec.structs.replace(instrument, hash=pack_hash(folder))
    if known.hash not in proven and (found := complaints(known, folder)):
        raise PackRefused(known.title, found)
    return known


def shipped(*, language: str = "", proven: Container[str] = ()) -> tuple[Instrument, ...]:
    """Every pack that comes with the application, by id, older versions first."""
    return tuple(load(folder, language=language, proven=proven) for folder in pack_folders())


def pack_folders(shelf: Path | None = None) -> tuple[Path, ...]:
    """The pack folders ``<id>/<version>`` on a shelf; of the application when none is given."""
    root = shelf or resources() / "instruments"
    return tuple(sorted(path.parent for path in root.glob("*/*/instrument.yaml")))


def pack_hash(folder: Path) -> str:
    """SHA-256, in hex, over the name, length and content of the pack's files in order of name.

    Names whose any part begins with a dot are the machine's, not the pack's, and are left out.
    """
    digest = hashlib.sha256()
    files = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_file() and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    }
    for name in sorted(files):
        content = files[name].read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
