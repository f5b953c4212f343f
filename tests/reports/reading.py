"""Read a finished PDF back: its structure, its text in reading order, its pages."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

Node = tuple[str, str | None, list[Any]]
"""A tag, its alternative text, and its kids: nodes and pieces of text."""


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def squashed(text: str) -> str:
    """*text* without spaces and line ends: where lines are cut is layout, not content."""
    return re.sub(r"\s+", "", text)


def pages_text(pdf: bytes) -> list[str]:
    """What pdfium extracts, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    return [document[n].get_textpage().get_text_range() for n in range(len(document))]


def spoken(pdf: bytes) -> str:
    """The text in the order of the structure tree: what a screen reader says."""
    return "\n".join(_texts(tree(pdf)))


def _texts(node: Node) -> Iterator[str]:
    tag, alt, kids = node
    if tag == "Figure":
        yield alt or ""
    for kid in kids:
        if isinstance(kid, str):
            yield kid
        else:
            yield from _texts(kid)


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for kid in node[2]:
        if not isinstance(kid, str):
            yield from nodes(kid)


def tree(pdf: bytes) -> Node:
    """The structure tree with the text of every marked piece in its place."""
    document = opened(pdf)
    pieces = [_marked(page) for page in document.pages]
    numbers = {page.obj.objgen: n for n, page in enumerate(document.pages)}
    return _node(document.Root.StructTreeRoot.K, pieces, numbers)


def _node(element: Any, pieces: list[dict[int, str]], numbers: dict[Any, int]) -> Node:
    kids: list[Any] = []
    home = element.get("/Pg")
    for kid in _listed(element.get("/K")):
        if isinstance(kid, int):
            kids.append(pieces[numbers[home.objgen]][kid])
        elif "/MCID" in kid:
            kids.append(pieces[numbers[kid.Pg.objgen]][int(kid.MCID)])
        else:
            kids.append(_node(kid, pieces, numbers))
    alt = element.get("/Alt")
    return str(element.S)[1:], None if alt is None else str(alt), kids


def _listed(kids: Any) -> list[Any]:
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _marked(page: pikepdf.Page) -> dict[int, str]:
    """The text of each marked piece of a page, by its number; artifacts left out."""
    maps = {name: characters(font) for name, font in page.Resources.Font.items()}
    found: dict[int, list[str]] = {}
    now: list[int | None] = []
    font: dict[int, str] = {}
    for step in pikepdf.parse_content_stream(page):
        operands, operator = step.operands, step.operator
        match str(operator):
            case "BDC" | "BMC":
                has = len(operands) > 1 and "/MCID" in operands[1]
                now.append(int(operands[1].MCID) if has else None)
                if has:
                    found[int(operands[1].MCID)] = []
            case "EMC":
                now.pop()
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj":
                assert now, "text outside marked content"
                if now[-1] is not None:
                    text = "".join(font[code] for code in bytes(operands[0]))
                    found[now[-1]].append(text)
    assert not now
    return {number: "".join(texts) for number, texts in found.items()}


def characters(font: Any) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-F]{2})> <([0-9A-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found


FORBIDDEN = {
    "/JS", "/JavaScript", "/URI", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/GoToR",
    "/OpenAction", "/AA", "/AcroForm", "/RichMedia", "/SubmitForm", "/ImportData", "/Annots", "/F",
}  # fmt: skip


def forbidden(pdf: bytes) -> set[str]:
    """Keys and kinds of action in the file that a print must never have."""
    found: set[str] = set()
    document = opened(pdf)
    for thing in document.objects:
        found |= _keys(thing)
    return found & FORBIDDEN


def _keys(thing: Any) -> set[str]:
    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if isinstance(thing, pikepdf.Dictionary):
        found = set(thing.keys())
        for value in thing.values():
            if isinstance(value, pikepdf.Name):
                found.add(str(value))
            elif not getattr(value, "is_indirect", False):
                found |= _keys(value)
        return found
    if isinstance(thing, pikepdf.Array):
        return set().union(*[_keys(kid) for kid in thing if not getattr(kid, "is_indirect", False)])
    return set()


_EDGE, _FOOT, _HEAD, _RIBBON = 46.0, 48.0, 53.0, 24.0  # points, as the furniture stands


def outside(pdf: bytes) -> list[str]:
    """Where ink or text stands in the margins, off the page, or over the furniture."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for n, page in enumerate(opened(pdf).pages):
        found += [f"page {n + 1}: {fault}" for fault in _misplaced(page)]
    for n in range(len(document)):
        found += [f"page {n + 1}: {fault}" for fault in _in_margins(document[n])]
    return found


def _misplaced(page: pikepdf.Page) -> Iterator[str]:
    """Marked text begins within the column, above the foot line and below the running head."""
    width, height = (float(side) for side in page.MediaBox[2:])
    places: list[tuple[float, float]] = []
    head = False
    artifact = False
    for step in pikepdf.parse_content_stream(page, "BDC BMC Tm"):
        operator = str(step.operator)
        if operator != "Tm":
            artifact = str(step.operands[0]) == "/Artifact"
            continue
        x, y = float(step.operands[4]), float(step.operands[5])
        if not artifact:
            places.append((x, y))
        elif height - _HEAD < y < height - _RIBBON:
            head = True
    top = height - _HEAD if head else height - _RIBBON
    for x, y in places:
        if not (_EDGE < x < width - _EDGE and _FOOT < y < top):
            yield f"text at {x:.0f}, {y:.0f}"


def _in_margins(page: Any) -> Iterator[str]:
    """Strips at the edges of the page, where nothing is printed but the ribbon of a draft."""
    scale = 0.6
    image = page.render(scale=scale, grayscale=True).to_pil()
    wide, high = image.size
    edge, low, ribbon = (int(length * scale) for length in (_EDGE - 4, 16, _RIBBON))
    strips = {
        "left": (0, ribbon, edge, high),
        "right": (wide - edge, ribbon, wide, high),
        "foot": (0, high - low, wide, high),
    }
    for name, box in strips.items():
        if image.crop(box).getextrema()[0] < 250:
            yield f"ink in the {name} margin"
