"""Norm tables: ``norms/<name>.csv``, read and proven."""

from collections.abc import Iterator
from itertools import pairwise

from elsec_app.i18n import _
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.csv_file import Row, read_csv
from elsec_app.instruments.definition import Instrument, NormRow, NormTable
from elsec_app.instruments.files import Files, inside, name_of
from elsec_app.instruments.limits import raw_limits
from elsec_app.instruments.rules import Score

COLUMNS = ("from_months", "to_months", "raw_from", "raw_to", "standard")
MOST, MOST_ROWS = 9_999, 2_000
_HEAD = ",".join(COLUMNS)


def read_norms(files: Files) -> tuple[tuple[NormTable, ...], list[Complaint]]:
    """Every table of the pack. Columns as in :class:`NormRow`, whole numbers, header first."""
    tables, complaints = [], []
    for file in inside(files, "norms"):
        heads, rows, faults = read_csv(files, file)
        if not faults and tuple(heads) != COLUMNS:
            faults = [Complaint(file, "line 1", _("Make this line: {line}").format(line=_HEAD))]
        else:
            found = [_row(file, line, cells) for line, cells in enumerate(rows, 2)]
            faults += [fault for fault in found if isinstance(fault, Complaint)]
            if len(rows) > MOST_ROWS:
                change = _("Have {most} here at most.").format(most=MOST_ROWS)
                faults = [Complaint(file, "", change)]
            good = tuple(row for row in found if isinstance(row, NormRow))[:MOST_ROWS]
            tables.append(NormTable(name_of(file), good))
        complaints += faults
    return tuple(tables), complaints


def _row(file: str, line: int, cells: Row) -> NormRow | Complaint:
    try:
        numbers = [int(cells[column]) for column in COLUMNS]
    except (ValueError, KeyError):
        numbers = []
    if numbers and max(map(abs, numbers)) <= MOST:
        return NormRow(*numbers)
    return Complaint(file, f"line {line}", _("Use whole numbers up to 9999, one in each column."))


def norm_complaints(instrument: Instrument) -> Iterator[Complaint]:
    """Tables that are missing, unused, or whose scores fall where they must rise."""
    used = {score.norms for score in instrument.scores if score.norms}
    have = {table.id: table for table in instrument.norms}
    for name in sorted(used - have.keys()):
        yield Complaint(f"norms/{name}.csv", "", _("Add this table; a score names it."))
    for name in sorted(have.keys() - used):
        yield Complaint(f"norms/{name}.csv", "", _("Remove this table; no score names it."))
    for name in sorted(have.keys() & used):
        yield from _table(f"norms/{name}.csv", have[name])
    for score in instrument.scores:
        if score.norms in have:
            yield from _covers(instrument, score, have[score.norms])


def _covers(instrument: Instrument, score: Score, table: NormTable) -> Iterator[Complaint]:
    """The table's ages are the sections', and its raw scores those that a child can get."""
    sections = [s for s in instrument.sections if instrument.items_in(s.id, score.strand)]
    for section in sections:
        limits = raw_limits(instrument, section.id, score)
        for age, rows in sorted(_by_age(table).items()):
            reach = (min(row.raw_from for row in rows), max(row.raw_to for row in rows))
            if section.from_months < age[1] and age[0] < section.to_months and reach != limits:
                yield Complaint(
                    f"norms/{table.id}.csv",
                    f"{age[0]}-{age[1]}",
                    _("Let the raw scores run from {least} to {most}.").format(
                        least=limits[0], most=limits[1]
                    ),
                )
    wanted = (
        min((s.from_months for s in sections), default=0),
        max((s.to_months for s in sections), default=0),
    )
    given = (
        min((row.from_months for row in table.rows), default=0),
        max((row.to_months for row in table.rows), default=0),
    )
    if wanted != given:
        yield Complaint(
            f"norms/{table.id}.csv",
            "",
            _("Let the ages run from {least} to {most} months, as the sections do.").format(
                least=wanted[0], most=wanted[1]
            ),
        )


def _table(file: str, table: NormTable) -> Iterator[Complaint]:
    ages = sorted(_by_age(table).items())
    for ((_from, to), _rows), ((nxt, _to), _others) in pairwise(ages):
        if to != nxt:
            yield Complaint(
                file,
                f"{to}",
                _("Let the ages meet: one ends at {to}, the next begins at {nxt}.").format(
                    to=to, nxt=nxt
                ),
            )
    for age, rows in ages:
        yield from _rising(file, age, rows)
    for (_age, younger), (age, older) in pairwise(ages):
        yield from _falling_with_age(file, age, younger, older)


def _by_age(table: NormTable) -> dict[tuple[int, int], list[NormRow]]:
    found: dict[tuple[int, int], list[NormRow]] = {}
    for row in table.rows:
        found.setdefault((row.from_months, row.to_months), []).append(row)
    return found


def _rising(file: str, age: tuple[int, int], rows: list[NormRow]) -> Iterator[Complaint]:
    rows = sorted(rows, key=lambda row: row.raw_from)
    key = f"{age[0]}-{age[1]}"
    for row in rows:
        if row.raw_to < row.raw_from or age[1] <= age[0]:
            yield Complaint(file, key, _("Put the smaller number first in every row."))
    for low, high in pairwise(rows):
        if low.raw_to + 1 != high.raw_from:
            yield Complaint(
                file,
                key,
                _("Let the raw scores meet: {low} is followed by {high}.").format(
                    low=low.raw_to, high=high.raw_from
                ),
            )
        if low.standard > high.standard:
            yield Complaint(
                file,
                key,
                _("Check raw score {raw}: a higher raw score gets a lower standard score.").format(
                    raw=high.raw_from
                ),
            )


def _falling_with_age(
    file: str, age: tuple[int, int], younger: list[NormRow], older: list[NormRow]
) -> Iterator[Complaint]:
    young, old = _standards(younger), _standards(older)
    for raw in sorted(young.keys() & old.keys()):
        if old[raw] > young[raw]:
            yield Complaint(
                file,
                f"{age[0]}-{age[1]}",
                _("Check raw score {raw}: an older child gets more for it.").format(raw=raw),
            )
            return


def _standards(rows: list[NormRow]) -> dict[int, int]:
    return {raw: row.standard for row in rows for raw in range(row.raw_from, row.raw_to + 1)}
