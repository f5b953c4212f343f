"""The files of a pack as names and bytes: the same from a folder and from a publication.

What is hashed, read, proven and shown are the same bytes, read once.
"""

import hashlib
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint, PackRefused

Files = Mapping[str, bytes]

MAIN = "instrument.yaml"
GOLDEN = "golden.csv"
STRATEGIES = "strategies.yaml"
MOST_FILES = 2_000
MOST_LANGUAGES = 20
LARGEST_FILE = 10_000_000
LARGEST_PACK = 50_000_000
"""Bytes. A pack of 200 pictures has about a tenth of it."""

UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200b\ufeff]")
"""Characters that are not seen, and hide in a text or turn it about."""

_NAMES = re.compile(
    r"instrument\.yaml|golden\.csv|strategies\.yaml|README\.md|LICENCE\.txt"
    r"|strings/[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\.yaml"
    r"|norms/[a-z0-9][a-z0-9-]{0,63}\.csv"
    r"|media/[a-z0-9][a-z0-9._-]{0,63}"
)


def is_pack_file(name: str) -> bool:
    """Whether the format knows a file of this name."""
    return _NAMES.fullmatch(name) is not None


def strings_file(language: str) -> str:
    """The words of a language, inside the pack."""
    return f"strings/{language}.yaml"


def read_folder(folder: Path) -> dict[str, bytes]:
    """Every file of a pack's folder by its name inside it, with ``/`` between the parts.

    Names whose any part begins with a dot are the machine's, not the pack's, and are left out.
    Raises :class:`PackRefused` for a link, and for a file or a folder larger than a pack may be.
    """
    paths = dict(_paths(folder, "")) if folder.is_dir() else {}
    faults = [fault for name, path in paths.items() for fault in _unfit(name, path)]
    if faults or len(paths) > MOST_FILES:
        raise PackRefused(folder.name, tuple(sorted(faults)) or (_too_large(),))
    return {name: path.read_bytes() for name, path in sorted(paths.items())}


def _paths(folder: Path, before: str) -> Iterator[tuple[str, Path]]:
    """What is in a folder and in the folders in it, by name, but for folders themselves."""
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if stat.S_ISDIR(path.lstat().st_mode):
            yield from _paths(path, f"{before}{path.name}/")
        else:
            yield before + path.name, path


def _unfit(name: str, path: Path) -> Iterator[Complaint]:
    told = path.lstat()
    if not stat.S_ISREG(told.st_mode):
        yield Complaint(name, "", _("Put the file itself here, not a link to it."))
    elif told.st_size > LARGEST_FILE:
        yield Complaint(name, "", _("Make this file smaller than 10 MB."))


def files_hash(files: Files) -> str:
    """SHA-256, in hex, over the name, length and content of the files in order of name."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{len(files[name])}\0".encode())
        digest.update(files[name])
    return digest.hexdigest()


def name_of(file: str) -> str:
    """A file's name without its folder and suffix."""
    return file.rpartition("/")[2].rpartition(".")[0]


def inside(files: Files, folder: str) -> list[str]:
    """The files in ``strings/``, ``norms/`` or ``media/``, in order of name."""
    return sorted(name for name in files if name.startswith(f"{folder}/"))


def strange_files(files: Files) -> Iterator[Complaint]:
    """Files that the format does not know, or more than a pack may have."""
    for name in sorted(files):
        if not is_pack_file(name):
            yield Complaint(
                name, "", _("Remove or rename this file; a pack has none of that name.")
            )
    if len(files) > MOST_FILES or sum(map(len, files.values())) > LARGEST_PACK:
        yield _too_large()


def _too_large() -> Complaint:
    return Complaint(MAIN, "", _("Make the pack smaller: 2,000 files and 50 MB at most."))
