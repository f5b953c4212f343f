"""The structure of a tagged PDF: what each piece of the page is, and in which order it is read."""

from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFString

Mark = tuple[int, int]
"""A page (from 0) and the number of a marked piece on it."""


class Element:
    """One node: its tag, its attributes as PDF source, and its kids in reading order."""

    __slots__ = ("alt", "attributes", "kids", "number", "parent", "tag")

    def __init__(
        self, tag: str, parent: "Element | None", alt: str | None = None, attributes: str = ""
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.alt = alt
        self.attributes = attributes
        self.kids: list[Element | Mark] = []
        self.number = 0


class Source(PDFObject):
    """An object given as finished PDF source."""

    def __init__(self) -> None:
        self.source = b""

    def format(self, _document: PDFDocument) -> bytes:
        return self.source


def scope(name: str) -> str:
    """The attribute that says what a header cell heads: ``Column`` or ``Row``."""
    return f"/A<</O/Table/Scope/{name}>>"


def ordered_list() -> str:
    return "/A<</O/List/ListNumbering/Decimal>>"


def box(x: float, y: float, right: float, top: float) -> str:
    """Where a figure stands on its page."""
    return f"/A<</O/Layout/BBox[{x:.1f} {y:.1f} {right:.1f} {top:.1f}]/Placement/Block>>"


def walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from walk(kid)


def write_tree(document: PDFDocument, root: Element, pages: list[int], marks: list[int]) -> Source:
    """Put the tree into *document*; return the structure root.

    *pages* are the object numbers of the pages, *marks* how many marked pieces each page has.
    """
    top = Source()
    top_number = number_of(document, top)
    holders: list[tuple[Element, Source]] = []
    for element in walk(root):
        holder = Source()
        element.number = number_of(document, holder)
        holders.append((element, holder))
    owners = [[0] * count for count in marks]
    for element, holder in holders:
        holder.source = _element(document, element, top_number, pages, owners)
    top.source = _root(root, owners)
    return top


def number_of(document: Any, thing: Any) -> int:
    """The object number of *thing*, given now if it has none."""
    document.Reference(thing)
    numbers: dict[str, tuple[int, int]] = document.idToObjectNumberAndVersion
    return numbers[thing.__InternalName__][0]


def _element(
    document: PDFDocument, element: Element, top: int, pages: list[int], owners: list[list[int]]
) -> bytes:
    parent = element.parent.number if element.parent else top
    parts = [f"<</S/{element.tag}/P {parent} 0 R"]
    marks = [kid for kid in element.kids if not isinstance(kid, Element)]
    for page, mark in marks:
        owners[page][mark] = element.number
    home = marks[0][0] if marks else None
    if home is not None:
        parts.append(f"/Pg {pages[home]} 0 R")
    kids = [_kid(kid, home, pages) for kid in element.kids]
    if kids:
        parts.append(f"/K {kids[0]}" if len(kids) == 1 else f"/K[{' '.join(kids)}]")
    if element.attributes:
        parts.append(element.attributes)
    source = "".join(parts).encode()
    if element.alt:
        source += b"/Alt" + PDFString(element.alt).format(document)
    return source + b">>"


def _kid(kid: Element | Mark, home: int | None, pages: list[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    page, mark = kid
    if page == home:
        return str(mark)
    return f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>"


def _root(root: Element, owners: list[list[int]]) -> bytes:
    pages = [
        f"{page} [{' '.join([f'{number} 0 R' for number in numbers])}]"
        for page, numbers in enumerate(owners)
    ]
    tree = f"<</Nums[{' '.join(pages)}]>>"
    return (
        f"<</Type/StructTreeRoot/K {root.number} 0 R/ParentTree {tree}"
        f"/ParentTreeNextKey {len(owners)}>>"
    ).encode()
