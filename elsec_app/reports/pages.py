"""The pages of a PDF as pictures, for a screen or a printer: in memory only."""

from io import BytesIO
from typing import Any, NamedTuple

Picture = tuple[int, int, bytes]  # width and height in pixels, RGB


class Packed(NamedTuple):
    """A page for a screen: its size in pixels, its picture as PNG, and its words."""

    width: int
    height: int
    png: bytes
    words: str


def count(pdf: bytes) -> int:
    """How many pages there are."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def picture(pdf: bytes, number: int, width: int) -> Picture:
    """Page *number* (from 0), *width* pixels wide. A pack's would fill the memory."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        image = _drawn(document[number], width)
    finally:
        document.close()
    return image.width, image.height, image.tobytes()


def packed(pdf: bytes, width: int) -> tuple[Packed, ...]:
    """Every page, *width* pixels wide, as PNG: some thirty times smaller than its pixels."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_packed(page, width) for page in document)
    finally:
        document.close()


def _drawn(page: Any, width: int) -> Any:
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    return bitmap.to_pil().convert("RGB")


def _packed(page: Any, width: int) -> Packed:
    image, out = _drawn(page, width), BytesIO()
    image.save(out, "PNG", compress_level=1)
    words = page.get_textpage().get_text_range()
    return Packed(image.width, image.height, out.getvalue(), " ".join(words.split()))
