"""A pack's files as one ZIP that has exactly one form, and back.

Entries are stored, not compressed, in order of name, with one fixed date and no extra fields: the
same files give the same bytes on every machine, and nothing can unfold into more than is there.
What is read is written again and compared, so no byte stands unexplained: a second entry of the
same name, a link, a gap, an overlap, a comment or a false size is another form, and is refused.
"""

import struct
import zlib

from elsec_app.errors import InstrumentProblem
from elsec_app.i18n import _
from elsec_app.instruments.files import LARGEST_PACK, MOST_FILES, Files, is_pack_file

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _PLAIN, _STORED, _TIME, _DATE = 20, 0, 0, 0, 0x21  # 1 January 1980, midnight
_MODE = 0o100644 << 16  # an ordinary file


class NotAPublication(InstrumentProblem):
    """The file is no pack in the one form that packs are published in."""

    code = "not-a-publication"

    def __init__(self) -> None:
        super().__init__(
            _("This file is not an instrument as ELSEC Screening publishes it. Ask for it again.")
        )


def to_zip(files: Files, comment_size: int = 0) -> bytes:
    """The ZIP, ready for a comment of *comment_size* bytes to be put behind it."""
    entries, directory = bytearray(), bytearray()
    for name in sorted(files):
        content, path = files[name], name.encode("ascii")
        size = len(content)
        told = (_PLAIN, _STORED, _TIME, _DATE, zlib.crc32(content), size, size, len(path))
        central = (0x300 | _VERSION, _VERSION, *told, 0, 0, 0, 0, _MODE, len(entries))
        directory += _CENTRAL.pack(b"PK\1\2", *central) + path
        entries += _LOCAL.pack(b"PK\3\4", _VERSION, *told, 0) + path + content
    count = len(files)
    end = (0, 0, count, count, len(directory), len(entries), comment_size)
    return bytes(entries + directory) + _END.pack(b"PK\5\6", *end)


def from_zip(content: bytes, comment_size: int = 0) -> dict[str, bytes]:
    """The files of a ZIP that ``to_zip`` made. Raises :class:`NotAPublication` for any other."""
    if len(content) > LARGEST_PACK:
        raise NotAPublication
    files: dict[str, bytes] = {}
    place = 0
    while content[place : place + 4] == b"PK\3\4" and len(files) <= MOST_FILES:
        start = place + _LOCAL.size
        if len(content) < start:
            raise NotAPublication
        *_told, size, length, _extra = _LOCAL.unpack_from(content, place)
        name = content[start : start + length].decode("ascii", "replace")
        if not is_pack_file(name):
            raise NotAPublication
        place = start + length + size
        files[name] = content[start + length : place]
    if not files or to_zip(files, comment_size) != content:
        raise NotAPublication
    return files
