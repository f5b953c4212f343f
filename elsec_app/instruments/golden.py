"""Golden cases: ``golden.csv``, one child a row, which a therapist can read and check.

Columns: ``case`` (what it shows), ``born``, ``on``, ``section`` (the one the age must choose, or
``outside``), ``given in`` (when another was used), ``language``, ``home`` (codes), ``eal``
(yes, no), ``hearing`` (yes, no, not_known); for each strand ``<strand>`` (the answers),
``<strand> =`` (the result, or ``refused``); ``overall``, ``tier`` (with ``!`` when someone should
look), ``areas`` (strands that want attention), ``cautions``, ``rescreen`` (two
dates), ``settled``, ``next`` (the item to ask after these answers). A cell says ``none`` where
there is nothing.

Answers stand in item order: Y pass, N not yet, - no response, . not answered, the number, or
sounds with plus signs (``p+t``, ``f+``, ``+`` for none); or ``item:answer`` for one out of order.
A result cell left empty is not checked.
"""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal, cast

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Answer, Value, check
from elsec_app.instruments.complaint import Complaint
from elsec_app.instruments.context import TestContext
from elsec_app.instruments.definition import Instrument, OutsideAges, choose_section
from elsec_app.instruments.progress import progress
from elsec_app.instruments.results import Result, StrandResult
from elsec_app.instruments.scoring import score

FILE = "golden.csv"
RESULTS = ("section", "overall", "tier", "areas", "cautions", "rescreen", "settled", "next")
COLUMNS = ("case", "born", "on", "given in", "language", "home", "eal", "hearing", *RESULTS)
_AT = datetime(2000, 1, 1, tzinfo=UTC)
_LETTERS: dict[str, Value] = {"Y": SEEN, "N": NOT_YET, "-": NO_RESPONSE}

Row = dict[str, str]


def golden_complaints(instrument: Instrument, folder: Path) -> Iterator[Complaint]:
    """Cases that fail, and parts of the pack that no case shows."""
    path = folder / FILE
    if not path.is_file():
        yield Complaint(FILE, "", _("Add this file with cases that show every band."))
        return
    given: set[str] = set()
    for line, row in enumerate(read_golden(path), 2):
        try:
            found = outcome_of(instrument, row)
        except (ValueError, KeyError) as fault:
            yield Complaint(
                FILE, f"line {line}", _("Correct this case: {fault}.").format(fault=fault)
            )
            continue
        yield from _differences(line, row, found)
        given |= {word for cell in found.values() for word in cell.split()}
    yield from _unshown(instrument, given)


def read_golden(path: Path) -> list[Row]:
    """The rows of a golden file; cells are stripped of spaces around them."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [
            {key.strip(): (cell or "").strip() for key, cell in row.items() if key}
            for row in csv.DictReader(lines)
        ]


def outcome_of(instrument: Instrument, row: Row) -> Row:
    """What the pack gives for a case, in the notation of its result cells."""
    born, on = date.fromisoformat(row["born"]), date.fromisoformat(row["on"])
    try:
        chosen = choose_section(instrument, born, on).section.id
    except OutsideAges:
        chosen = "outside"
    used = row.get("given in") or chosen
    if used == "outside":
        return {"section": chosen}
    answers = tuple(_answers(instrument, used, row))
    refused = {instrument.item(a.item).strand for a in answers if _refused(instrument, a)}
    if refused:
        return {"section": chosen} | {f"{strand} =": "refused" for strand in refused}
    result = score(instrument, born, on, answers, _context(row), section=used)
    following = progress(instrument, used, answers).next_item if row.get("next") else None
    return {"section": chosen, "next": following.id if following else "none"} | cells(
        instrument, result
    )


def cells(instrument: Instrument, result: Result) -> Row:
    """A result in the notation of golden cases."""
    dates = (result.rescreen_from, result.rescreen_due)
    first = {s.strand: s for s in reversed(result.strands)}
    areas = [s.strand for s in result.strands if s.band and instrument.band(s.band).attention]
    return {f"{strand} =": _strand_cell(found) for strand, found in first.items()} | {
        "overall": result.overall.outcome or "not computable",
        "tier": _tier(instrument, result.overall.outcome),
        "areas": " ".join(areas) or "none",
        "cautions": " ".join(shown.when for shown in result.cautions) or "none",
        "rescreen": " ".join(str(day) for day in dates if day) or "none",
        "settled": result.settled or "none",
    }


def _tier(instrument: Instrument, outcome: str | None) -> str:
    if outcome is None:
        return "none"
    found = instrument.outcome(outcome)
    return found.tier + "!" * found.attention


def _strand_cell(found: StrandResult) -> str:
    raw = "" if found.raw is None else f"{found.raw} "
    if found.standard is not None:
        raw = f"{found.raw}/{found.standard} "
    if found.band is None:
        return raw + "unassigned" if found.unassigned else "not computable"
    return raw + found.band


def _answers(instrument: Instrument, section: str, row: Row) -> Iterator[Answer]:
    for strand in instrument.strands:
        items = iter(instrument.items_in(section, strand.id))
        for word in row.get(strand.id, "").split():
            name, colon, letter = word.rpartition(":")
            item = instrument.item(name) if colon else next(items, None)
            if item is None:
                raise ValueError(_("{strand} has too many answers").format(strand=strand.id))
            if letter != ".":
                yield Answer(item.id, _value(letter), _AT)


def _refused(instrument: Instrument, answer: Answer) -> bool:
    try:
        check(instrument.item(answer.item), answer.value)
    except BadInput:
        return True
    return False


def _value(letter: str) -> Value:
    if letter in _LETTERS:
        return _LETTERS[letter]
    if letter.isdigit():
        return int(letter)
    return tuple(filter(None, letter.split("+"))) if "+" in letter else letter


def _context(row: Row) -> TestContext:
    hearing = row.get("hearing") or "not_known"
    if hearing not in ("yes", "no", "not_known"):
        raise ValueError(_("hearing is yes, no or not_known"))
    return TestContext(
        language=row.get("language") or "en",
        home_languages=tuple(row.get("home", "").split()),
        eal={"yes": True, "no": False}.get(row.get("eal", "")),
        hearing=cast('Literal["yes", "no", "not_known"]', hearing),
    )


def _differences(line: int, row: Row, found: Row) -> Iterator[Complaint]:
    for column, expected in row.items():
        if not expected or not (column.endswith(" =") or column in RESULTS):
            continue
        got = found.get(column, "nothing")
        if got != expected:
            yield Complaint(
                FILE,
                f"line {line}, {column}",
                _("The case says “{expected}”, the pack gives “{got}”: correct one.").format(
                    expected=expected, got=got
                ),
            )


def _unshown(instrument: Instrument, given: set[str]) -> Iterator[Complaint]:
    groups = {
        "section": instrument.sections,
        "band": instrument.bands,
        "outcome": instrument.outcomes,
    }
    for kind, parts in groups.items():
        for part in parts:
            if part.id not in given:
                yield Complaint(
                    FILE, part.id, _("Add a case that shows this {kind}.").format(kind=kind)
                )
