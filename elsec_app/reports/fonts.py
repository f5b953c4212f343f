"""The printed faces: Atkinson Hyperlegible Next, then Andika and Noto Naskh Arabic per character,
then a visible box.

A character that no font draws is shown as a box, and keeps its place in the text layer, so
that what was typed can still be searched, copied and read aloud.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from elsec_app.errors import FontMissing
from elsec_app.i18n import _
from elsec_app.reports.arabic import joined
from elsec_app.reports.tounicode import to_unicode
from elsec_app.resources import resources

FILES = {
    role: (
        f"AtkinsonHyperlegibleNext-{name}.ttf",
        f"Andika-{name}.ttf",
        f"NotoNaskhArabic-{name}.ttf",
    )
    for role, name in (("regular", "Regular"), ("bold", "Bold"))
}
# U+FFFD in Andika: a shape that can be seen, and is not ``.notdef``.
BOX = 0xFFFD
# How a character should look, without a shape of its own.
_SELECTORS = re.compile("[\ufe00-\ufe0f]")
# Not "printable" to Python, and yet drawn.
_SPACES = frozenset("\n\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))))


class PrintFont(TTFont):
    """A font whose text layer is right beyond the basic plane and never names ``.notdef``."""

    def __init__(self, name: str, path: Path, *, plain: bool = True) -> None:
        """*plain*: ASCII characters stand for themselves in the page's source."""
        try:
            super().__init__(name, str(path), validate=1, asciiReadable=plain)
        except (TTFError, OSError, ValueError, LookupError, struct.error) as fault:
            words = _("The typeface {file} is missing or damaged: install ELSEC Screening again.")
            raise FontMissing(words.format(file=path.name)) from fault
        self.plain = plain

    def addObjects(self, doc: PDFDocument) -> None:
        subsets = list(self.state[doc].subsets)
        super().addObjects(doc)
        known: dict[str, Any] = doc.idToObject
        for n, subset in enumerate(subsets):
            name = known[f"{doc.fontMapping[self.fontName][1:]}+{n}"].BaseFont
            known[f"toUnicodeCMap:{name}"].content = to_unicode(name, subset)


class _Everything(dict[int, int]):
    """A character map in which every character has the one glyph of the box."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: int) -> int:
        return self[BOX]


class Face:
    """One role (regular or bold): fonts in order of preference, the box last."""

    def __init__(self, name: str, fonts: tuple[PrintFont, ...]) -> None:
        self.name = name
        self.fonts = fonts
        self._sets = [frozenset(font.face.charToGlyph) for font in fonts[:-1]]
        self._basic = frozenset(map(chr, self._sets[0]))
        self._words: dict[str, float] = {}

    def width(self, text: str, size: float) -> float:
        """The width of *text* in points at *size* points."""
        known = self._words.get(text)
        if known is None:
            known = self._words[text] = self._measure(text)
            if len(self._words) > 20_000:
                self._words.clear()
        return known * size

    def _measure(self, text: str) -> float:
        total = 0.0
        for font, piece in self.runs(joined(text)):
            total += sum(map(font.face.getCharWidth, map(ord, piece)))
        return total / 1000

    def runs(self, text: str) -> list[tuple[PrintFont, str]]:
        """*text* cut where the font must change."""
        if self._basic.issuperset(text):
            return [(self.fonts[0], text)] if text else []
        runs: list[tuple[PrintFont, str]] = []
        for character in text:
            font = self._font_of(ord(character))
            if runs and runs[-1][0] is font:
                runs[-1] = (font, runs[-1][1] + character)
            else:
                runs.append((font, character))
        return runs

    def _font_of(self, code: int) -> PrintFont:
        for font, characters in zip(self.fonts, self._sets, strict=False):
            if code in characters:
                return font
        return self.fonts[-1]


@cache
def face(role: str) -> Face:
    """The face of *role*, ``regular`` or ``bold``; read from disk once."""
    return Face(role, (*(_font(name) for name in FILES[role]), _box(role)))


def undrawn(text: str) -> str:
    """The characters of *text* that would be printed as a box, each once, in order."""
    letters = face("regular")
    runs = letters.runs(joined(clean(text)).replace("\n", " "))
    boxed = [piece for font, piece in runs if font is letters.fonts[-1]]
    return "".join(dict.fromkeys("".join(boxed)))


def _path(name: str) -> Path:
    return resources() / "fonts" / name


@cache
def _font(name: str) -> PrintFont:
    return PrintFont(Path(name).stem, _path(name))


@cache
def _box(role: str) -> PrintFont:
    font = PrintFont(f"Box-{role}", _path(FILES[role][1]), plain=False)
    glyphs = font.face.charToGlyph
    glyph = glyphs[BOX]
    font.face.name = f"ElsecBox-{role}".encode()
    font.face.defaultWidth = font.face.charWidths[BOX]
    font.face.charWidths = {}
    font.face.charToGlyph = _Everything({BOX: glyph})
    return font


def clean(text: str) -> str:
    """*text* as it can be drawn: composed, without control or invisible direction characters.

    Line ends become ``\\n``, tabs become spaces. Nothing in it is ever read as markup.
    """
    if (
        text.isprintable()
        and unicodedata.is_normalized("NFC", text)
        and not _SELECTORS.search(text)
    ):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    text = text.replace("\u2028", "\n").replace("\u2029", "\n").replace("\x0b", "\n")
    text = _SELECTORS.sub("", unicodedata.normalize("NFC", text))
    return "".join([c for c in text if c.isprintable() or c in _SPACES])


def name(text: str) -> str:
    """*text* on one line, for a title or a bookmark; a dash where nothing of it can be drawn."""
    return " ".join(clean(text).split()) or "–"
