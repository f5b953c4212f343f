"""A reportlab canvas that writes a tagged, accessible PDF (PDF/UA-1).

Every piece drawn is either marked, and then belongs to an element of the structure tree, or an
artifact, which a screen reader passes over. Pages are kept until the end, so that a page can name
how many there are. ISO 14289-1 is the rule; ``tests/reports`` has it checked by a validator.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from elsec_app import __version__
from elsec_app.reports.arabic import joined
from elsec_app.reports.bidi import visual
from elsec_app.reports.fonts import PrintFont, clean, face, name
from elsec_app.reports.look import A4, Colour, Style
from elsec_app.reports.tags import Element, number_of, write_tree
from elsec_app.reports.xmp import xmp

_ESCAPED = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))}
_ESCAPED |= {ord(c): f"\\{c}" for c in "()\\"}
_PAGE_KEYS = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]


class Leaf:
    """One page while it is made: what is drawn, above and below it, and its bookmarks."""

    __slots__ = ("bookmarks", "colour", "font", "marks", "ops", "over", "size", "under")

    def __init__(self, size: tuple[float, float]) -> None:
        self.size = size
        self.under: list[str] = []
        self.ops: list[str] = []
        self.over: list[str] = []
        self.bookmarks: list[tuple[str, int, float]] = []
        self.marks = 0
        self.colour: Colour | None = None
        self.font = ""


class TaggedCanvas(Canvas):
    """Draw with :meth:`write` and :meth:`artifact`; structure with :meth:`element`. ``rtl``: what
    is written runs right to left."""

    _doc: Any

    def __init__(self, title: str, subject: str, made: date, language: str = "en-GB") -> None:
        self._bytes = BytesIO()
        super().__init__(
            self._bytes,
            pagesize=A4,
            invariant=1,
            pageCompression=1,
            lang=language,
            pdfVersion=(1, 7),
        )
        self.title, self.subject, self.language = name(title), name(subject), language
        self.leaves: list[Leaf] = []
        self.leaf = Leaf(A4)
        self.root = Element("Document", None)
        self.here = self.root
        self.rtl = False
        self._names: dict[tuple[PrintFont, int], str] = {}
        self._describe(made)

    def _describe(self, made: date) -> None:
        self._doc._timeStamp = _moment(made)  # noqa: SLF001 - there is no public way
        self.setTitle(self.title)
        self.setSubject(self.subject)
        self.setAuthor("ELSEC Screening")
        self.setCreator(f"ELSEC Screening {__version__}")

    def _make_preamble(self) -> None:
        # The usual one names Helvetica, which is never embedded.
        self._preamble = ""

    def turn(self, size: tuple[float, float] = A4) -> Leaf:
        """Begin a new page."""
        self.leaf = Leaf(size)
        self.leaves.append(self.leaf)
        return self.leaf

    @contextmanager
    def beside(self, leaf: Leaf, layer: list[str]) -> Iterator[None]:
        """Draw artifacts onto *layer* of *leaf*, a page already made."""
        now, kept = self.leaf, leaf.ops
        self.leaf, leaf.ops, leaf.colour, leaf.font = leaf, layer, None, ""
        layer.append("/Artifact <</Type/Pagination>> BDC")
        yield
        layer.append("EMC")
        self.leaf, leaf.ops = now, kept

    def draw(self, *ops: str) -> None:
        """Add *ops* as they are, inside a piece already marked or an artifact."""
        self.leaf.colour = None
        self.leaf.ops.extend(ops)

    def grow(self, tag: str, alt: str | None = None, attributes: str = "") -> Element:
        """A new element, the last within the one now open."""
        element = Element(tag, self.here, alt and clean(alt), attributes)
        self.here.kids.append(element)
        return element

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """Everything marked or grown inside belongs to *element*."""
        kept, self.here = self.here, element
        yield
        self.here = kept

    @contextmanager
    def element(self, tag: str, alt: str | None = None, attributes: str = "") -> Iterator[None]:
        """A new element, open."""
        with self.inside(self.grow(tag, alt, attributes)):
            yield

    @contextmanager
    def marked(self) -> Iterator[None]:
        """What is drawn inside is a piece of the element now open."""
        leaf, element = self.leaf, self.here
        element.kids.append((len(self.leaves) - 1, leaf.marks))
        leaf.ops.append(f"/{element.tag} <</MCID {leaf.marks}>> BDC")
        leaf.marks += 1
        yield
        leaf.ops.append("EMC")

    def artifact(self, *ops: str) -> None:
        """Draw *ops*, which carry no meaning of their own."""
        leaf = self.leaf
        leaf.colour = None
        leaf.ops.append(f"/Artifact BMC {' '.join(ops)} EMC")

    def write(
        self, x: float, y: float, text: str, style: Style, colour: Colour | None = None
    ) -> None:
        """Set one line of *text* with its base line at *y*."""
        leaf = self.leaf
        colour = colour or style.colour
        if colour != leaf.colour:
            leaf.ops.append(f"{colour[0]:g} {colour[1]:g} {colour[2]:g} rg")
            leaf.colour = colour
        leaf.ops.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {self.shown(text, style)} ET")

    def shown(self, text: str, style: Style) -> str:
        """The operators that show *text*, font changes included."""
        ops = []
        leaf = self.leaf
        for font, codes in self._pieces(text, style.face):
            chosen = f"{font} {style.size:g} Tf"
            if chosen != leaf.font:
                ops.append(chosen)
                leaf.font = chosen
            ops.append(f"({codes}) Tj")
        return " ".join(ops)

    def _pieces(self, text: str, role: str) -> Iterator[tuple[str, str]]:
        for font, piece in face(role).runs(visual(joined(text), rtl=self.rtl)):
            if piece.isascii() and font.plain:
                yield self._name(font, 0), piece.translate(_ESCAPED)
                continue
            for subset, codes in font.splitString(piece, self._doc):
                yield self._name(font, subset), codes.decode("latin-1").translate(_ESCAPED)

    def _name(self, font: PrintFont, subset: int) -> str:
        known = self._names.get((font, subset))
        if known is None:
            if subset == 0:
                font.splitString(" ", self._doc)
            known = self._names[font, subset] = font.getSubsetInternalName(subset, self._doc)
        return known

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline, to height *y* of this page."""
        self.leaf.bookmarks.append((name(title), level, y))

    def finish(self) -> bytes:
        """The finished document."""
        numbers = [self._put(index, leaf) for index, leaf in enumerate(self.leaves)]
        catalogue: Any = self._doc.Catalog
        marks = [leaf.marks for leaf in self.leaves]
        catalogue.StructTreeRoot = write_tree(self._doc, self.root, numbers, marks)
        catalogue.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalogue.Metadata = xmp(self.title, self.subject, self.language)
        if any(leaf.bookmarks for leaf in self.leaves):
            self.showOutline()
        self.save()
        return self._bytes.getvalue()

    def _put(self, index: int, leaf: Leaf) -> int:
        self.setPageSize(leaf.size)
        for order, (title, level, y) in enumerate(leaf.bookmarks):
            key = f"{index}.{order}"
            self.bookmarkPage(key, fit="FitH", top=y)
            self.addOutlineEntry(title, key, level)
        self._code = [*leaf.under, *leaf.ops, *leaf.over]
        self.showPage()
        page: Any = self._doc.Pages.pages[-1]
        page.__NoDefault__ = _PAGE_KEYS
        page.StructParents, page.Tabs = index, "/S"
        stream = pdfdoc.PDFStream(content=page.stream, filters=[pdfdoc.PDFZCompress])
        page.stream, page.Contents = None, stream
        return number_of(self._doc, page)


def _moment(made: date) -> TimeStamp:
    """Midnight of the day the page is for: equal facts give equal bytes."""
    stamp: Any = TimeStamp(invariant=1)
    stamp.YMDhms = (made.year, made.month, made.day, 0, 0, 0)
    stamp.t = float(made.toordinal())
    return stamp  # type: ignore[no-any-return]
