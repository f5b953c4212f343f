"""Set lines on the page, turning it where it is full."""

from elsec_app.reports.fonts import clean, face
from elsec_app.reports.lines import PILL_SIDES, Bit, Line, flow, height_of
from elsec_app.reports.look import Style
from elsec_app.reports.marks import on_pill, pill
from elsec_app.reports.sheet import Sheet


def draw(sheet: Sheet, found: list[Line], x: float, y: float) -> None:
    """One marked piece: *found* from *y* downwards, pills first as grounds without meaning."""
    if not any(line.text.strip() for line in found):
        return
    canvas, placed = sheet.canvas, _placed(found, x, y, rtl=sheet.canvas.rtl)
    sheet.low = min(sheet.low, y - height_of(found))
    grounds = [_ground(placed[n:]) for n, (line, _x, _y) in enumerate(placed) if _begins(line, n)]
    if grounds:
        canvas.artifact(*grounds)
    with canvas.marked():
        for line, left, base in placed:
            colour = on_pill(line.kind) if line.kind else None
            canvas.write(left, base, line.text, line.style, colour)


_ICON_GAP = 18.0


def _begins(line: Line, n: int) -> bool:
    return line.kind is not None and (line.part == 0 or n == 0)


def _ground(placed: list[tuple[Line, float, float]]) -> str:
    """The pill of the first of *placed*, over as many lines as it has here."""
    line, left, base = placed[0]
    if line.kind is None:
        return ""
    texts = [each.text for each, _left, _base in placed[: line.of - line.part]]
    return pill(line.kind, left - _ICON_GAP, base, texts, line.style)


def _placed(found: list[Line], x: float, y: float, *, rtl: bool) -> list[tuple[Line, float, float]]:
    placed = []
    for line in found:
        y -= line.height
        style = line.style
        base = y + (style.leading - style.size) / 2 + style.size * 0.22
        left = _from_the_right(line, x) if rtl else x + (_ICON_GAP if line.kind else 0)
        placed.append((line, left, base + (3 if line.kind else 0)))
    return placed


def _from_the_right(line: Line, x: float) -> float:
    """Where *line* begins so that it ends at the right edge of its column."""
    # The space that ends a line stands at its left here.
    text = line.text.rstrip(" ") if line.kind else line.text
    width = face(line.style.face).width(text, line.style.size)
    return x + line.room - width - (PILL_SIDES - _ICON_GAP if line.kind else 0)


def split(found: list[Line], room: float) -> tuple[list[Line], list[Line]]:
    """The lines that fit in *room*, and the rest."""
    used = 0.0
    for n, line in enumerate(found):
        used += line.height
        if used > room:
            return found[:n], found[n:]
    return found, []


def pour(sheet: Sheet, found: list[Line]) -> None:
    """Place *found* in the column, on as many pages as it takes, in the element now open."""
    while found:
        now, rest = split(found, sheet.room)
        if rest and len(now) < 2 and height_of(found[:2]) <= sheet.whole:
            now, rest = [], found
        if now:
            draw(sheet, now, sheet.x, sheet.y)
            sheet.y -= height_of(now)
        if rest:
            sheet.turn()
        found = rest


_HEADINGS = ("H1", "H2", "H3")


def words(sheet: Sheet, text: str, style: Style | None = None, *, tag: str = "P") -> None:
    """One paragraph. A heading is never left out: without it the levels below would hang."""
    if tag in _HEADINGS and not clean(text).strip():
        text = "–"
    bits(sheet, (Bit(text, style or sheet.look.body),), tag=tag)


def bits(sheet: Sheet, content: tuple[Bit, ...], *, tag: str = "P") -> None:
    """Several stretches as one element."""
    found = flow(content, sheet.width)
    if any(line.text.strip() for line in found):
        with sheet.canvas.element(tag):
            pour(sheet, found)
