"""The notation of golden cases: what a row of ``golden.csv`` asks, and what the pack gives for it.

Columns: ``case`` (what it shows), ``born``, ``on``, ``section`` (the one the age must choose, or
``outside``), ``given in`` (when another was used), ``went on`` (strands taken past a stop rule),
``language``, ``home`` (codes), ``eal`` (yes, no), ``hearing`` (yes, no, not_known); for each strand
``<strand>`` (the answers), ``<strand> =`` (the result, or ``refused``) and ``<strand> change`` (the
least real change, in points); ``overall``, ``tier`` (with ``!`` when someone should look),
``areas`` (strands that want attention), ``cautions``, ``rescreen`` (two dates), ``settled``,
``next`` (the item to ask after these answers), ``strategies`` (their ids). A cell says ``none``
where there is nothing.

Answers stand in item order: Y pass, N not yet, - no response, . not answered, the number, or
sounds with plus signs (``p+t``, ``f+``, ``+`` for none); or ``item:answer`` for one out of order.
A result cell left empty is not checked.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Literal, cast

from elsec_app.errors import BadInput
from elsec_app.i18n import _
from elsec_app.instruments.answers import NO_RESPONSE, NOT_YET, SEEN, Answer, Value, check
from elsec_app.instruments.context import TestContext
from elsec_app.instruments.csv_file import Row
from elsec_app.instruments.definition import Instrument, OutsideAges, choose_section
from elsec_app.instruments.progress import progress
from elsec_app.instruments.results import Result, StrandResult
from elsec_app.instruments.scoring import real_change, recommended, score

RESULTS = (
    "section", "overall", "tier", "areas", "cautions", "rescreen", "settled", "next", "strategies",
)  # fmt: skip
TAKEN = ("given in", "went on", "language", "home", "eal", "hearing")
COLUMNS = ("case", "born", "on", *TAKEN, *RESULTS)
_AT = datetime(2000, 1, 1, tzinfo=UTC)
_LETTERS: dict[str, Value] = {"Y": SEEN, "N": NOT_YET, "-": NO_RESPONSE}


def outcome_of(instrument: Instrument, row: Row) -> Row:
    """What the pack gives for a case, in the notation of its result cells."""
    born, on = _day(row, "born"), _day(row, "on")
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
    past = frozenset(row.get("went on", "").split())
    result = score(instrument, born, on, answers, _context(row), used, past)
    following = progress(instrument, used, answers, past).next_item if row.get("next") else None
    return {"section": chosen, "next": following.id if following else "none"} | cells(
        instrument, result
    )


def _day(row: Row, column: str) -> date:
    """A date as ISO has it, or as a spreadsheet in Britain writes it back: 10/05/2020."""
    text = row.get(column, "")
    try:
        day, slash, rest = text.partition("/")
        month, _slash, year = rest.partition("/")
        return date(int(year), int(month), int(day)) if slash else date.fromisoformat(text)
    except ValueError:
        raise ValueError(
            _("write “{column}” as 2020-05-10 or 10/05/2020").format(column=column)
        ) from None


def cells(instrument: Instrument, result: Result) -> Row:
    """A result in the notation of golden cases."""
    dates = (result.rescreen_from, result.rescreen_due)
    first = {s.strand: s for s in reversed(result.strands)}
    areas = [s.strand for s in result.strands if s.band and instrument.band(s.band).attention]
    of_strands = {f"{strand} =": _strand_cell(found) for strand, found in first.items()}
    changes = {
        f"{rule.strand} change": _change(instrument, rule.strand) for rule in instrument.scores
    }
    advised = [advice.id for advice in recommended(instrument, result)]
    return (of_strands | changes) | {
        "overall": result.overall.outcome or "not computable",
        "tier": _tier(instrument, result.overall.outcome),
        "areas": " ".join(areas) or "none",
        "cautions": " ".join(shown.when for shown in result.cautions) or "none",
        "rescreen": " ".join(str(day) for day in dates if day) or "none",
        "settled": result.settled or "none",
        "strategies": " ".join(advised) or "none",
    }


def _change(instrument: Instrument, strand: str) -> str:
    least = real_change(instrument, strand)
    return "none" if least is None else f"{least:.2f}"


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
