"""Tables: a header row that is repeated, row headings, cells that break over pages."""

from collections.abc import Sequence

import msgspec

from elsec_app.reports import shapes
from elsec_app.reports.lines import Bit, Line, flow, height_of
from elsec_app.reports.place import draw, split
from elsec_app.reports.sheet import Sheet
from elsec_app.reports.tags import Element, scope

PAD = 5.0
GUTTER = 10.0
_LEAST = 60.0
_REPEATED = 3  # lines of a tall head that are repeated on the pages after it
Cell = tuple[Bit, ...]


class Column(msgspec.Struct, frozen=True):
    """*share* of the width relative to the other columns."""

    title: str
    share: float = 1.0


class _Frame(msgspec.Struct):
    """A table being drawn: where its columns stand and what heads them."""

    lefts: list[float]
    widths: list[float]
    heads: list[list[Line]]
    height: float
    pad: float


def table(
    sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, pad: float = PAD
) -> None:
    """Draw *rows* under *columns*; the first cell of a row is its heading.

    *pad* is the space above and below the text of a row, in points.
    """
    frame = _frame(sheet, columns, pad)
    first = _cells(frame, rows[0]) if rows else []
    sheet.need(frame.height + min(max([height_of(c) for c in first], default=0), 120) + 2 * PAD)
    with sheet.canvas.element("Table"):
        if frame.height > sheet.whole / 3:
            _tall_head(sheet, frame)
        else:
            _head(sheet, frame)
        for row in rows:
            _row(sheet, frame, _cells(frame, row))
    sheet.gap(8)


def _head(sheet: Sheet, frame: _Frame) -> None:
    with sheet.canvas.element("TR"):
        for left, head in zip(frame.lefts, frame.heads, strict=True):
            with sheet.canvas.element("TH", attributes=scope("Column")):
                draw(sheet, head, left, sheet.y - PAD)
    _under_head(sheet, frame)


def _tall_head(sheet: Sheet, frame: _Frame) -> None:
    """A head that may take pages; where it is repeated, its first lines stand for it."""
    with sheet.canvas.element("TR"):
        column = scope("Column")
        homes = [sheet.canvas.grow("TH", attributes=column) for _head in frame.heads]
    cells = frame.heads
    while any(cells := _piece(sheet, frame, homes, cells)):
        sheet.turn()
    frame.heads = [head[:_REPEATED] for head in frame.heads]
    frame.height = max(map(height_of, frame.heads)) + 2 * PAD - 1


def _frame(sheet: Sheet, columns: Sequence[Column], pad: float) -> _Frame:
    style = sheet.look.small_strong
    free = sheet.width - GUTTER * (len(columns) - 1)
    total = sum(column.share for column in columns)
    widths = [free * column.share / total for column in columns]
    lefts = [sheet.x + sum(widths[:n]) + GUTTER * n for n in range(len(columns))]
    if sheet.canvas.rtl:
        right = 2 * sheet.x + sheet.width
        lefts = [right - left - width for left, width in zip(lefts, widths, strict=True)]
    heads = [
        flow((Bit(column.title, style),), width)
        for column, width in zip(columns, widths, strict=True)
    ]
    return _Frame(lefts, widths, heads, max(map(height_of, heads)) + 2 * PAD - 1, pad)


def _cells(frame: _Frame, row: Sequence[Cell]) -> list[list[Line]]:
    return [flow(cell, width) for cell, width in zip(row, frame.widths, strict=True)]


def _under_head(sheet: Sheet, frame: _Frame) -> None:
    sheet.y -= frame.height
    right = sheet.x + sheet.width
    sheet.canvas.artifact(shapes.line(sheet.x, sheet.y, right, sheet.y, sheet.look.green, 1.4))


def _repeat_head(sheet: Sheet, frame: _Frame) -> None:
    canvas = sheet.canvas
    canvas.leaf.ops.append("/Artifact <</Type/Pagination>> BDC")
    for left, head in zip(frame.lefts, frame.heads, strict=True):
        y = sheet.y - PAD
        for line in head:
            y -= line.height
            canvas.write(left, y + 4, line.text, line.style)
    canvas.leaf.ops.append("EMC")
    _under_head(sheet, frame)


def _row(sheet: Sheet, frame: _Frame, cells: list[list[Line]]) -> None:
    canvas = sheet.canvas
    with canvas.element("TR"):
        homes = [
            canvas.grow("TD", attributes="") if n else canvas.grow("TH", attributes=scope("Row"))
            for n in range(len(cells))
        ]
    tall = max(map(height_of, cells)) + 2 * frame.pad
    fits_a_page = tall <= sheet.whole - frame.height
    if tall > sheet.room and (fits_a_page or sheet.room < _LEAST):
        _turn(sheet, frame)
    while True:
        cells = _piece(sheet, frame, homes, cells)
        if not any(cells):
            return
        _turn(sheet, frame)


def _turn(sheet: Sheet, frame: _Frame) -> None:
    sheet.turn()
    _repeat_head(sheet, frame)


def _piece(
    sheet: Sheet, frame: _Frame, homes: list[Element], cells: list[list[Line]]
) -> list[list[Line]]:
    """Draw what fits of a row; return what is left of each cell."""
    now, rest = [], []
    for cell in cells:
        fits, left = split(cell, sheet.room - 2 * frame.pad)
        now.append(fits)
        rest.append(left)
    for home, left_edge, part in zip(homes, frame.lefts, now, strict=True):
        with sheet.canvas.inside(home):
            draw(sheet, part, left_edge, sheet.y - frame.pad)
    sheet.y -= max(map(height_of, now)) + 2 * frame.pad
    right = sheet.x + sheet.width
    sheet.canvas.artifact(shapes.line(sheet.x, sheet.y, right, sheet.y, sheet.look.line, 0.7))
    return rest
