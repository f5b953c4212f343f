"""The approved look of every print: ``python -m tests.reports.approve`` renews it.

For each sample ``tests/reports/approved`` holds two files. The picture has all its pages side by
side, in grey at 50 dots an inch: look at it. The list says where each line of text and each rule
stands, in whole points: it shows in a diff what moved, and sees hairlines that so small a picture
cannot show.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from elsec_app.reports.prints import PRINTS
from tests.reports import reading
from tests.reports.samples_more import EVERY

FOLDER = Path(__file__).parent / "approved"
SCALE = 50 / 72
FINER = 4  # times finer drawn, then made small: what the rasteriser rounds is evened out
BLUR = 1.0  # pixels
DIFFERENT = 56  # of 255, after the blur: more is ink that is there or is not
LEVELS = 16  # greys kept in the repository


def samples() -> Iterator[tuple[str, Any, Any]]:
    """A name for each sample, what makes it, and its facts."""
    for each in PRINTS:
        for number, facts in enumerate(EVERY[each.id]):
            yield f"{each.id}-{number}", each.make, facts


def drawn(
    pdf: bytes, finer: int = FINER, how: Image.Resampling = Image.Resampling.BOX
) -> Image.Image:
    """All pages of *pdf* side by side, in grey."""
    pages = [_page(page, finer, how) for page in pypdfium2.PdfDocument(pdf)]
    whole = Image.new("L", (sum(p.width for p in pages), max(p.height for p in pages)), 128)
    left = 0
    for page in pages:
        whole.paste(page, (left, 0))
        left += page.width
    return whole


def _page(page: Any, finer: int, how: Image.Resampling) -> Image.Image:
    width, height = (round(side * SCALE) for side in page.get_size())
    large: Image.Image = page.render(scale=SCALE * finer, grayscale=True).to_pil()
    return large.resize((width, height), how)


def differences(one: Image.Image, other: Image.Image) -> int:
    """How many pixels differ, but for how edges are smoothed."""
    if one.size != other.size:
        return one.width * one.height
    soft = [image.filter(ImageFilter.GaussianBlur(BLUR)) for image in (one, other)]
    counted = ImageChops.difference(*soft).histogram()
    return sum(counted[DIFFERENT:])


def standing(pdf: bytes) -> str:
    """Where each line of text and each rule of *pdf* stands, page by page."""
    document = reading.opened(pdf)
    return "".join(
        f"{number} {line}\n"
        for number, page in enumerate(document.pages, 1)
        for line in _standing(page)
    )


def _standing(page: pikepdf.Page) -> Iterator[str]:
    maps = {name: reading.characters(font) for name, font in page.Resources.Font.items()}
    font: dict[int, str] = {}
    text, place, start = "", "", ""
    for step in pikepdf.parse_content_stream(page, "Tf Tj Tm ET m l re cm"):
        operands = step.operands
        match str(step.operator):
            case "Tm":
                place = _at(operands[4:])
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj":
                text += "".join(font[code] for code in bytes(operands[0]))
            case "ET":
                yield f"text {place} {text.strip()}"
                text = ""
            case "cm":
                yield f"from {_at(operands[4:])}"
            case "m":
                start = _at(operands)
            case "l":
                yield f"line {start} {_at(operands)}"
            case "re":
                yield f"box {_at(operands[:2])} {_at(operands[2:])}"


def _at(pair: Any) -> str:
    return ",".join(str(round(float(number))) for number in pair)


def packed(image: Image.Image) -> bytes:
    """*image* as a small PNG."""
    out = BytesIO()
    few = image.point(lambda level: round(level * (LEVELS - 1) / 255) * 255 // (LEVELS - 1))
    few.quantize(LEVELS).save(out, "PNG", optimize=True)
    return out.getvalue()


def approved(name: str) -> tuple[Image.Image, str]:
    """The picture and the list in the repository."""
    picture = Image.open(FOLDER / f"{name}.png").convert("L")
    return picture, (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def main() -> int:
    """Draw every sample anew; say which changed."""
    FOLDER.mkdir(exist_ok=True)
    names = set()
    for name, make, facts in samples():
        names.add(name)
        if _renewed(name, make(facts)):
            sys.stdout.write(f"{name}\n")
    for path in FOLDER.iterdir():
        if path.stem not in names:
            path.unlink()
            sys.stdout.write(f"{path.name} is gone\n")
    return 0


def _renewed(name: str, pdf: bytes) -> bool:
    image, lines = drawn(pdf), standing(pdf)
    if (FOLDER / f"{name}.txt").exists():
        picture, held = approved(name)
        if held == lines and differences(picture, image) == 0:
            return False
    (FOLDER / f"{name}.png").write_bytes(packed(image))
    (FOLDER / f"{name}.txt").write_text(lines, encoding="utf-8", newline="\n")
    return True


if __name__ == "__main__":
    sys.exit(main())
