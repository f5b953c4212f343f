"""How far a worksheet reaches, found in its XML before anything lays it out.

A workbook reader lays out every cell of the rectangle from the first used cell to the last: one
stray cell at XFD1048576 would ask for hundreds of gigabytes.
"""

import re

from elsec_app.exchange.class_list.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from elsec_app.exchange.class_list.sentences import too_many_cells

_STEP = 1 << 20
_LOOSE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*\d+)["']""")
_REFERENCE = re.compile(rb' r="([A-Za-z]+)(\d+)"')
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_BOAST = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*>")
_BLANKS = re.compile(
    rb"""<((?:\w+:)?c) r="[A-Za-z]+\d+"[^<>]*(?:/>|></\1>)|<(?:\w+:)?row [^<>]*/>"""
)


def within_reach(content: bytes) -> bytes:
    """*content*, without its empty cells if they alone reach too far.

    Formatting often runs to the last row of all. Raises ``ClassListProblem`` when cells that say
    something reach too far as well.
    """
    content = _tidy(content)
    if _fits(content):
        return content
    content = _BLANKS.sub(b"", content)
    if not _fits(content):
        raise too_many_cells()
    return content


def _tidy(content: bytes) -> bytes:
    """No boast of its own size, by which memory would be asked for, and references spelled in the
    one way that the patterns here know."""
    content = _BOAST.sub(b"", content, count=100)
    odd = content.count(b" r=") - content.count(b' r="')
    spaced = content.count(b"r =") + content.count(b"\tr=") + content.count(b"\nr=")
    return _LOOSE.sub(rb' r="\1"', content) if odd or spaced else content


def _fits(content: bytes) -> bool:
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    placed = 0
    for start in range(0, len(content), _STEP):
        found = _REFERENCE.findall(content, *_window(content, start))
        placed += len(found)
        columns.update(letters for letters, _row in found)
        rows.update(row for _letters, row in found)
        if len(rows) > MAX_ROWS:
            return False
    width = max(map(_number, columns), default=0)
    height = max(map(int, rows), default=0)
    if _cells(content) > placed:
        width += _longest_row(content)
        height += sum(1 for _found in _ROW.finditer(content))
    return (
        height <= MAX_ROWS
        and width <= MAX_COLUMNS
        and height * width <= MAX_CELLS
        and placed <= MAX_CELLS
    )


def _window(content: bytes, start: int) -> tuple[int, int]:
    """A piece that begins and ends between elements, so that no reference is cut."""
    first = content.find(b"<", start) if start else 0
    end = content.find(b"<", start + _STEP)
    return (first if first >= 0 else len(content)), (end if end >= 0 else len(content))


def _cells(content: bytes) -> int:
    """Cells with or without a place; other elements that end in c only make this careful."""
    return sum(content.count(opening) for opening in (b"<c ", b"<c>", b":c ", b":c>"))


def _number(letters: bytes) -> int:
    number = 0
    for byte in letters.upper()[:4]:
        number = number * 26 + byte - 64
    return number


def _longest_row(content: bytes) -> int:
    longest = before = 0
    for found in _ROW.finditer(content):
        longest = max(longest, sum(1 for _c in _CELL.finditer(content, before, found.start())))
        before = found.start()
    return max(longest, sum(1 for _c in _CELL.finditer(content, before)))
