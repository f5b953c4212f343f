"""Golden cases: ``golden.csv``, one child a row, which a therapist can read and check.

The notation is in ``cases``. A result cell left empty is not checked.
"""

from collections.abc import Iterator, Sequence

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.cases import COLUMNS, RESULTS, outcome_of
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.csv_file import Row, read_csv
from elsec_app.instruments.definition import Instrument
from elsec_app.instruments.files import GOLDEN, Files


def golden_complaints(instrument: Instrument, files: Files) -> Iterator[Complaint]:
    """Cases that fail, and parts of the pack that no case shows."""
    if GOLDEN not in files:
        yield Complaint(GOLDEN, "", _("Add this file with cases that show every band."))
        return
    heads, rows, faults = read_csv(files, GOLDEN)
    yield from faults
    yield from _headings(instrument, heads, rows)
    yield from case_complaints(instrument, rows)


def case_complaints(instrument: Instrument, rows: Sequence[Row]) -> Iterator[Complaint]:
    """Cases that fail, and parts that none of the *rows* shows."""
    given: set[tuple[str, str]] = set()
    for line, row in enumerate(rows, 2):
        try:
            found = outcome_of(instrument, row)
        except (ValueError, KeyError, BadInput) as fault:
            told = str(fault).rstrip(".")
            change = _("Correct this case: {fault}.").format(fault=told)
            yield Complaint(GOLDEN, f"line {line}", change)
            continue
        yield from _differences(line, row, found)
        given |= _shown(found)
    yield from _unshown(instrument, given)


def _headings(instrument: Instrument, heads: list[str], rows: list[Row]) -> Iterator[Complaint]:
    """A column that nothing reads would check nothing."""
    strands = [strand.id for strand in instrument.strands]
    known = {*COLUMNS, *strands}
    known |= {f"{rule.strand} {end}" for rule in instrument.scores for end in ("=", "change")}
    for head in sorted(set(heads) - known - {""}):
        change = _("Correct or remove the column “{head}”; nothing reads it.").format(head=head)
        yield Complaint(GOLDEN, "line 1", change)
    for rule in instrument.scores:
        head = f"{rule.strand} change"
        if rule.sem is not None and not any(row.get(head) for row in rows):
            change = _("Add the column “{head}” with the least real change.").format(head=head)
            yield Complaint(GOLDEN, "line 1", change)


def _differences(line: int, row: Row, found: Row) -> Iterator[Complaint]:
    for column, expected in row.items():
        if not expected or not (column.endswith((" =", " change")) or column in RESULTS):
            continue
        got = found.get(column, "nothing")
        if got != expected:
            yield Complaint(
                GOLDEN,
                f"line {line}, {column}",
                _("The case says “{expected}”, the pack gives “{got}”: correct one.").format(
                    expected=expected, got=got
                ),
            )


def _shown(found: Row) -> set[tuple[str, str]]:
    """Kind and id of each part that a case shows."""
    shown = {("band", cell.split()[-1]) for column, cell in found.items() if column.endswith(" =")}
    shown |= {("strategy", name) for name in found.get("strategies", "").split()}
    return shown | {("section", found["section"]), ("outcome", found.get("overall", ""))}


def _unshown(instrument: Instrument, given: set[tuple[str, str]]) -> Iterator[Complaint]:
    groups = {
        "section": instrument.sections,
        "band": instrument.bands,
        "outcome": instrument.outcomes,
        "strategy": instrument.strategies,
    }
    for kind, parts in groups.items():
        for part in parts:
            if (kind, part.id) not in given:
                yield Complaint(
                    GOLDEN, part.id, _("Add a case that shows this {kind}.").format(kind=kind)
                )
