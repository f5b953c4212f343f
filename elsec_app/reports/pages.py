"""The pages of a PDF as pictures, for a screen or a printer: in memory only."""

from typing import Any

Picture = tuple[int, int, bytes]  # width and height in pixels, RGB


def pictures(pdf: bytes, width: int) -> tuple[Picture, ...]:
    """Each page as (width, height, RGB bytes), *width* pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_picture(page, width) for page in document)
    finally:
        document.close()


def _picture(page: Any, width: int) -> Picture:
    scale = width / page.get_width()
    bitmap = page.render(scale=scale, rev_byteorder=True)
    image = bitmap.to_pil().convert("RGB")
    return image.width, image.height, image.tobytes()
