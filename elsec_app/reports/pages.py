"""The pages of a PDF as pictures, for a screen or a printer: in memory only."""

from io import BytesIO
from typing import Any

Picture = tuple[int, int, bytes]  # width and height in pixels, RGB
Packed = tuple[int, int, bytes]  # width and height in pixels, PNG


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
        return tuple(_packed(_drawn(page, width)) for page in document)
    finally:
        document.close()


def _drawn(page: Any, width: int) -> Any:
    bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
    return bitmap.to_pil().convert("RGB")


def _packed(image: Any) -> Packed:
    out = BytesIO()
    image.save(out, "PNG", compress_level=1)
    return image.width, image.height, out.getvalue()
