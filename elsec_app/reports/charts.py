"""Bars of counts, drawn so that bands differ in pattern, with the numbers in words for a reader."""

from collections.abc import Iterable, Sequence

from elsec_app.i18n import _
from elsec_app.reports import shapes
from elsec_app.reports.facts import Band, BandCount
from elsec_app.reports.fonts import face
from elsec_app.reports.furniture import fitted
from elsec_app.reports.marks import icon, on_pill, pattern
from elsec_app.reports.sheet import Sheet
from elsec_app.reports.tags import box

BAR = 18.0
_LEGEND = 26.0
_KEY_STEP = 15.0
_ORDER = ("track", "watch", "refer", "quiet")
_FEW = 27.0
"""The width of a count too small to show, in points: it says nothing about the number."""
Row = tuple[str, Sequence[BandCount]]


def height(sheet: Sheet, rows: Sequence[Row]) -> float:
    """The height in points of a chart of *rows*, with a legend of one line."""
    return _step(sheet) * sum(1 for _label, counts in rows if counts) + _LEGEND


def _step(sheet: Sheet) -> float:
    """From one bar to the next: closer where a page is to be saved."""
    return BAR + 4 + 8 * sheet.air


def stacked(sheet: Sheet, rows: Sequence[Row]) -> None:
    """One bar a row, split by band; a legend below. A figure with its numbers as text."""
    style = sheet.look.table_strong
    widest = max((face(style.face).width(label, style.size) for label, _c in rows), default=0)
    label_width = min(max(widest + 12, 80), sheet.width * 0.35)
    shown = [(label, counts) for label, counts in rows if counts]
    at_once = max(1, int((sheet.whole - _LEGEND) / _step(sheet)))
    for start in range(0, len(shown), at_once):
        _figure(sheet, shown[start : start + at_once], label_width)


def _figure(sheet: Sheet, rows: Sequence[Row], label_width: float) -> None:
    key = _key(sheet, rows, label_width)
    step = _step(sheet)
    high = step * len(rows) + _LEGEND + _KEY_STEP * (len(key) - 1)
    sheet.need(high)
    top, right = sheet.y, sheet.x + sheet.width
    place = box(sheet.x, top - high, right, top)
    largest = max((_total(counts) for _label, counts in rows), default=0)
    figure = sheet.canvas.element("Figure", alt=alternative(rows), attributes=place)
    with figure, sheet.canvas.marked():
        for n, (label, counts) in enumerate(rows):
            _bar(sheet, top - n * step, label, counts, label_width, largest)
        _legend(sheet, top - step * len(rows), key)
    sheet.y = top - high


def alternative(rows: Sequence[Row]) -> str:
    """The numbers of a chart in words."""
    return " ".join(f"{label}: {', '.join(map(_count_words, counts))}." for label, counts in rows)


def _count_words(count: BandCount) -> str:
    number = _("too few to show") if count.children is None else str(count.children)
    return f"{count.band.label} {number}"


def _total(counts: Sequence[BandCount]) -> int:
    return sum(count.children or 0 for count in counts)


def _bar(
    sheet: Sheet,
    top: float,
    label: str,
    counts: Sequence[BandCount],
    label_width: float,
    largest: int,
) -> None:
    canvas, look = sheet.canvas, sheet.look
    foot = top - BAR - 4
    name = fitted(label, look.table_strong, label_width - 8)
    canvas.write(sheet.x, foot + 5, name, look.table_strong)
    few = sum(count.children is None for count in counts)
    scale = (sheet.width - label_width - few * _FEW) / max(largest, 1)
    x = sheet.x + label_width
    for count in counts:
        width = _FEW if count.children is None else count.children * scale
        if width:
            _segment(sheet, x, foot, width, count)
        x += width


def _segment(sheet: Sheet, x: float, foot: float, width: float, count: BandCount) -> None:
    canvas, look, kind = sheet.canvas, sheet.look, count.band.kind
    if count.children is None:
        _too_few(sheet, x, foot)
        return
    canvas.draw(pattern(kind, x, foot, width, BAR))
    text = str(count.children)
    wide = face("bold").width(text, look.table_strong.size)
    if wide + 8 > width:
        return
    middle = x + (width - wide) / 2
    if kind in ("watch", "quiet"):
        ground = look.paints[kind].tint
        canvas.draw(shapes.fill(ground), shapes.rounded(middle - 4, foot + 2, wide + 8, 14, 3, "f"))
    canvas.write(middle, foot + 5.5, text, look.table_strong, on_pill(kind))


def _too_few(sheet: Sheet, x: float, foot: float) -> None:
    """An open, dashed box: some children, too few to show."""
    look = sheet.look
    dashed = f"{shapes.stroke(look.ink_2, 0.8, '2 2')} {x:.2f} {foot:.2f} {_FEW} {BAR} re S [] 0 d"
    sheet.canvas.draw(dashed)
    sheet.canvas.write(x + 5, foot + 6, _("few"), look.small_strong)


def in_order(bands: Iterable[Band]) -> list[Band]:
    """*bands* as a legend or the head of a table has them."""
    return sorted(bands, key=lambda band: _ORDER.index(band.kind))


def bands_of(rows: Sequence[Row]) -> list[Band]:
    """Each band that has children, once, the strongest first."""
    found: dict[str, Band] = {}
    for _label, counts in rows:
        for count in counts:
            if count.children != 0:
                found.setdefault(count.band.label, count.band)
    return in_order(found.values())


Key = list[list[tuple[float, Band, str]]]


def _key(sheet: Sheet, rows: Sequence[Row], label_width: float) -> Key:
    """The bands of the legend, placed in as many rows as they take."""
    style, right = sheet.look.small, sheet.x + sheet.width
    placed: Key = [[]]
    x = sheet.x + label_width
    for band in bands_of(rows):
        word = fitted(band.label, style, (right - sheet.x - label_width) * 0.6)
        width = 33 + face("regular").width(word, style.size)
        if placed[-1] and x + width > right:
            placed.append([])
            x = sheet.x + label_width
        placed[-1].append((x, band, word))
        x += width + 14
    return placed


def _legend(sheet: Sheet, top: float, key: Key) -> None:
    canvas, look = sheet.canvas, sheet.look
    for n, row in enumerate(key):
        foot = top - 16 - n * _KEY_STEP
        for x, band, word in row:
            canvas.draw(pattern(band.kind, x, foot, 16, 11))
            mark = icon(band.kind, x + 25, foot + 5.5, 9, look.paints[band.kind].ink, look.white)
            canvas.draw(mark)
            canvas.write(x + 33, foot + 2.5, word, look.small)


def share(part: int, whole: int) -> str:
    """``26 of 30 (87 %)``; no percentage of nothing."""
    if not whole:
        return _("{n} of {m}").format(n=part, m=whole)
    return _("{n} of {m} ({percent} %)").format(n=part, m=whole, percent=round(100 * part / whole))
