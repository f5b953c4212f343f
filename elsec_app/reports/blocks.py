"""The blocks a print is made of: heading, paragraph, list, grid of facts, notice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from elsec_app.reports import shapes
from elsec_app.reports.facts import BandKind
from elsec_app.reports.fonts import face
from elsec_app.reports.lines import Bit, Line, flow, height_of, pill_width
from elsec_app.reports.look import Style
from elsec_app.reports.marks import sign
from elsec_app.reports.place import bits, draw, pour, words
from elsec_app.reports.sheet import Sheet

Fact = tuple[str, str | None]
Value = str | tuple[Bit, ...] | None


def heading(
    sheet: Sheet, text: str, *, level: int = 2, keep: float = 60.0, above: float = 14.0
) -> None:
    """A heading that stays with at least *keep* points of what follows."""
    style = sheet.look.heading if level == 2 else sheet.look.subheading
    above = above if level == 2 else 9
    sheet.need(above + style.leading + keep)
    sheet.gap(above)
    sheet.canvas.bookmark(text, level - 1, sheet.y)
    words(sheet, text, style, tag=f"H{level}")
    sheet.gap(5 if level == 2 else 2)


def bullets(sheet: Sheet, items: Sequence[str], style: Style | None = None) -> None:
    """A list with a dot before each item."""
    style = style or sheet.look.body
    with sheet.canvas.element("L"):
        for item in items:
            _item(sheet, "•", (Bit(item, style),), style)
    sheet.gap(4)


def _item(sheet: Sheet, label: str, content: tuple[Bit, ...], style: Style) -> None:
    found = flow(content, sheet.width - 14)
    sheet.need(min(height_of(found), height_of(found[:2])))
    with sheet.canvas.element("LI"):
        with sheet.canvas.element("Lbl"):
            left = sheet.x + sheet.width - 20 if sheet.canvas.rtl else sheet.x
            draw(sheet, flow((Bit(label, style),), 20), left, sheet.y)
        with sheet.inset(*_beside(sheet, 14)), sheet.canvas.element("LBody"):
            pour(sheet, found)
    sheet.gap(3)


def _beside(sheet: Sheet, room: float) -> tuple[float, float]:
    """Room for a label where the lines begin: at the left, or at the right."""
    return (0, room) if sheet.canvas.rtl else (room, 0)


def grid(sheet: Sheet, facts: Sequence[tuple[str, Value]], columns: int = 3) -> None:
    """Labels above values, in *columns*; a long value takes the whole width. Skips ``None``.

    A value may be bits, such as the pill of a band.
    """
    known = [(label, value) for label, value in facts if value]
    if not known:
        return
    width = (sheet.width - 14 * (columns - 1)) / columns
    with sheet.canvas.element("L"):
        row: list[tuple[str, list[Line]]] = []
        for label, value in known:
            content = _bits(sheet, value)
            found = flow(content, width)
            head = flow((Bit(label, sheet.look.small),), width)
            if max(height_of(found), height_of(head)) > sheet.look.body.leading * 3 + 1:
                _row(sheet, row, width)
                row = []
                _wide(sheet, label, content)
                continue
            row.append((label, found))
            if len(row) == columns:
                _row(sheet, row, width)
                row = []
        _row(sheet, row, width)
    sheet.gap(2)


def _bits(sheet: Sheet, value: str | tuple[Bit, ...]) -> tuple[Bit, ...]:
    return (Bit(value, sheet.look.body),) if isinstance(value, str) else value


def _row(sheet: Sheet, row: list[tuple[str, list[Line]]], width: float) -> None:
    if not row:
        return
    labels = [flow((Bit(label, sheet.look.small),), width) for label, _found in row]
    head = max(height_of(label) for label in labels)
    height = head + max(height_of(found) for _label, found in row)
    sheet.need(height)
    for n, (label, (_name, found)) in enumerate(zip(labels, row, strict=True)):
        x = sheet.x + n * (width + 14)
        with sheet.canvas.element("LI"):
            with sheet.canvas.element("Lbl"):
                draw(sheet, label, x, sheet.y)
            with sheet.canvas.element("LBody"):
                draw(sheet, found, x, sheet.y - head)
    sheet.y -= height + 6


def _wide(sheet: Sheet, label: str, content: tuple[Bit, ...]) -> None:
    sheet.need(sheet.look.small.leading + 2 * sheet.look.body.leading)
    with sheet.canvas.element("LI"):
        with sheet.canvas.element("Lbl"):
            pour(sheet, flow((Bit(label, sheet.look.small),), sheet.width))
        with sheet.canvas.element("LBody"):
            pour(sheet, flow(content, sheet.width))
    sheet.gap(6)


def strip(sheet: Sheet, items: Sequence[tuple[str, Bit]]) -> None:
    """Labels above pills, each as wide as it needs, in as many rows as they take."""
    look, gap = sheet.look, 20.0
    rows: list[list[tuple[float, str, Bit]]] = [[]]
    x = 0.0
    for label, bit in items:
        width = face("regular").width(label, look.small.size) + 1
        width = min(max(width, pill_width(bit)), sheet.width)
        if rows[-1] and x + width > sheet.width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, label, bit))
        x += width + gap
    with sheet.canvas.element("L"):
        for row in rows:
            _strip_row(sheet, row)
    sheet.gap(2)


_TALL = 5  # lines of a label with its pill that stand as they are; more of them go over pages


def _strip_row(sheet: Sheet, row: Sequence[tuple[float, str, Bit]]) -> None:
    set_row = [
        (x, flow((Bit(label, sheet.look.small),), sheet.width), flow((bit,), sheet.width))
        for x, label, bit in row
    ]
    head = max((height_of(label) for _x, label, _pill in set_row), default=0)
    height = head + max((height_of(pill) for _x, _label, pill in set_row), default=0)
    if height > sheet.look.body.leading * _TALL:
        for _x, words, bit in row:
            _wide(sheet, words, (bit,))
        return
    sheet.need(height)
    for x, label, pill in set_row:
        with sheet.canvas.element("LI"):
            with sheet.canvas.element("Lbl"):
                draw(sheet, label, sheet.x + x, sheet.y)
            with sheet.canvas.element("LBody"):
                draw(sheet, pill, sheet.x + x, sheet.y - head)
    sheet.y -= height + 6


def blanks(sheet: Sheet, labels: Sequence[str]) -> None:
    """Labels side by side, each with a line to write on, for a hand and a pen."""
    look, gap = sheet.look, 18.0
    width = (sheet.width - gap * (len(labels) - 1)) / len(labels)
    found = [flow((Bit(label, look.body),), width) for label in labels]
    height = max(map(height_of, found)) + 9
    if height > look.body.leading * _TALL + 9:
        for label in labels:
            words(sheet, label)
            _blank(sheet, sheet.x, sheet.width, sheet.y - 9)
            sheet.gap(14)
        return
    sheet.need(height + 4)
    for n, lines in enumerate(found):
        place = len(found) - 1 - n if sheet.canvas.rtl else n
        x = sheet.x + place * (width + gap)
        with sheet.canvas.element("P"):
            draw(sheet, lines, x, sheet.y - 7)
        _blank(sheet, x, width, sheet.y - height)
    sheet.y -= height + 5


def _blank(sheet: Sheet, x: float, width: float, y: float) -> None:
    """The line to write on."""
    sheet.canvas.artifact(shapes.line(x, y, x + width, y, sheet.look.ink_2, 0.7))


def missing(facts: Sequence[Fact]) -> str:
    """The labels of what was not recorded, as a list in words."""
    return ", ".join(label for label, value in facts if not value)


@contextmanager
def notice(sheet: Sheet, kind: BandKind, title: str, *, keep: float = 40.0) -> Iterator[None]:
    """A tinted box with the icon of *kind*, a bold first line and what is written inside."""
    paint = sheet.look.paints[kind]
    sheet.need(keep + 30)
    with sheet.card(paint.tint, paint.ink, 10, bar=True):
        mark = sign(kind, sheet.x + 7, sheet.y - 8, 13, paint.ink, paint.tint)
        sheet.canvas.artifact(mark)
        with sheet.inset(20):
            bits(sheet, (Bit(title, sheet.look.strong),))
            yield


def rule(sheet: Sheet) -> None:
    """A hairline across the column."""
    line = shapes.line(sheet.x, sheet.y, sheet.x + sheet.width, sheet.y, sheet.look.line)
    sheet.canvas.artifact(line)
    sheet.gap(8)
