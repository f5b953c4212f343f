"""The national schools register: lines of the Department for Education's CSV to settings. Pure.

The file is ``edubasealldataYYYYMMDD.csv`` of https://get-information-schools.service.gov.uk
("Get information about schools", Downloads), in Windows code page 1252. The column names are the
file's own, as public programs that read it state them (witan.gias, ``src/witan/gias.clj``, read
24 November 2026). It says nothing of the tier of alternative provision: a person adds that.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.protocol.bodies import Setting

ENCODING = "cp1252"
MOST_LINE = 1 << 20  # bytes of one line: the file's own have some 3,000
MOST_ROWS = 500_000  # the file's own are some 52,000
MOST_NAME = 200  # characters of a name
COLUMNS = (
    "URN",
    "LA (code)",
    "EstablishmentNumber",
    "EstablishmentName",
    "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)",
    "PhaseOfEducation (name)",
    "StatutoryLowAge",
    "StatutoryHighAge",
)
_PHASES = {
    "Nursery": "early_years",
    "Primary": "primary",
    "Middle deemed primary": "primary",
    "All-through": "all_through",
}
_ALTERNATIVE = ("pupil referral unit", "alternative provision")
_BOM = b"\xef\xbb\xbf"
_OLDEST = 11  # years: the age in year 6, the last that screening reaches


class School(msgspec.Struct, frozen=True):
    """One row. ``setting.phase`` is ``early_years | primary | all_through | alternative |
    special``, or empty for others. ``young``: it may have children up to year 6."""

    row: int
    local_authority: str  # three digits
    setting: Setting
    open: bool
    young: bool


class Unread(msgspec.Struct, frozen=True):
    """A row that says nothing usable, and why."""

    row: int
    message: str


def read(file: BinaryIO) -> Iterator[School | Unread]:
    """The rows of the register, one by one: memory does not grow with the file.

    Raises ``BadInput`` where it is not the register, or not to be trusted.
    """
    rows = csv.reader(_lines(file), strict=True)
    try:
        header = next(rows, [])
        places = _places(header)
        for number, cells in enumerate(rows, 2):
            if number > MOST_ROWS:
                raise BadInput(_("This file has more rows than the schools register can have."))
            if cells:
                yield _row(number, cells, places)
    except csv.Error as error:
        raise BadInput(
            _("This is not the schools register: line {n} cannot be read.").format(n=rows.line_num)
        ) from error


def for_service(schools: Iterable[School], local_authority: str = "") -> Iterator[School]:
    """Those with children of the ages that screening reaches, of one local authority if named."""
    for school in schools:
        if school.young and local_authority in ("", school.local_authority):
            yield school


def _lines(file: BinaryIO) -> Iterator[str]:
    first, encoding = True, ENCODING
    while line := file.readline(MOST_LINE + 1):
        if len(line) > MOST_LINE or b"\0" in line:
            raise BadInput(_("This is not the schools register: it is not plain text in rows."))
        if first and line.startswith(_BOM):
            line, encoding = line[len(_BOM) :], "utf-8"
        first = False
        yield line.decode(encoding, errors="replace")


def _places(header: Sequence[str]) -> dict[str, int]:
    names = [name.strip() for name in header]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise BadInput(
            _("This is not the schools register: it has no column “{name}”.").format(
                name=missing[0]
            )
        )
    return {name: names.index(name) for name in COLUMNS}


def _row(number: int, cells: Sequence[str], places: dict[str, int]) -> School | Unread:
    try:
        said = [" ".join(cells[places[name]].split()) for name in COLUMNS]
    except IndexError:
        return Unread(number, _("The row ends too soon."))
    urn, authority, establishment, name, kind, status, phase, low, high = said
    if not (urn.isascii() and urn.isdigit() and len(urn) == 6):
        return Unread(number, _("The URN is not six digits."))
    if not name or len(name) > MOST_NAME or not name.isprintable():
        return Unread(number, _("The school has no name that can be used."))
    setting = Setting(name, urn, _laestab(authority, establishment), _phase(kind, phase))
    young = bool(setting.phase) and _reaches(low, high)
    return School(number, authority, setting, status.startswith("Open"), young)


def _laestab(authority: str, establishment: str) -> str:
    both = authority + establishment.zfill(4) if establishment else ""
    return both if both.isascii() and both.isdigit() and len(both) == 7 else ""


def _phase(kind: str, phase: str) -> str:
    words = kind.casefold()
    if any(part in words for part in _ALTERNATIVE):
        return "alternative"
    if "special" in words:
        return "special"
    return _PHASES.get(phase, "")


def _reaches(low: str, high: str) -> bool:
    """Whether ages *low* to *high* reach screening; ages that are not given do not speak against.

    Independent schools have no phase and are left out: a service adds one by hand.
    """
    return not (low.isascii() and low.isdigit() and int(low[:3]) > _OLDEST) and high != "0"
