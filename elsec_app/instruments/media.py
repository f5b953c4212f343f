"""Which pictures and recordings a pack may carry, and whether a file is what its name says."""

import re

from elsec_app.i18n import _

PICTURES = ("svg", "png", "jpg", "webp")
RECORDINGS = ("wav", "mp3", "ogg", "m4a")

_BEGINS: dict[str, re.Pattern[bytes]] = {
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "wav": re.compile(rb"RIFF....WAVE", re.DOTALL),
    "mp3": re.compile(rb"ID3|\xff[\xe2-\xff]"),
    "ogg": re.compile(rb"OggS"),
    "m4a": re.compile(rb"....ftyp", re.DOTALL),
    "svg": re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL),
}
# A picture is only a picture: it runs nothing, and names nothing outside itself. Each pattern is
# looked for only where one of its hints is.
_ACTIVE: tuple[tuple[tuple[bytes, ...], re.Pattern[bytes]], ...] = (
    ((b"<!",), re.compile(rb"<!(doctype|entity)")),
    ((b"@import",), re.compile(rb"@import")),
    ((b"url(",), re.compile(rb"url\(\s*+(?![\"']?#)")),
    ((b"href",), re.compile(rb"href\s*=\s*[\"']\s*+(?!#)")),
    ((b" on", b"\non", b"\ton", b"\ron"), re.compile(rb"\son\w+\s*=")),
    (
        (b"script", b"foreignobject", b"image", b"animate", b"set"),
        re.compile(rb"<\s*(\w+:)?(script|foreignobject|image|animate\w*|set)\b"),
    ),
)


def suffix(name: str) -> str:
    """The kind of file that its name tells, in small letters."""
    return name.rpartition(".")[2].lower()


def fault_in(name: str, content: bytes) -> str:
    """What to change in a media file, or nothing: its kind is known, its first bytes say the same,
    and a drawing holds no script and points to nothing outside itself."""
    kind = suffix(name)
    if kind not in _BEGINS:
        return _("Use a picture or a recording of a known kind.")
    if not _BEGINS[kind].match(content):
        return _("Save this file again; its content is not what its name says.")
    if kind == "svg" and _is_active(content.lower()):
        return _("Save this as a plain drawing, without scripts, animation or outside files.")
    return ""


def _is_active(drawing: bytes) -> bool:
    return any(
        any(hint in drawing for hint in hints) and pattern.search(drawing)
        for hints, pattern in _ACTIVE
    )
