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
# A picture is only a picture: it runs nothing, and names nothing outside itself.
_ACTIVE = re.compile(
    rb"<\s*(\w+:)?(script|foreignobject|image|animate\w*|set)\b|\son\w+\s*=|<!(doctype|entity)"
    rb"|@import|url\(\s*+(?![\"']?#)|href\s*=\s*[\"']\s*+(?!#)"
)
# Without one of these the pattern need not look.
_HINTS = (
    b"script", b"foreignobject", b"image", b"animate", b"<set", b":set", b"< ", b" on", b"\non",
    b"\ton", b"\ron", b"<!", b"@import", b"url(", b"href",
)  # fmt: skip


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
    return any(hint in drawing for hint in _HINTS) and _ACTIVE.search(drawing) is not None
