"""A checker of tagged PDF of our own, on pikepdf: what ISO 14289-1 asks that a program can see.

``complaints(pdf)`` names every fault; empty when there is none. It knows nothing of how the prints
are made, so that it and ``page-validation`` stand beside each other.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

import pikepdf

# ISO 32000-1, 14.8.4, those that a print may use.
STANDARD = {
    "Document", "Part", "Sect", "Div", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table",
    "TR", "TH", "TD", "Figure", "Span",
}  # fmt: skip
INSIDE = {"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI", "LBody": "LI"}
PAINT = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "Tj", "TJ", "'", '"'}
_NOTHING = pikepdf.Dictionary()
SHOW = {"Tj", "TJ", "'", '"'}


class Node(NamedTuple):
    """An element of the tree, the one it stands in, and what of the pages belongs to it."""

    element: Any
    parent: Any
    marks: list[tuple[int, int]]

    @property
    def tag(self) -> str:
        return str(self.element.get("/S", "/"))[1:]


def complaints(pdf: bytes) -> list[str]:
    """All that is wrong, in words."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [*_document(document), *_tree(document), *_fonts(document)]


def _document(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if "/StructTreeRoot" not in root:
        yield "no structure tree"
    if not str(root.get("/Lang", "")):
        yield "no language"
    if not root.get("/MarkInfo", _NOTHING).get("/Marked"):
        yield "not marked as tagged"
    if not root.get("/ViewerPreferences", _NOTHING).get("/DisplayDocTitle"):
        yield "the title is not displayed"
    yield from _descriptions(document)
    for number, page in enumerate(document.pages, 1):
        if str(page.get("/Tabs")) != "/S":
            yield f"page {number}: tabs do not follow the structure"
        if "/Annots" in page:
            yield f"page {number}: annotations"


def _descriptions(document: pikepdf.Pdf) -> Iterator[str]:
    with document.open_metadata() as metadata:
        if metadata.get("pdfuaid:part") != "1":
            yield "the metadata do not say PDF/UA-1"
        if not metadata.get("dc:title"):
            yield "the metadata have no title"
    with document.open_outline() as outline:
        if not outline.root:
            yield "no bookmarks"


def _tree(document: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in document.Root:
        return
    root = document.Root.StructTreeRoot
    numbers = {page.obj.objgen: n for n, page in enumerate(document.pages)}
    nodes = list(_walk(root.K, root, numbers))
    for node in nodes:
        yield from _element(node)
    yield from _headings(nodes)
    owners = {mark: node for node in nodes for mark in node.marks}
    if sum(len(node.marks) for node in nodes) != len(owners):
        yield "a piece of a page belongs to two elements"
    yield from _contents(document, root, owners)


def _walk(element: Any, parent: Any, numbers: dict[Any, int]) -> Iterator[Node]:
    marks, inner = [], []
    kids = element.get("/K")
    listed = [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    for kid in listed:
        if isinstance(kid, int):
            marks.append((numbers[element.Pg.objgen], int(kid)))
        elif "/MCID" in kid:
            marks.append((numbers[kid.Pg.objgen], int(kid.MCID)))
        else:
            inner.append(kid)
    yield Node(element, parent, marks)
    for kid in inner:
        yield from _walk(kid, element, numbers)


def _element(node: Node) -> Iterator[str]:
    element, tag = node.element, node.tag
    if element.get("/P") is None or element.P.objgen != node.parent.objgen:
        yield f"{tag}: names another parent than it has"
    if tag not in STANDARD:
        yield f"{tag}: no standard type"
    if tag in INSIDE and str(node.parent.get("/S")) != f"/{INSIDE[tag]}":
        yield f"{tag} does not stand in {INSIDE[tag]}"
    if tag == "Figure":
        if not str(element.get("/Alt", "")).strip():
            yield "Figure: no alternative text"
        if "/BBox" not in element.get("/A", _NOTHING):
            yield "Figure: no bounding box"
    if tag == "TH" and str(element.get("/A", _NOTHING).get("/Scope")) not in ("/Row", "/Column"):
        yield "TH: no scope"


def _headings(nodes: list[Node]) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in nodes if node.tag in ("H1", "H2", "H3")]
    if levels[:1] != [1]:
        yield "the first heading is not H1"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield "a level of headings is skipped"


def _contents(
    document: pikepdf.Pdf, root: Any, owners: dict[tuple[int, int], Node]
) -> Iterator[str]:
    """Everything painted is marked or an artifact, and both trees agree on whose it is."""
    pairs = list(root.ParentTree.Nums)
    parents = {int(key): list(held) for key, held in zip(pairs[::2], pairs[1::2], strict=True)}
    for n, page in enumerate(document.pages):
        found: list[str] = []
        marks = _marks(page, found)
        yield from (f"page {n + 1}: {fault}" for fault in dict.fromkeys(found))
        if sorted(marks) != list(range(len(marks))):
            yield f"page {n + 1}: its pieces are not numbered from 0"
        held = parents.get(int(page.get("/StructParents", -1)), [])
        if len(held) != len(marks):
            yield f"page {n + 1}: the parent tree has {len(held)} of {len(marks)} pieces"
        for mark in marks:
            node = owners.get((n, mark))
            if node is None:
                yield f"page {n + 1}: piece {mark} belongs to no element"
            elif mark < len(held) and held[mark].objgen != node.element.objgen:
                yield f"page {n + 1}: piece {mark} is another element's in the parent tree"
    for n, mark in owners:
        if n >= len(document.pages):
            yield f"piece {mark} of a page that is not there"


def _marks(page: pikepdf.Page, faults: list[str]) -> list[int]:
    marks: list[int] = []
    now: list[str] = []
    for step in pikepdf.parse_content_stream(page):
        operator, operands = str(step.operator), step.operands
        if operator in ("BDC", "BMC"):
            now.append(str(operands[0]))
            if len(operands) > 1 and "/MCID" in operands[1]:
                marks.append(int(operands[1].MCID))
            elif now[-1] != "/Artifact":
                faults.append(f"{now[-1]} has no number")
        elif operator == "EMC":
            if not now:
                faults.append("an end without its beginning")
                continue
            now.pop()
        elif operator in PAINT and not now:
            faults.append("untagged text" if operator in SHOW else "untagged drawing")
        if len(now) > 1:
            faults.append("marked content inside marked content")
    if now:
        faults.append("a beginning without its end")
    return marks


def _fonts(document: pikepdf.Pdf) -> Iterator[str]:
    for n, page in enumerate(document.pages, 1):
        fonts = page.Resources.get("/Font", _NOTHING)
        codes = _codes(page)
        for name, font in fonts.items():
            if name not in codes:
                continue
            if "/FontFile2" not in font.get("/FontDescriptor", _NOTHING):
                yield f"page {n}: {name} is not embedded"
            known = _mapped(font)
            if known is None:
                yield f"page {n}: {name} has no ToUnicode"
            elif lacking := codes[name] - known:
                yield f"page {n}: {name} shows {len(lacking)} codes that mean nothing"


def _codes(page: pikepdf.Page) -> dict[str, set[int]]:
    """The codes shown by each font."""
    found: dict[str, set[int]] = {}
    font = ""
    for step in pikepdf.parse_content_stream(page, "Tf Tj"):
        if str(step.operator) == "Tf":
            font = str(step.operands[0])
        else:
            found.setdefault(font, set()).update(bytes(step.operands[0]))
    return found


def _mapped(font: Any) -> set[int] | None:
    if "/ToUnicode" not in font:
        return None
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    blocks = re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL)
    pairs = [pair for block in blocks for pair in re.findall(r"<(\w\w)> <(\w+)>", block)]
    return {int(code, 16) for code, meant in pairs if int(meant, 16) not in (0, 0xFFFE, 0xFEFF)}
