"""Answers to a result: the one engine of the desktop, the centre and the tests."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from elsec_app.instruments.ages import Age, age_at
from elsec_app.instruments.answers import Answer, current
from elsec_app.instruments.context import TestContext, cautions
from elsec_app.instruments.definition import Advice, Instrument, choose_section
from elsec_app.instruments.overall import overall
from elsec_app.instruments.progress import sections_in_play
from elsec_app.instruments.results import Result, StrandResult
from elsec_app.instruments.strand_score import score_strand
from elsec_app.instruments.walk import follow


def score(
    instrument: Instrument,
    born: date,
    on: date,
    answers: Sequence[Answer],
    context: TestContext | None = None,
    section: str | None = None,
    overridden: frozenset[str] = frozenset(),
) -> Result:
    """Score *answers* for a child *born* then and tested *on* that day.

    Without *section* the child's age chooses it. *overridden* are the strands that went on past a
    stop rule. Raises ``OutsideAges``, ``BornAfterTest``, or KeyError for an unknown section.
    """
    age = age_at(born, on)
    used = section or choose_section(instrument, born, on).section.id
    strands, complete = _strands(instrument, used, answers, age, overridden)
    whole = overall(instrument, [result for result in strands if result.section == used])
    earliest, due = _rescreen(instrument, whole.outcome, on)
    return Result(
        instrument=instrument.id,
        version=instrument.version,
        pack=instrument.hash,
        section=used,
        age_months=age.months,
        on=on,
        complete=complete,
        strands=strands,
        overall=whole,
        cautions=cautions(
            instrument, context or TestContext(), other_section=not _fits(instrument, used, age)
        ),
        rescreen_from=earliest,
        rescreen_due=due,
        settled=_settled(instrument, strands),
    )


def _strands(
    instrument: Instrument,
    section: str,
    answers: Sequence[Answer],
    age: Age,
    overridden: frozenset[str],
) -> tuple[tuple[StrandResult, ...], bool]:
    """Every strand of every section in play, and whether all that is asked has been answered."""
    standing = current(answers)
    played = sections_in_play(instrument, section, standing)
    walks = follow(instrument, played, standing, overridden)
    results = tuple(
        score_strand(instrument, part, rule, walks[part, rule.strand], standing, age)
        for part in played
        for rule in instrument.scores
        if (part, rule.strand) in walks
    )
    return results, all(way.next is None for way in walks.values())


def real_change(instrument: Instrument, strand: str) -> float | None:
    """The least change between two results that is more than measurement error, in points.

    1.96 x sqrt(2) x the pack's standard error of measurement (the 95 % limit for a difference of
    two scores); None when the pack gives no such error.
    """
    for rule in instrument.scores:
        if rule.strand == strand and rule.sem is not None:
            return float(1.96 * 2**0.5 * rule.sem)
    return None


def recommended(instrument: Instrument, result: Result) -> tuple[Advice, ...]:
    """The pack's own strategies for a result: of its outcome, its section, and a strand that
    wants attention (or of every strand), in the pack's order."""
    wanting = {
        strand.strand
        for strand in result.strands
        if strand.band
        and strand.section == result.section
        and instrument.band(strand.band).attention
    }
    return tuple(
        advice
        for advice in instrument.strategies
        if result.overall.outcome in advice.outcomes
        and (not advice.sections or result.section in advice.sections)
        and (not advice.strands or wanting & set(advice.strands))
    )


def _fits(instrument: Instrument, section: str, age: Age) -> bool:
    used = instrument.section(section)
    return used.from_months <= age.months < used.to_months


def _rescreen(
    instrument: Instrument, outcome: str | None, on: date
) -> tuple[date | None, date | None]:
    for rule in instrument.rescreen:
        if outcome in rule.outcomes:
            return (
                on + timedelta(weeks=rule.earliest_weeks),
                on + timedelta(weeks=rule.due_weeks),
            )
    return None, None


def _settled(instrument: Instrument, strands: Iterable[StrandResult]) -> str | None:
    if instrument.repeat is None:
        return None
    reached = [result for result in strands if result.band == instrument.repeat.band]
    return reached[-1].section if reached else None
